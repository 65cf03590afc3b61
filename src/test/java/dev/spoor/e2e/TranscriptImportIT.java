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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code spoor import claude-code} as a person runs it. */
class TranscriptImportIT {
  private static final Path SAMPLE =
      Path.of("src/test/resources/samples/claude-code/spotter/tool_heavy.jsonl").toAbsolutePath();

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
}
