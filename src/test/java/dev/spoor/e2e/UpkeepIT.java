package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.SpoorProcess.Ended;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's upkeep as a person or a script does it. */
class UpkeepIT {
  private static final String SAMPLE =
      "src/test/resources/samples/atif/kimi/build-pmars__E722qnQ/trajectory.json";

  @TempDir private Path home;
  private SpoorProcess spoor;
  private String run;

  @BeforeEach
  void fill() {
    spoor = new SpoorProcess(home);
    Ended ended = spoor.run("import", "atif", Path.of(SAMPLE).toAbsolutePath().toString());
    assertEquals(0, ended.code(), ended.err());
    run = ended.out().split(" ", 2)[0];
  }

  private JsonObject json(String... arguments) throws JsonReadException {
    Ended ended = spoor.run(arguments);
    assertEquals(0, ended.code(), ended.err());
    return (JsonObject) Json.read(ended.out());
  }

  private int runs() throws JsonReadException {
    return json("runs", "--json").array("traces").elements().size();
  }

  @Test
  void db_help_listsCommands() {
    Ended help = spoor.run("db");
    for (String command :
        List.of("stats", "check", "backup", "restore", "prune", "erase", "migrate")) {
      assertTrue(help.out().contains("  " + command), help.out());
      assertEquals(0, spoor.run("db", command, "--help").code());
    }
  }

  @Test
  void statsAndCheck_tellWhatIsThere() throws JsonReadException {
    JsonObject stats = json("db", "stats", "--json");
    assertEquals("1", stats.get("runs").write());
    assertTrue(spoor.run("db", "stats").out().contains("times smaller than plain"));
    assertEquals("true", json("db", "check", "--json").get("ok").write());
    assertEquals("{\"migrated\":false,\"steps\":[]}", json("db", "migrate", "--json").write());
  }

  @Test
  void backupEraseRestore_bringsTheRunBack() throws Exception {
    String before = spoor.run("export", run).out();
    json("db", "backup", "copy.db", "--json");
    assertEquals(2, spoor.run("db", "backup", "copy.db").code());
    assertEquals("0", json("db", "erase", run, "--dry-run", "--json").get("erased").write());
    Ended refused = spoor.run("db", "erase", run);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("--yes"), refused.err());
    assertEquals(1, runs());
    assertEquals("1", json("db", "erase", run, "--yes", "--json").get("erased").write());
    assertEquals(0, runs());
    assertFalse(storeHolds("pmars"));
    assertEquals(2, spoor.run("db", "restore", "copy.db").code());
    json("db", "restore", "copy.db", "--yes", "--json");
    assertEquals(before, spoor.run("export", run).out());
  }

  private boolean storeHolds(String text) throws IOException {
    try (Stream<Path> files = Files.list(spoor.data())) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void prune_leavesSizes() throws JsonReadException {
    assertEquals(2, spoor.run("db", "prune").code());
    JsonObject dry = json("db", "prune", "--payloads", "1d", "--dry-run", "--json");
    assertTrue(dry.array("payloads").elements().size() > 1);
    assertFalse(spoor.run("export", run).out().contains("\"pruned\":true"));
    json("db", "prune", "--payloads", "1d", "--yes", "--json");
    assertTrue(spoor.run("export", run).out().contains("{\"pruned\":true,\"bytes\":"));
    assertEquals("true", json("db", "check", "--json").get("ok").write());
  }
}
