package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.model.Usd;
import dev.spoor.redact.RedactionMode;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.watch.RunLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private Settings read() {
    environment.putIfAbsent("HOME", folder.resolve("home").toString());
    return new SettingsReader(environment, folder.resolve("work")).read();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private BadInput refused() {
    return assertThrows(BadInput.class, this::read);
  }

  @Test
  void read_nothingSet_isTheDefaults() {
    Settings settings = read();
    assertEquals(folder.resolve("home/.spoor"), settings.home());
    assertEquals(folder.resolve("home/.spoor/spoor.db"), settings.database());
    assertEquals(RedactionMode.ON, settings.redaction());
    assertEquals(Ingest.Content.FULL, settings.content());
    assertEquals(Durability.FULL, settings.durability());
    assertEquals(RunLimits.NONE, settings.limits());
    assertNull(settings.feature());
  }

  @Test
  void read_variableAndFile_variableWins() throws IOException {
    write("home/.spoor/config.yaml", "redact: strict\nfeature: login\n");
    environment.put("SPOOR_REDACT", "off");
    Settings settings = read();
    assertEquals(RedactionMode.OFF, settings.redaction());
    assertEquals("login", settings.feature());
  }

  @Test
  void read_userAndProjectFile_userWins() throws IOException {
    write("home/.spoor/config.yaml", "feature: mine\n");
    write("work/.spoor/config.yaml", "feature: theirs\ntags: [a, b]\nproject: shop\n");
    Settings settings = read();
    assertEquals("mine", settings.feature());
    assertEquals("shop", settings.project());
    assertEquals(List.of("a", "b"), settings.tags());
  }

  @Test
  void read_projectWithoutName_isTheGitRootsName() throws IOException {
    Files.createDirectories(folder.resolve("work/.git"));
    environment.put("HOME", folder.resolve("home").toString());
    Path below = folder.resolve("work/src/main");
    assertEquals("work", new SettingsReader(environment, below).read().project());
  }

  @Test
  void read_limits_areTyped() throws IOException {
    write(
        "work/.spoor/config.yaml",
        "limits:\n  max_cost_usd: 2.50\n  max_tool_calls: 40\n  max_calls_per_tool: {Bash: 9}\n");
    assertEquals(
        new RunLimits(Usd.of(new BigDecimal("2.50")), null, 40L, Map.of("Bash", 9L), null),
        read().limits());
  }

  @Test
  void read_tilde_isTheUsersHome() {
    environment.put("SPOOR_DB", "~/runs.db");
    assertEquals(folder.resolve("home/runs.db"), read().database());
  }

  @Test
  void read_projectFileNamesTheDatabase_isRefused() throws IOException {
    write("work/.spoor/config.yaml", "db: /etc/passwd\n");
    assertTrue(refused().getMessage().contains("may be set by the user alone"));
  }

  @Test
  void read_serverElsewhere_isTheUsersToName() throws IOException {
    assertNull(read().remote());
    write("home/.spoor/config.yaml", "url: http://[::1]:4319/\ntoken: spoor_abc\n");
    assertEquals("http://[::1]:4319", String.valueOf(read().remote().url()));
    assertEquals("spoor_abc", read().remote().token());
    environment.put("SPOOR_URL", "https://spoor.example/base");
    assertEquals("https://spoor.example/base", read().remote().toString());
    String listed = new SettingsReader(environment, folder.resolve("work")).origins().toString();
    assertFalse(listed.contains("spoor_abc"), listed);
    environment.put("SPOOR_URL", "spoor.example");
    assertEquals("SPOOR_URL", refused().field());
    environment.put("SPOOR_URL", "http://a");
    environment.put("SPOOR_TOKEN", "two words");
    assertEquals("SPOOR_TOKEN", refused().field());
    assertFalse(refused().getMessage().contains("two words"));
  }

  @Test
  void read_projectFileNamesAServer_isRefused() throws IOException {
    write("work/.spoor/config.yaml", "url: http://evil.example\n");
    assertTrue(refused().getMessage().contains("may be set by the user alone"));
  }

  @Test
  void read_unknownKey_namesTheKnownOnes() throws IOException {
    write("home/.spoor/config.yaml", "redcat: off\n");
    assertTrue(refused().getMessage().contains("redact"));
  }

  @Test
  void read_wrongWord_namesTheChoices() {
    environment.put("SPOOR_CONTENT", "some");
    assertEquals("SPOOR_CONTENT", refused().field());
    assertTrue(refused().getMessage().contains("full, metadata"));
  }

  @Test
  void read_brokenYaml_namesTheFile() throws IOException {
    write("home/.spoor/config.yaml", "a: [b\n");
    assertTrue(refused().field().endsWith("config.yaml"));
  }

  @Test
  void read_limitOfTheWrongShape_isRefused() throws IOException {
    write("home/.spoor/config.yaml", "limits: {max_tool_calls: many}\n");
    assertTrue(refused().field().endsWith("limits.max_tool_calls"));
  }
}
