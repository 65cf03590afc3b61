package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.SpoorProcess.Ended;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.mcp.protocol.RawMcpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's upkeep as a person or a script does it. */
class UpkeepIT {
  private static final String SAMPLE =
      "src/test/resources/samples/atif/kimi/build-pmars__E722qnQ/trajectory.json";

  private static final String RECORD =
      "{'name':'a run','spans':[{'name':'model','kind':'llm','input':'%s and task %d'}]}";
  private static final String RULES =
      IntStream.range(0, 300)
          .mapToObj(rule -> "Rule " + rule + " is " + rule * 31 % 97 + ".")
          .collect(Collectors.joining(" "));

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
        List.of("stats", "check", "backup", "restore", "prune", "erase", "migrate", "train")) {
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

  /** One file after another appears while a backup is put in the store's place. */
  @ParameterizedTest
  @ValueSource(strings = {"spoor.db.*.partial", "spoor.db.before-restore-*", "none"})
  void restore_thatIsKilled_leavesTheOldStoreOrTheNew(String appearing) throws Exception {
    String before = spoor.run("export", run).out();
    json("db", "backup", "copy.db", "--json");
    json("db", "erase", run, "--yes", "--json");
    Process restore =
        spoor.command("db", "restore", "copy.db", "--yes").redirectErrorStream(true).start();
    while (restore.isAlive() && !appeared(appearing)) {
      Thread.onSpinWait();
    }
    restore.destroyForcibly().waitFor();
    assertEquals("true", json("db", "check", "--json").get("ok").write());
    if (runs() == 0) {
      json("db", "restore", "copy.db", "--yes", "--json");
    }
    assertEquals(before, spoor.run("export", run).out());
  }

  private boolean appeared(String glob) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(spoor.data(), glob)) {
      return found.iterator().hasNext();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE run SET span_count = 7", "UPDATE totals SET sums = x'00'"})
  void check_wrongFigures_exitsOneUntilRepaired(String damage) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + spoor.database());
        Statement statement = connection.createStatement()) {
      statement.execute(damage);
    }
    Ended found = spoor.run("db", "check");
    assertEquals(1, found.code());
    assertTrue(found.out().contains("found totals: "), found.out());
    assertEquals(0, spoor.run("db", "check", "--repair").code());
    assertEquals(0, spoor.run("db", "check").code());
    assertEquals(1, runs());
  }

  @Test
  void train_learnsWhatRunsHaveInCommon() throws JsonReadException {
    assertEquals("0", json("db", "train", "--json").get("common_bytes").write());
    try (RawMcpClient client = spoor.mcp()) {
      for (int number = 1; number <= 3; number++) {
        client.called("record_run", RawMcpClient.object(RECORD.formatted(RULES, number)));
      }
    }
    assertTrue(json("db", "train", "--json").get("common_bytes").write().length() > 3);
    assertEquals("true", json("db", "check", "--json").get("ok").write());
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
