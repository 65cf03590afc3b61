package dev.spoor.codec.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.spoor.codec.BatchText;
import dev.spoor.codec.Told;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.Pieces;
import dev.spoor.codec.session.Pieces.Line;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.model.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodexSessionTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/codex");
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots/codex");
  private static final TraceId T1 = TraceId.derived("codex", "s1", "t1");

  private final Oddities oddities = new Oddities();

  private CodexSession session() {
    return new CodexSession(
        "file", directory -> directory.substring(directory.lastIndexOf('/') + 1), oddities);
  }

  private Told told(CodexScript script) {
    return Told.of(Pieces.whole(session(), script.lines()));
  }

  private static List<Line> sample(String name) throws IOException {
    return Files.readAllLines(SAMPLES.resolve(name + ".jsonl")).stream().map(Line::own).toList();
  }

  /** To renew them: {@code -Dsnapshots.write=true}, then look at the difference. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fc_args_1",
        "fc_args_2",
        "fc_stdin",
        "function_calls",
        "session-alpha",
        "standard_session"
      })
  void sample_isAsBefore(String name) throws IOException {
    Path snapshot = SNAPSHOTS.resolve(name + ".txt");
    String text = BatchText.of(Pieces.whole(session(), sample(name)));
    if (Boolean.getBoolean("snapshots.write")) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(snapshot, text);
    }

    assertEquals(Files.readString(snapshot), text);
    assertEquals(
        name.equals("function_calls") ? Map.of("second call of one id", 1L) : Map.of(),
        oddities.counts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"function_calls", "session-alpha", "standard_session"})
  void sample_readInPieces_isTheSame(String name) throws IOException {
    Pieces.assertSameInPieces(this::session, sample(name));
  }

  @Test
  void session_readInPieces_isTheSame() {
    Pieces.assertSameInPieces(this::session, CodexScript.whole().lines());
  }

  @Test
  void turns_areRunsKeyedByTheirIds() {
    List<RunDraft> runs = Pieces.whole(session(), CodexScript.whole().lines()).runs();

    assertEquals(
        List.of(new TurnKey("codex", "s1", "t1"), new TurnKey("codex", "s1", "t2")),
        runs.stream().map(RunDraft::turn).toList());
    assertEquals(T1, runs.get(0).traceId());
    Fields run = runs.get(0).fields();
    assertEquals("shop", run.get(RunField.PROJECT));
    assertEquals("s1", run.get(RunField.SESSION_ID));
    assertEquals("0.99.0", run.get(RunField.RELEASE));
    assertEquals(new Git("git@example.org:shop.git", "main", "abc"), run.get(RunField.GIT));
    assertEquals(Map.of(), oddities.counts());
  }

  @Test
  void root_hasWhatWasAskedAndAnsweredOnce() {
    Told told = told(CodexScript.whole());
    Fields root = told.named("Fix the login test");

    assertEquals(SpanKind.AGENT, root.get(SpanField.KIND));
    assertEquals(SpanStatus.OK, root.get(SpanField.STATUS));
    assertEquals("Done.", root.get(SpanField.OUTPUT).text());
    assertTrue(told.named("user_message").get(SpanField.INPUT).text().contains("and be quick"));
    List<Fields> calls =
        told.spans.get(T1).values().stream()
            .filter(span -> span.get(SpanField.KIND) == SpanKind.LLM)
            .filter(span -> SpanId.derived(T1, "root").equals(span.get(SpanField.PARENT)))
            .toList();
    assertEquals(3, calls.size());
    String last = calls.get(2).get(SpanField.OUTPUT).text();
    assertEquals(last.indexOf("Done."), last.lastIndexOf("Done."));
  }

  @Test
  void usage_ofRepeatedCounts_isTakenOnce() {
    Usage sum =
        told(CodexScript.whole()).all(SpanKind.LLM).stream()
            .map(call -> call.get(SpanField.USAGE, Usage.NONE))
            .reduce(Usage.NONE, Usage::plus);

    assertEquals(3300, sum.inputTokens());
    assertEquals(1600, sum.cachedInputTokens());
    assertEquals(90, sum.outputTokens());
    assertEquals(20, sum.reasoningTokens());
  }

  @Test
  void usage_withTotalsOnly_isTheirDifference() {
    CodexScript script = new CodexScript().meta("s1", "").started("t1").user("x").assistant("y");
    String total = "'info':{'total_token_usage':{'input_tokens':%d,'output_tokens':%d}}";
    script.event("token_count", total.formatted(100, 10)).user("z").assistant("w");
    script.event("token_count", total.formatted(250, 15));
    List<Fields> calls = told(script).all(SpanKind.LLM);

    assertEquals(150, calls.get(1).get(SpanField.USAGE).inputTokens());
    assertEquals(5, calls.get(1).get(SpanField.USAGE).outputTokens());
  }

  @Test
  void tools_haveTheirOutcome() {
    Told told = told(CodexScript.whole());
    Map<SpanId, Fields> spans = told.spans.get(T1);
    Fields shell = spans.get(SpanId.derived(T1, "c1"));
    Fields patch = spans.get(SpanId.derived(T1, "c2"));

    assertEquals(SpanStatus.OK, shell.get(SpanField.STATUS));
    assertEquals("{\"command\":[\"ls\"]}", shell.get(SpanField.INPUT).text());
    assertEquals("c1", shell.get(SpanField.TOOL_CALL_ID));
    assertEquals(SpanStatus.ERROR, patch.get(SpanField.STATUS));
    assertEquals("no such file", patch.get(SpanField.ERROR).message());
    assertEquals(SpanStatus.OK, told.named("web_search").get(SpanField.STATUS));
    assertEquals(SpanKind.MCP, told.named("mcp__docs__find").get(SpanField.KIND));
    assertEquals(SpanStatus.CANCELLED, told.named("mcp__docs__find").get(SpanField.STATUS));
  }

  @Test
  void subAgent_hangsUnderTheCallThatBeganIt() {
    Map<SpanId, Fields> spans = told(CodexScript.whole()).spans.get(T1);
    SpanId spawn = SpanId.derived(T1, "c3");
    Fields command = spans.get(SpanId.derived(T1, "d1"));

    assertEquals(SpanKind.AGENT, spans.get(spawn).get(SpanField.KIND));
    assertEquals(spawn, command.get(SpanField.PARENT));
    assertEquals(SpanStatus.ERROR, command.get(SpanField.STATUS));
  }

  @Test
  void subAgent_withoutItsCall_isBelowTheTurn() {
    CodexScript script = new CodexScript().meta("s1", "").started("t1").user("x");
    script
        .in("s9")
        .meta("s9", ",'source':{'subagent':'review'}")
        .user("Review it")
        .assistant("Fine")
        .in(null);
    Fields agent = told(script).named("agent s9");

    assertEquals(SpanId.derived(T1, "root"), agent.get(SpanField.PARENT));
    assertEquals("Fine", agent.get(SpanField.OUTPUT).text());
  }

  @Test
  void compactionAndFailedTries_areVisible() {
    Told told = told(CodexScript.whole());

    assertTrue(told.named("compaction").get(SpanField.INPUT).text().contains("half of it"));
    assertEquals(
        List.of(2L),
        told.all(SpanKind.LLM).stream()
            .filter(call -> call.has(SpanField.ATTEMPT))
            .map(call -> call.get(SpanField.ATTEMPT))
            .toList());
  }

  @Test
  void abortedTurn_isCancelledWithItsReason() {
    Told told = told(CodexScript.whole());
    Fields run = told.runs.get(TraceId.derived("codex", "s1", "t2"));

    assertEquals("interrupted", run.get(RunField.HALT_REASON));
    assertEquals(SpanStatus.CANCELLED, told.named("More").get(SpanField.STATUS));
  }

  @Test
  void failedTurn_isAnError() {
    CodexScript script = new CodexScript().meta("s1", "").started("t1").user("x");
    script
        .event("error", "'message':'no credit','codex_error_info':'usage_limit_exceeded'")
        .event("task_complete", "'turn_id':'t1'");
    Fields root = told(script).named("x");

    assertEquals(SpanStatus.ERROR, root.get(SpanField.STATUS));
    assertEquals("no credit", root.get(SpanField.ERROR).message());
    assertEquals("usage_limit_exceeded", root.get(SpanField.ERROR).type());
  }

  @Test
  void forkedThread_leavesCopiedLinesToTheOther() {
    CodexScript script = new CodexScript().meta("s5", ",'forked_from_id':'s1'").meta("s1", "");
    script
        .started("00000000-05dc-7000-8000-000000000003")
        .user("old")
        .assistant("done before")
        .tokens(900, 0, 9, 0, 900)
        .started("01a0cb65-56af-7240-91a2-68f1e8df4433")
        .user("new")
        .assistant("done now")
        .tokens(10, 0, 1, 0, 910);
    Told told = told(script);

    assertEquals(1, told.runs.size());
    assertEquals(10, told.all(SpanKind.LLM).get(0).get(SpanField.USAGE).inputTokens());
    assertEquals("done now", told.named("new").get(SpanField.OUTPUT).text());
  }

  @Test
  void unknownLines_areCountedByType() {
    CodexScript script = new CodexScript().meta("s1", "").started("t1").user("x");
    script.event("dream", "'a':1").item("telepathy", "'a':1");
    List<Line> lines = new ArrayList<>(script.lines());
    lines.add(Line.own("{\"type\":\"mood\",\"payload\":{}}"));
    lines.add(Line.own("42"));
    lines.add(Line.own("{"));
    Pieces.whole(session(), lines);

    assertEquals(
        Map.of(
            "event of unknown type dream", 1L,
            "item of unknown type telepathy", 1L,
            "line of unknown type mood", 1L,
            "line that is no JSON object", 1L,
            "line that is not JSON", 1L),
        oddities.counts());
  }

  @Test
  void origin_ofACutFirstLine_isRead() {
    String spawned = ",'source':{'subagent':{'thread_spawn':{'parent_thread_id':'s1'}}}";
    String line = new CodexScript().meta("s2", spawned).lines().get(0).text();
    byte[] cut = line.substring(0, line.length() - 3).getBytes(StandardCharsets.UTF_8);

    assertEquals(new CodexSession.Origin("s2", "s1"), CodexSession.originOf(cut));
    assertEquals(new CodexSession.Origin(null, null), CodexSession.originOf(new byte[0]));
  }

  @FuzzTest
  void read_ofAnyBytes_countsWhatItDoesNotUnderstand(byte[] bytes) {
    CodexSession.originOf(bytes);
    Pieces.readAnything(new CodexSession("file", directory -> directory, new Oddities()), bytes);
  }
}
