package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.e2e.SpoorProcess.Ended;
import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.RunFilter;
import dev.spoor.store.Store;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spoor import claude-code} as a person runs it. */
class TranscriptImportIT {
  private static final Path SAMPLE =
      Path.of("src/test/resources/samples/claude-code/spotter/tool_heavy.jsonl").toAbsolutePath();

  private static final int HUGE_TURNS = 2_050;
  private static final String HUGE_TURN =
      """
      {"type":"user","uuid":"u{i}","sessionId":"s","timestamp":"2026-05-01T10:00:00Z","message":{"role":"user","content":"hello {i}"}}
      {"type":"assistant","uuid":"a{i}","sessionId":"s","timestamp":"2026-05-01T10:00:01Z","message":{"id":"m{i}","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"tool_use","id":"t{i}","name":"Bash","input":{"command":"ls"}}],"stop_reason":"tool_use","usage":{"input_tokens":9,"output_tokens":3}}}
      {"type":"user","uuid":"r{i}","sessionId":"s","timestamp":"2026-05-01T10:00:02Z","toolUseResult":{"stdout":"{output}"},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t{i}","content":"{output}"}]}}
      {"type":"assistant","uuid":"b{i}","sessionId":"s","timestamp":"2026-05-01T10:00:03Z","message":{"id":"n{i}","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"Done {i}."}],"stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":3}}}
      """;

  @TempDir private Path home;
  private SpoorProcess spoor;

  @BeforeEach
  void start() {
    spoor = new SpoorProcess(home);
  }

  private static JsonObject report(Ended ended) throws JsonReadException {
    assertEquals(0, ended.code(), ended.err());
    return (JsonObject) Json.read(ended.out());
  }

  /** Claude Code's folder with one session in it. */
  private Path configFolder() throws IOException {
    Path project = Files.createDirectories(home.resolve("claude/projects/-work-shop"));
    Files.copy(SAMPLE, project.resolve(SAMPLE.getFileName()));
    return home.resolve("claude");
  }

  @Test
  void import_json_tellsRunsAndCounts() throws JsonReadException {
    JsonObject first = report(spoor.run("import", "claude-code", "--json", SAMPLE.toString()));
    JsonObject second = report(spoor.run("import", "claude-code", "--json", SAMPLE.toString()));

    assertEquals(2, first.array("traces").elements().size());
    assertEquals(JsonNumber.of(12), first.object("import").get("spans"));
    assertEquals(JsonObject.EMPTY, first.object("import").get("not_understood"));
    assertEquals(List.of(), second.array("traces").elements());
    assertEquals(JsonNumber.of(0), second.object("import").get("lines"));
  }

  @Test
  void import_withoutPath_readsWhereClaudeCodeWrites() throws IOException, JsonReadException {
    ProcessBuilder command = spoor.command("import", "claude-code", "--json");
    command.environment().put("CLAUDE_CONFIG_DIR", configFolder().toString());

    assertEquals(2, report(spoor.run(command)).array("traces").elements().size());
  }

  @Test
  void import_withoutPathAndWithoutSessions_isMistakeWithAWayOut() {
    ProcessBuilder command = spoor.command("import", "claude-code");
    command.environment().put("CLAUDE_CONFIG_DIR", home.resolve("none").toString());
    Ended ended = spoor.run(command);

    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("PATH is required"), ended.err());
  }

  @Test
  void import_watch_followsUntilItIsAskedToEnd() throws IOException, InterruptedException {
    Path session = configFolder().resolve("projects/-work-shop/" + SAMPLE.getFileName());
    Process watching =
        spoor
            .command("import", "claude-code", "--watch", home.resolve("claude").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader told = watching.inputReader()) {
      assertTrue(told.readLine().contains("start phoenix"));
      assertTrue(told.readLine().contains("scrolling back"));
      Files.writeString(
          session,
          """
          {"type":"user","uuid":"u1","sessionId":"s1","timestamp":"2026-05-01T10:00:00Z",\
          "message":{"role":"user","content":"and now the footer"}}
          """,
          StandardOpenOption.APPEND);
      String line = told.readLine();
      while (!line.contains("and now the footer")) {
        line = told.readLine();
      }
    } finally {
      watching.destroy();
    }
    watching.waitFor();
    try (Store store = spoor.open()) {
      assertEquals(3, store.reader().runs(RunFilter.ALL, null, 10).total());
    }
  }

  /** Twice as large as what the program may use of memory. */
  @Test
  @Tag("long")
  void import_ofAHugeSession_takesLittleMemory() throws IOException, JsonReadException {
    Path file = home.resolve("huge.jsonl");
    String output = "0123456789abcdef".repeat(4_096);
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int i = 0; i < HUGE_TURNS; i++) {
        lines.write(HUGE_TURN.replace("{i}", Integer.toString(i)).replace("{output}", output));
      }
    }
    ProcessBuilder command = spoor.command("import", "claude-code", "--json", file.toString());
    command.command().add(1, "-Xmx128m");

    JsonObject told = report(spoor.run(command));

    assertTrue(Files.size(file) > 256 << 20);
    assertEquals(JsonNumber.of(HUGE_TURNS), told.object("import").get("runs"));
  }
}
