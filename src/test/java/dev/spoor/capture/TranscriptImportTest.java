package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of Codex and Gemini CLI through the whole write path, at once and while they grow. */
class TranscriptImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final String PARENT = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
  private static final String CHILD = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

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

  private Path write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file, String.join("", lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String codex(String time, String type, String payload) {
    return "{\"timestamp\":\"2026-05-01T10:%sZ\",\"type\":\"%s\",\"payload\":{%s}}\n"
        .formatted(time, type, payload.replace('\'', '"'));
  }

  private static String turn(String id, String at, String words) {
    return codex(at + ":01", "event_msg", "'type':'task_started','turn_id':'" + id + "'")
        + codex(at + ":02", "event_msg", "'type':'user_message','message':'" + words + "'");
  }

  private static String answer(String id, String at) {
    return codex(at + ":03", "event_msg", "'type':'agent_message','message':'Done'")
        + codex(at + ":04", "event_msg", "'type':'task_complete','turn_id':'" + id + "'");
  }

  private Path parent() throws IOException {
    return write(
        "codex/sessions/2026/05/01/rollout-2026-05-01T10-00-00-" + PARENT + ".jsonl",
        codex("00:00", "session_meta", "'id':'" + PARENT + "','cwd':'/home/me/shop'"),
        turn("t1", "00", "Fix it"),
        codex(
            "00:02", "response_item", "'type':'function_call','name':'spawn_agent','call_id':'c1'"),
        codex(
            "00:02",
            "response_item",
            "'type':'function_call_output','call_id':'c1','output':'{\\'agent_id\\':\\'"
                + CHILD
                + "\\'}'".replace("\\'", "\\\\\"")),
        answer("t1", "00"));
  }

  private Path child() throws IOException {
    return write(
        "codex/sessions/2026/05/01/rollout-2026-05-01T10-00-02-" + CHILD + ".jsonl",
        codex(
            "00:02",
            "session_meta",
            "'id':'"
                + CHILD
                + "','source':{'subagent':{'thread_spawn':{'parent_thread_id':'"
                + PARENT
                + "'}}}"),
        turn("x1", "00", "Look at the docs"),
        answer("x1", "00"));
  }

  @Test
  void codex_samples_areStoredOnce() {
    TranscriptReport first = room.run(CodingAgent.CODEX, SAMPLES.resolve("codex"));
    Map<String, String> content = room.content();
    TranscriptReport second = room.run(CodingAgent.CODEX, SAMPLES.resolve("codex"));

    assertEquals(6, first.sessions());
    assertEquals(List.of(), first.failures());
    assertEquals(6, room.runs().size());
    assertTrue(second.isEmpty());
    assertEquals(content, room.content());
  }

  @Test
  void codex_subAgent_isInTheRunOfItsParent() throws IOException {
    parent();
    child();
    TranscriptReport report = room.run(CodingAgent.CODEX, folder.resolve("codex"));

    assertEquals(1, report.sessions());
    assertEquals(2, report.files());
    Run run = room.run("Fix it");
    assertEquals(1, room.runs().size());
    assertTrue(room.spans(run.traceId()).stream().anyMatch(span -> span.lane() != null));
  }

  @Test
  void codex_subAgentsFileAlone_bringsItsParent() throws IOException {
    parent();
    Path child = child();
    room.run(CodingAgent.CODEX, child);

    assertEquals(List.of("Fix it"), room.runs().stream().map(Run::name).toList());
  }

  @Test
  void codex_subAgentThatComesLater_isAsReadAtOnce() throws IOException {
    parent();
    room.run(CodingAgent.CODEX, folder.resolve("codex"));
    child();
    room.run(CodingAgent.CODEX, folder.resolve("codex"));
    try (ImportRoom whole = new ImportRoom(folder.resolve("whole"))) {
      whole.run(CodingAgent.CODEX, folder.resolve("codex"));

      assertEquals(whole.content(), room.content());
    }
  }

  @Test
  void codex_growingSession_isFollowed() throws IOException {
    Path rollout = Path.of("codex/sessions/2026/05/01/rollout-x.jsonl");
    String third = turn("t3", "03", "third");
    List<TranscriptReport> reports =
        follow(
            CodingAgent.CODEX,
            "codex/sessions",
            () -> write(rollout.toString(), turn("t1", "00", "first")),
            () -> {},
            () -> {},
            () -> {},
            () -> write(rollout.toString(), answer("t1", "00"), turn("t2", "01", "second")),
            () -> write(rollout.toString(), third.substring(0, third.length() - 20)),
            () -> write(rollout.toString(), third.substring(third.length() - 20)));

    assertEquals(List.of(2L, 4L, 1L, 1L), reports.stream().map(TranscriptReport::lines).toList());
    assertEquals(RunStatus.OK, room.run("first").status());
    assertEquals(3, room.runs().size());
  }

  @Test
  void codex_replacedFile_beginsAgain() throws IOException {
    Path file = write("codex/rollout-x.jsonl", turn("t1", "00", "first"));
    room.run(CodingAgent.CODEX, file);
    Files.delete(file);
    write("codex/rollout-x.jsonl", turn("t9", "05", "another"));
    room.run(CodingAgent.CODEX, file);

    assertEquals(
        List.of("another", "first"), room.runs().stream().map(Run::name).sorted().toList());
  }

  @Test
  void gemini_samples_areStoredOnce() {
    TranscriptReport first = room.run(CodingAgent.GEMINI, geminiSamples());
    Map<String, String> content = room.content();
    TranscriptReport second = room.run(CodingAgent.GEMINI, geminiSamples());

    assertEquals(List.of(), first.failures());
    assertEquals(4, room.runs().size());
    assertTrue(second.isEmpty());
    assertEquals(content, room.content());
  }

  private static Path[] geminiSamples() {
    Path samples = SAMPLES.resolve("gemini");
    return new Path[] {
      samples.resolve("standard_session.json"),
      samples.resolve("system_messages.json"),
      samples.resolve("thinking_only.json"),
      samples.resolve("tool_calls.json")
    };
  }

  @Test
  void gemini_wholeFileThatChanged_isReadAgain() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("gemini/standard_session.json"));
    int cut = sample.indexOf(",\n    {\n      \"content\": \"That looks right\"");
    String end = sample.substring(sample.indexOf("\n  ],"));
    Path file = write("gemini/tmp/h/chats/session-1.json", sample.substring(0, cut) + end);
    room.run(CodingAgent.GEMINI, folder.resolve("gemini"));
    int before = room.runs().size();
    Files.writeString(file, sample.substring(0, sample.length() / 2));
    TranscriptReport torn = room.run(CodingAgent.GEMINI, folder.resolve("gemini"));
    Files.writeString(file, sample);
    TranscriptReport whole = room.run(CodingAgent.GEMINI, folder.resolve("gemini"));

    assertEquals(1, before);
    assertTrue(torn.isEmpty());
    assertEquals(1, whole.lines());
    assertEquals(2, room.runs().size());
  }

  @Test
  void gemini_subAgentInItsFolder_isInTheRunOfItsSession() throws IOException {
    String session = "12345678-aaaa";
    write(
        "gemini/tmp/h/chats/session-2026-05-01T10-00-12345678.jsonl",
        "{\"sessionId\":\"" + session + "\",\"projectHash\":\"h\"}\n",
        "{\"id\":\"u1\",\"type\":\"user\",\"timestamp\":\"2026-05-01T10:00:00Z\",\"content\":\"Go\"}\n",
        "{\"id\":\"a1\",\"type\":\"gemini\",\"timestamp\":\"2026-05-01T10:00:09Z\",\"content\":\"Yes\"}\n");
    write(
        "gemini/tmp/h/chats/" + session + "/sub1.jsonl",
        "{\"sessionId\":\"sub1\",\"projectHash\":\"h\",\"kind\":\"subagent\"}\n",
        "{\"id\":\"x1\",\"type\":\"gemini\",\"timestamp\":\"2026-05-01T10:00:05Z\",\"content\":\"Hm\"}\n");
    room.run(CodingAgent.GEMINI, folder.resolve("gemini"));

    assertEquals(1, room.runs().size());
    List<String> names = room.spans(room.runs().get(0).traceId()).stream().map(Span::name).toList();
    assertTrue(names.contains("agent sub1"), names.toString());
  }

  @Test
  void gemini_growingSession_isFollowed() throws IOException {
    String file = "gemini/chats/session-1.jsonl";
    String user =
        "{\"id\":\"u%d\",\"type\":\"user\",\"timestamp\":\"2026-05-01T10:00:0%dZ\",\"content\":\"Go\"}\n";
    List<TranscriptReport> reports =
        follow(
            CodingAgent.GEMINI,
            "gemini",
            () -> write(file, user.formatted(1, 1)),
            () -> {},
            () -> {},
            () -> {},
            () -> write(file, user.formatted(2, 2)));

    assertEquals(2, reports.size());
    assertEquals(2, room.runs().size());
  }

  /** Something that an agent does between two looks. */
  private interface Write {
    void run() throws IOException;
  }

  private List<TranscriptReport> follow(CodingAgent agent, String below, Write... writes)
      throws IOException {
    Deque<Write> script = new ArrayDeque<>(List.of(writes));
    List<TranscriptReport> reports = new ArrayList<>();
    room.importer(agent)
        .follow(
            List.of(Files.createDirectories(folder.resolve(below))),
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
    return reports;
  }
}
