package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import dev.spoor.model.CostStatus;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import dev.spoor.model.SpanKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sessions through the whole write path. */
class ClaudeImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/claude-code/spotter");
  private static final String LONG = "4d5611e5-241a-462a-8d15-5122611a9569";
  private static final String PROMPT =
      """
      {"type":"user","uuid":"u1","sessionId":"s1","timestamp":"2026-05-01T10:00:00Z",\
      "cwd":"/work/shop","message":{"role":"user","content":"Fix the login test"}}
      """;
  private static final String REPLY =
      """
      {"type":"assistant","uuid":"a1","sessionId":"s1","timestamp":"2026-05-01T10:00:02Z",\
      "message":{"id":"msg_1","role":"assistant","model":"claude-sonnet-4-5","stop_reason":"end_turn",\
      "content":[{"type":"text","text":"Done."}],"usage":{"input_tokens":10,"output_tokens":2}}}
      """;

  @TempDir private Path folder;
  private ImportRoom room;

  @BeforeEach
  void open() {
    room = new ImportRoom(folder.resolve("store"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Path file(String name, String... lines) throws IOException {
    Path file = folder.resolve("projects").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("", lines));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  /** A copy of a sample session up to a share of each of its files, from 0 to 1. */
  private Path copy(String session, SplittableRandom cut) throws IOException {
    Path target = folder.resolve("projects");
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String relative = SAMPLES.relativize(file).toString();
        if (relative.startsWith(session) && relative.endsWith(".jsonl")) {
          byte[] all = Files.readAllBytes(file);
          int size = cut == null ? all.length : cut.nextInt(all.length + 1);
          Path copy = target.resolve(relative);
          Files.createDirectories(copy.getParent());
          Files.write(copy, Arrays.copyOf(all, size));
        }
      }
    }
    return target;
  }

  @Test
  void run_realSession_isStoredTurnByTurn() {
    TranscriptReport report = room.run(SAMPLES.resolve(LONG + ".jsonl"));
    Run first = room.run("continue");

    assertEquals(1, report.sessions());
    assertEquals(3, report.files());
    assertEquals(3, report.runs().size());
    assertEquals(3, room.runs().size());
    assertEquals(Map.of(), report.oddities());
    assertEquals(List.of(), report.failures());
    assertEquals(RunStatus.OK, first.status());
    assertEquals("claude-code", first.agent());
    assertEquals(CostStatus.PARTIAL, first.totals().costStatus());
    assertTrue(first.totals().cost() != null);
  }

  @Test
  void run_realSessions_seeNoLoopWhereNoneIs() {
    room.run(SAMPLES);

    for (Run run : room.runs()) {
      assertTrue(run.flags().stream().noneMatch(flag -> flag.code() == FlagCode.LOOP), run.name());
    }
  }

  @Test
  void run_realSession_givesASubAgentItsOwnLane() {
    room.run(SAMPLES.resolve(LONG + ".jsonl"));
    Run run = room.runs().get(2);
    List<Span> spans = room.spans(run.traceId());
    Span agent =
        spans.stream().filter(span -> "Task".equals(span.toolName())).findFirst().orElseThrow();

    assertEquals(SpanKind.AGENT, agent.kind());
    assertEquals(45, spans.stream().filter(span -> agent.spanId().equals(span.lane())).count());
  }

  @Test
  void run_twice_changesNothing() {
    room.run(SAMPLES);
    List<Run> before = room.runs();
    TranscriptReport second = room.run(SAMPLES);

    assertTrue(second.isEmpty());
    assertEquals(before, room.runs());
  }

  @Test
  void run_folderAndFileOfIt_readsEachSessionOnce() {
    TranscriptReport report =
        room.run(
            SAMPLES.resolve(LONG + ".jsonl"),
            SAMPLES.resolve(LONG).resolve("subagents/agent-a2898e3.jsonl"));

    assertEquals(1, report.sessions());
  }

  @Test
  void run_shortSessionCutAnywhere_isAsReadAtOnce() throws IOException {
    byte[] all = Files.readAllBytes(SAMPLES.resolve("short.jsonl"));
    try (ImportRoom whole = new ImportRoom(folder.resolve("whole"))) {
      whole.run(file("short.jsonl", new String(all, StandardCharsets.UTF_8)));
      for (int cut = 0; cut < all.length; cut += 409) {
        try (ImportRoom pieces = new ImportRoom(folder.resolve("pieces" + cut))) {
          Path file = folder.resolve("projects/short.jsonl");
          Files.write(file, Arrays.copyOf(all, cut));
          pieces.run(file);
          Files.write(file, all);
          pieces.run(file);
          assertEquals(whole.content(), pieces.content(), "cut at " + cut);
        }
      }
    }
  }

  @Test
  void run_longSessionCutAnywhere_isAsReadAtOnce() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    room.run(copy(LONG, null));
    Map<String, String> whole = room.content();
    for (int round = 0; round < 5; round++) {
      try (ImportRoom pieces = new ImportRoom(folder.resolve("pieces" + round))) {
        pieces.run(copy(LONG, random));
        pieces.run(copy(LONG, null));
        assertEquals(whole, pieces.content(), "round " + round);
      }
    }
  }

  @Test
  void run_fileThatGrew_readsOnlyTheNew() throws IOException {
    Path file = file("s1.jsonl", PROMPT);
    TranscriptReport first = room.run(file);
    append(file, REPLY);
    TranscriptReport second = room.run(file);

    assertEquals(1, first.lines());
    // What the file tells is months old, and no answer followed.
    assertEquals(RunStatus.ABANDONED, first.runs().get(0).status());
    assertEquals(1, second.lines());
    assertEquals(REPLY.length(), second.bytes());
    assertEquals(2, second.spans());
    assertEquals(RunStatus.OK, room.runs().get(0).status());
  }

  @Test
  void run_tornLastLine_waits() throws IOException {
    Path file = file("s1.jsonl", PROMPT, REPLY.substring(0, 120));
    assertEquals(1, room.run(file).lines());
    assertEquals(0, room.run(file).lines());
    append(file, REPLY.substring(120));

    assertEquals(1, room.run(file).lines());
    assertEquals("Done.", room.spans(room.runs().get(0).traceId()).get(0).output().text());
  }

  @Test
  void run_lastLineWithoutLineFeed_isTakenWhenItIsWhole() throws IOException {
    Path file = file("s1.jsonl", PROMPT, REPLY.strip());
    assertEquals(2, room.run(file).lines());
    append(file, "\n");
    TranscriptReport rest = room.run(file);

    assertEquals(Map.of(), rest.oddities());
    assertEquals(0, rest.spans());
    assertEquals(RunStatus.OK, room.runs().get(0).status());
  }

  @Test
  void run_oddLines_areCountedOnce() throws IOException {
    Path file = file("s1.jsonl", PROMPT, "42\nno json\n{\"type\":\"dream\"}\n");
    Map<String, Long> odd =
        Map.of(
            "line that is no JSON object", 1L,
            "line that is not JSON", 1L,
            "line of unknown type dream", 1L);
    assertEquals(odd, room.run(file).oddities());
    append(file, REPLY);

    assertEquals(Map.of(), room.run(file).oddities());
  }

  @Test
  void run_replacedFile_isReadFromItsFirstByte() throws IOException {
    Path file = file("s1.jsonl", PROMPT, REPLY);
    room.run(file);
    Files.writeString(file, PROMPT.replace("u1", "u2").replace("login", "logout") + REPLY);
    TranscriptReport second = room.run(file);

    assertEquals(2, second.lines());
    assertEquals(
        List.of("Fix the login test", "Fix the logout test"),
        room.runs().stream().map(Run::name).sorted().toList());
  }

  @Test
  void run_truncatedFile_isReadFromItsFirstByte() throws IOException {
    Path file = file("s1.jsonl", PROMPT, REPLY);
    room.run(file);
    Files.writeString(file, PROMPT);

    assertEquals(1, room.run(file).lines());
    assertEquals(1, room.runs().size());
  }

  @Test
  void run_missingPath_isMistake() {
    BadInput mistake = assertThrows(BadInput.class, () -> room.run(folder.resolve("none")));

    assertTrue(mistake.getMessage().contains("must be a transcript"), mistake.getMessage());
  }

  @Test
  void run_folderWithoutSessions_isNothing() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertTrue(room.run(empty).isEmpty());
  }

  @Test
  void run_gitRootOfTheWorkingDirectory_isTheProject() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("shop"));
    Files.createDirectories(repository.resolve(".git"));
    Path inside = Files.createDirectories(repository.resolve("src/deep"));
    Path file = file("s1.jsonl", PROMPT.replace("/work/shop", inside.toString()));
    room.run(file);

    assertEquals("shop", room.runs().get(0).fields().get(RunField.PROJECT));
  }

  @Test
  void run_subAgentsBesideTheirSession_areReadWithIt() throws IOException {
    Path projects = copy(LONG, null);
    room.run(projects);
    Map<String, String> whole = room.content();
    Path folder = projects.resolve(LONG).resolve("subagents");
    for (String name : List.of("agent-a2898e3.jsonl", "agent-acompact-e1f845.jsonl")) {
      Files.move(folder.resolve(name), projects.resolve(name));
    }
    try (ImportRoom other = new ImportRoom(this.folder.resolve("other"))) {
      assertEquals(1, other.run(projects).sessions());
      assertEquals(whole, other.content());
      assertTrue(other.run(projects.resolve("agent-a2898e3.jsonl")).isEmpty());
    }
  }

  @Test
  void run_subAgentWithoutItsSession_isLeftOut() throws IOException {
    Path agent = file("gone/subagents/agent-a1.jsonl", PROMPT);

    assertTrue(room.run(agent).isEmpty());
  }

  @Test
  void run_folderOfClaudeCode_isItsProjects() throws IOException {
    file("s1.jsonl", PROMPT);
    Files.writeString(folder.resolve("history.jsonl"), "{\"display\":\"typed\"}\n");

    assertEquals(1, room.run(folder).lines());
  }
}
