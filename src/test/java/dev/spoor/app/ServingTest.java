package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.app.SettingsReader.Origin;
import dev.spoor.http.Address;
import dev.spoor.model.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void read_nothingSet_isTheSharedLoopbackPort() {
    assertEquals(
        new Serving(new Address("127.0.0.1", 4319), 4318, 0, Set.of(), null, false), read());
  }

  @Test
  void read_allSet_isTyped() {
    environment.put("SPOOR_HOST", "localhost");
    environment.put("SPOOR_PORT", "0");
    environment.put("SPOOR_OTLP_PORT", "5318");
    environment.put("SPOOR_OTLP_GRPC_PORT", "4317");
    environment.put("SPOOR_ALLOWED_HOSTS", "a.example, b.example");
    environment.put("SPOOR_PUBLIC_URL", "https://c.example:8443/spoor/");
    assertEquals(
        new Serving(
            new Address("localhost", 0),
            5318,
            4317,
            Set.of("a.example", "b.example", "c.example"),
            "https://c.example:8443/spoor",
            false),
        read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "4319 ", "999999", "43.19"})
  void read_portThatIsNone_isRefused(String port) {
    for (String variable : List.of("SPOOR_PORT", "SPOOR_OTLP_PORT")) {
      environment.clear();
      environment.put(variable, port);
      assertEquals(variable, assertThrows(BadInput.class, this::read).field());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traces.example",
        "ftp://traces.example",
        "https://",
        "https://a b",
        "javascript:x"
      })
  void read_publicUrlThatIsNone_isRefused(String url) {
    environment.put("SPOOR_PUBLIC_URL", url);
    assertEquals("SPOOR_PUBLIC_URL", assertThrows(BadInput.class, this::read).field());
  }

  @Test
  void read_projectThatNamesTheHost_isRefused() throws IOException {
    Files.createDirectories(folder.resolve(".spoor"));
    Files.writeString(folder.resolve(".spoor/config.yaml"), "host: 0.0.0.0\n");
    BadInput refusal = assertThrows(BadInput.class, this::read);
    assertTrue(refusal.getMessage().contains("may be set by the user alone"));
  }

  @Test
  void origins_tellWhereEachSettingIsFrom() throws IOException {
    Path user = Files.createDirectories(folder.resolve("home")).resolve("config.yaml");
    Files.writeString(user, "feature: login\nport: 1\n");
    Path project = Files.createDirectories(folder.resolve(".spoor")).resolve("config.yaml");
    Files.writeString(project, "feature: other\nproject: shop\n");
    environment.put("SPOOR_PORT", "2");
    environment.put("SPOOR_HOST", "localhost");
    SettingsReader reader = reader(Map.of(Setting.PORT, "3"));
    assertEquals(3, reader.read().serving().address().port());
    assertEquals(new Origin(Setting.PORT, "3", "option"), originOf(Setting.PORT, reader));
    assertEquals(
        new Origin(Setting.HOST, "localhost", "environment"), originOf(Setting.HOST, reader));
    assertEquals(
        new Origin(Setting.FEATURE, "login", user.toString()), originOf(Setting.FEATURE, reader));
    assertEquals(
        new Origin(Setting.PROJECT, "shop", project.toString()), originOf(Setting.PROJECT, reader));
    assertEquals(new Origin(Setting.REDACT, "on", "default"), originOf(Setting.REDACT, reader));
  }

  private static Origin originOf(Setting setting, SettingsReader reader) {
    return reader.origins().get(setting.ordinal());
  }

  private Serving read() {
    return reader(Map.of()).read().serving();
  }

  private SettingsReader reader(Map<Setting, String> options) {
    environment.putIfAbsent("SPOOR_HOME", folder.resolve("home").toString());
    return new SettingsReader(environment, folder, options);
  }
}
