package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.SpanKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are written while they are followed: each look is a step of a script. */
class ClaudeFollowTest {
  private static final Path SAMPLE =
      Path.of(
          "src/test/resources/samples/claude-code/spotter/4d5611e5-241a-462a-8d15-5122611a9569");
  private static final Path AGENT = Path.of("subagents", "agent-a2898e3.jsonl");

  @TempDir private Path folder;
  private ImportRoom room;
  private final List<TranscriptReport> reports = new ArrayList<>();

  /** Something that Claude Code does between two looks. */
  private interface Write {
    void run() throws IOException;
  }

  @BeforeEach
  void open() {
    room = new ImportRoom(folder.resolve("store"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void follow(Write... writes) throws IOException {
    Deque<Write> script = new ArrayDeque<>(List.of(writes));
    Files.createDirectories(folder.resolve("projects"));
    room.importer()
        .follow(
            List.of(folder.resolve("projects")),
            () -> {
              Write next = script.poll();
              try {
                if (next != null) {
                  next.run();
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              return next != null;
            },
            reports::add);
  }

  private static void nothing() {}

  private static String prompt(String uuid, String at, String words) {
    return """
        {"type":"user","uuid":"%s","sessionId":"s1","timestamp":"2026-05-01T10:%s:00Z",\
        "message":{"role":"user","content":"%s"}}
        """
        .formatted(uuid, at, words);
  }

  private void append(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve("projects").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void append(String name, String text) throws IOException {
    append(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void follow_newSession_isSeenWithinAFewLooks() throws IOException {
    follow(
        () -> append("s1.jsonl", prompt("u1", "00", "first")),
        ClaudeFollowTest::nothing,
        ClaudeFollowTest::nothing,
        ClaudeFollowTest::nothing);

    assertEquals(List.of("first"), room.runs().stream().map(Run::name).toList());
    assertEquals(1, reports.size());
  }

  @Test
  void follow_sessionThatGrows_isSeenAtTheNextLook() throws IOException {
    append("s1.jsonl", prompt("u1", "00", "first"));
    follow(
        () -> append("s1.jsonl", prompt("u2", "01", "second")),
        () -> append("s1.jsonl", prompt("u3", "02", "third").substring(0, 40)),
        () -> append("s1.jsonl", prompt("u3", "02", "third").substring(40)));

    assertEquals(3, reports.size());
    assertEquals(List.of(1L, 1L, 1L), reports.stream().map(TranscriptReport::lines).toList());
    assertEquals(RunStatus.RUNNING, room.run("third").status());
    assertEquals(RunStatus.CANCELLED, room.run("first").status());
  }

  @Test
  void follow_fileThatIsReplaced_beginsAgain() throws IOException {
    append("s1.jsonl", prompt("u1", "00", "first"));
    follow(
        () ->
            Files.writeString(
                folder.resolve("projects/s1.jsonl"),
                prompt("u7", "05", "another that is longer than the one before")));

    assertEquals(2, room.runs().size());
  }

  @Test
  void follow_subAgentAtWork_isUnderItsCallBeforeItsResult() throws IOException {
    byte[] own = Files.readAllBytes(SAMPLE.resolveSibling(SAMPLE.getFileName() + ".jsonl"));
    byte[] agent = Files.readAllBytes(SAMPLE.resolve(AGENT));
    int working = indexOf(own, "\"normalizedMessages\"");
    int halfLine = working + 500;
    Map<String, Long> below = new TreeMap<>();
    follow(
        () -> append("s.jsonl", Arrays.copyOf(own, halfLine)),
        () -> append("s/" + AGENT, Arrays.copyOf(agent, agent.length / 2)),
        ClaudeFollowTest::nothing,
        ClaudeFollowTest::nothing,
        () -> append("s.jsonl", Arrays.copyOfRange(own, halfLine, own.length)),
        () -> below.put("before", belowAgents()),
        () -> append("s/" + AGENT, Arrays.copyOfRange(agent, agent.length / 2, agent.length)),
        ClaudeFollowTest::nothing,
        () -> below.put("after", belowAgents()));

    assertTrue(below.get("before") > 0);
    assertEquals(45, below.get("after"));
    try (ImportRoom whole = new ImportRoom(folder.resolve("whole"))) {
      whole.run(folder.resolve("projects"));
      assertEquals(whole.content(), room.content());
    }
  }

  private long belowAgents() {
    return room.runs().stream()
        .flatMap(run -> room.spans(run.traceId()).stream())
        .filter(span -> span.lane() != null && span.kind() != SpanKind.AGENT)
        .count();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
