package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.Told;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a turn begins and ends, and what is told of it. */
final class TurnTest {
  private static final String COMMAND = "<command-name>/mcp</command-name>";

  private static List<String> names(Told told) {
    return told.all(SpanKind.AGENT).stream().map(span -> span.get(SpanField.NAME)).toList();
  }

  private static Fields run(Told told) {
    assertEquals(1, told.runs.size());
    return told.runs.values().iterator().next();
  }

  private static TraceId trace(String key) {
    return TraceId.derived("claude-code", "s1", key);
  }

  @Test
  void turn_isNamedByPromptIdElseByUuid() {
    Told told =
        new Script()
            .user("one", "\"promptId\":\"p1\"")
            .text("m1", "yes")
            .user("two")
            .text("m2", "yes")
            .told();

    assertEquals(Set.of(trace("p1"), trace("u2")), told.runs.keySet());
  }

  @Test
  void messageWithTheTurnsPromptId_isAWordInTheMiddle() {
    Told told =
        new Script()
            .user("one", "\"promptId\":\"p1\"")
            .use("m1", "t1", "Bash", "{}")
            .user("and hurry", "\"promptId\":\"p1\"")
            .told();
    Fields word = told.named(SpanOutline.USER_MESSAGE);

    assertEquals(1, told.runs.size());
    assertEquals(SpanKind.INTERNAL, word.get(SpanField.KIND));
    assertEquals(Payload.text("and hurry"), word.get(SpanField.INPUT));
  }

  @Test
  void commandThatRanWithoutTheModel_beginsNoTurn() {
    Told told =
        new Script()
            .user("one")
            .text("m1", "yes")
            .user("<local-command-caveat>Caveat", "\"isMeta\":true")
            .user(COMMAND)
            .user("<local-command-stdout>Reconnected</local-command-stdout>")
            .user("two")
            .text("m2", "yes")
            .told();

    assertEquals(List.of("one", "two"), names(told));
    assertEquals(Script.at(1), told.named("one").get(SpanField.ENDED_AT));
    assertTrue(told.named("one").get(SpanField.EVENTS).text().contains("Reconnected"));
    assertTrue(told.all(SpanKind.LLM).get(1).get(SpanField.INPUT).text().contains("Reconnected"));
  }

  @Test
  void commandThatTheModelHears_beginsATurn() {
    Told told =
        new Script()
            .user(COMMAND + "<command-args>all</command-args>")
            .user("Do as the skill says", "\"isMeta\":true")
            .text("m1", "yes")
            .told();

    assertEquals(List.of("/mcp all"), names(told));
    assertTrue(
        told.all(SpanKind.LLM).get(0).get(SpanField.INPUT).text().contains("as the skill says"));
  }

  @Test
  void commandAtTheEnd_waits() {
    Script script = new Script().user(COMMAND);
    assertEquals(0, script.changes().spans().size());

    assertEquals(List.of("/mcp"), names(script.text("m1", "yes").told()));
  }

  @Test
  void whatCameBeforeTheFirstTurn_belongsToIt() {
    Told told =
        new Script().user("<bash-input>ls</bash-input>").user("one").text("m1", "yes").told();

    assertEquals(Script.at(1), told.named("one").get(SpanField.STARTED_AT));
    assertTrue(told.all(SpanKind.LLM).get(0).get(SpanField.INPUT).text().contains("bash-input"));
  }

  @Test
  void fileThatBeginsInTheMiddle_hasARunWithoutKey() {
    Told told = new Script().text("m1", "yes").user("two").text("m2", "yes").told();

    assertEquals(Set.of(trace(null), trace("u1")), told.runs.keySet());
    assertEquals(List.of("Claude Code", "two"), names(told));
  }

  @Test
  void turnWithoutAnswer_isRunningAndTellsWhatWasSaidSince() {
    Script script = new Script().user("one").user("<bash-input>ls</bash-input>");
    Fields root = script.told().named("one");

    assertEquals(SpanStatus.RUNNING, root.get(SpanField.STATUS));
    assertFalse(root.has(SpanField.ENDED_AT));
    assertTrue(root.get(SpanField.ATTRIBUTES).text().contains("unanswered_messages"));
  }

  @Test
  void turnWithAnswer_hasEnded() {
    Told told = new Script().user("one").text("m1", "Done.").told();
    Fields root = told.named("one");

    assertEquals(SpanStatus.OK, root.get(SpanField.STATUS));
    assertEquals(Payload.text("one"), root.get(SpanField.INPUT));
    assertEquals(Payload.text("Done."), root.get(SpanField.OUTPUT));
    assertEquals(Script.at(1), root.get(SpanField.ENDED_AT));
    assertEquals("end_turn", run(told).get(RunField.HALT_REASON));
    assertFalse(root.has(SpanField.ATTRIBUTES));
  }

  @Test
  void turnThatGoesOn_isRunningAgain() {
    Script script = new Script().user("one").reply("m1", Script.text("Let me see"), null);
    Told told = script.told();
    assertEquals(SpanStatus.OK, told.named("one").get(SpanField.STATUS));
    told.take(script.reply("m1", Script.tool("t1", "Bash", "{}"), null).changes());

    assertEquals(SpanStatus.RUNNING, told.named("one").get(SpanField.STATUS));
    assertFalse(told.named("one").has(SpanField.ENDED_AT));
    assertFalse(run(told).has(RunField.HALT_REASON));
  }

  @Test
  void turnThatClaudeCodeEnds_hasEnded() {
    Told told =
        new Script()
            .user("one")
            .text("m1", "Done.")
            .line("system", "\"subtype\":\"turn_duration\",\"durationMs\":1500")
            .told();

    assertEquals(Script.at(2), told.named("one").get(SpanField.ENDED_AT));
    assertTrue(told.named("one").get(SpanField.EVENTS).text().contains("1500"));
  }

  @Test
  void interruption_cancelsTheTurnAndItsOpenTools() {
    Told told =
        new Script()
            .user("one")
            .use("m1", "t1", "Bash", "{}")
            .user("[Request interrupted by user]")
            .told();

    assertEquals(SpanStatus.CANCELLED, told.named("one").get(SpanField.STATUS));
    assertEquals(SpanStatus.CANCELLED, told.named("Bash").get(SpanField.STATUS));
    assertEquals(Script.at(2), told.named("Bash").get(SpanField.ENDED_AT));
    assertEquals("interrupted by the user", run(told).get(RunField.HALT_REASON));
  }

  @Test
  void turnThatIsLeftOpenByTheNext_isBrokenOff() {
    Told told = new Script().user("one").use("m1", "t1", "Bash", "{}").user("two").told();

    assertEquals(SpanStatus.CANCELLED, told.named("one").get(SpanField.STATUS));
    assertEquals("broken off", told.runs.get(trace("u0")).get(RunField.HALT_REASON));
  }

  @Test
  void resultThatComesTurnsLater_endsItsCall() {
    Script script = new Script().user("one").use("m1", "t1", "Bash", "{}").user("two");
    Told told = script.told();
    told.take(script.text("m2", "yes").user("three").result("t1", "late").changes());

    assertEquals(SpanStatus.OK, told.named("Bash").get(SpanField.STATUS));
    assertEquals(Payload.text("late"), told.named("Bash").get(SpanField.OUTPUT));
    assertEquals(Script.at(5), told.named("Bash").get(SpanField.ENDED_AT));
  }

  @Test
  void apiThatGaveUp_failsTheTurn() {
    Told told =
        new Script()
            .user("one")
            .line(
                "assistant",
                """
                "isApiErrorMessage":true,"error":"rate_limit","message":{"id":"x",\
                "model":"<synthetic>","role":"assistant","content":[{"type":"text",\
                "text":"You've hit your limit"}]}""")
            .told();

    assertEquals(SpanStatus.ERROR, told.named("one").get(SpanField.STATUS));
    assertEquals("You've hit your limit", told.named("one").get(SpanField.ERROR).message());
    assertEquals("rate_limit", run(told).get(RunField.HALT_REASON));
    assertEquals(List.of(), told.all(SpanKind.LLM));
    assertTrue(told.named("one").get(SpanField.EVENTS).text().contains("api_error"));
  }

  @Test
  void retries_countAttempts() {
    Told told =
        new Script()
            .user("one")
            .line(
                "system", "\"subtype\":\"api_error\",\"error\":{\"status\":529},\"retryAttempt\":1")
            .line(
                "system", "\"subtype\":\"api_error\",\"error\":{\"status\":529},\"retryAttempt\":2")
            .text("m1", "yes")
            .use("m2", "t1", "Bash", "{}")
            .told();

    assertEquals(3, told.all(SpanKind.LLM).get(0).get(SpanField.ATTEMPT));
    assertFalse(told.all(SpanKind.LLM).get(1).has(SpanField.ATTEMPT));
    assertTrue(told.named("one").get(SpanField.EVENTS).text().contains("529"));
  }

  @Test
  void queuedCommand_isTheUsersWordInTheMiddle() {
    Told told =
        new Script()
            .user("one")
            .use("m1", "t1", "Bash", "{}")
            .line(
                "attachment",
                "\"attachment\":{\"type\":\"queued_command\",\"commandMode\":\"prompt\",\"prompt\":\"hurry\"}")
            .result("t1", "ok")
            .text("m2", "yes")
            .told();

    assertEquals(Payload.text("hurry"), told.named(SpanOutline.USER_MESSAGE).get(SpanField.INPUT));
    assertTrue(told.all(SpanKind.LLM).get(1).get(SpanField.INPUT).text().contains("hurry"));
  }

  @Test
  void compaction_isANoteAndItsSummaryIsRead() {
    Told told =
        new Script()
            .user("one")
            .text("m1", "yes")
            .line(
                "system", "\"subtype\":\"compact_boundary\",\"compactMetadata\":{\"preTokens\":9}")
            .user("What happened so far", "\"isCompactSummary\":true")
            .text("m2", "yes")
            .told();

    assertTrue(told.named("compaction").get(SpanField.ATTRIBUTES).text().contains("preTokens"));
    assertTrue(told.all(SpanKind.LLM).get(1).get(SpanField.INPUT).text().contains("so far"));
    assertEquals(1, told.runs.size());
  }

  @Test
  void session_isNamedByItsUserElseByClaudeCodeElseByItsSlug() {
    Script script = new Script().user("one", "\"slug\":\"brave-red-fox\"").text("m1", "yes");
    Told told = script.told();
    assertTrue(run(told).get(RunField.METADATA).text().contains("brave-red-fox"));
    told.take(
        script.raw("{\"type\":\"summary\",\"summary\":\"A fix\",\"leafUuid\":\"u1\"}").changes());
    assertTrue(run(told).get(RunField.METADATA).text().contains("A fix"));
    told.take(script.raw("{\"type\":\"custom-title\",\"customTitle\":\"Mine\"}").changes());
    script.raw("{\"type\":\"ai-title\",\"aiTitle\":\"Not mine\"}");
    script.raw("{\"type\":\"summary\",\"summary\":\"Another's\",\"leafUuid\":\"elsewhere\"}");
    told.take(script.changes());

    assertTrue(run(told).get(RunField.METADATA).text().contains("\"session_name\":\"Mine\""));
  }

  @Test
  void mcpTool_isNamedByServerAndTool() {
    Told told = new Script().user("one").use("m1", "t1", "mcp__shop__find_it", "{\"a\":1}").told();
    Fields tool = told.named("mcp__shop__find_it");

    assertEquals(SpanKind.MCP, tool.get(SpanField.KIND));
    assertEquals(Payload.Form.JSON, tool.get(SpanField.INPUT).form());
    assertEquals("{\"a\":1}", tool.get(SpanField.INPUT).text());
    assertTrue(
        tool.get(SpanField.ATTRIBUTES)
            .text()
            .contains("\"mcp.server\":\"shop\",\"mcp.tool\":\"find_it\""));
  }

  @Test
  void usage_isExclusiveAndPartialWithoutStopReason() {
    String usage =
        "\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"cache_read_input_tokens\":30,"
            + "\"cache_creation_input_tokens\":40,"
            + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":25}}";
    Told told =
        new Script()
            .user("one")
            .line("assistant", "\"message\":{\"id\":\"m\",\"content\":\"yes\"," + usage + "}")
            .line(
                "assistant",
                "\"message\":{\"id\":\"n\",\"stop_reason\":\"end_turn\",\"content\":[],"
                    + usage
                    + "}")
            .told();
    List<Fields> calls = told.all(SpanKind.LLM);

    assertEquals(new Usage(1, 30, 15, 25, 2, 0, true), calls.get(0).get(SpanField.USAGE));
    assertEquals(new Usage(1, 30, 15, 25, 2, 0, false), calls.get(1).get(SpanField.USAGE));
    assertEquals(Payload.text("yes"), calls.get(0).get(SpanField.OUTPUT));
  }

  @Test
  void usageThatCannotBeRead_isCountedAndKept() {
    Script script =
        new Script()
            .user("one")
            .line(
                "assistant",
                "\"message\":{\"id\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":\"many\"}}");
    Told told = script.told();

    assertFalse(told.all(SpanKind.LLM).get(0).has(SpanField.USAGE));
    assertTrue(told.all(SpanKind.LLM).get(0).get(SpanField.ATTRIBUTES).text().contains("many"));
    assertEquals(Map.of("usage that cannot be read", 1L), script.oddities.counts());
  }

  @Test
  void repeatedLines_countOnce() {
    Script script = new Script().user("one").text("m1", "yes");
    script.raw(
        "{\"type\":\"user\",\"uuid\":\"u0\",\"sessionId\":\"s1\",\"timestamp\":\"2026-05-01T10:00:00Z\","
            + "\"message\":{\"role\":\"user\",\"content\":\"one\"}}");
    script.raw(
        "{\"type\":\"assistant\",\"uuid\":\"u1\",\"sessionId\":\"s1\",\"timestamp\":\"2026-05-01T10:00:01Z\","
            + "\"message\":{\"id\":\"m1\",\"content\":[{\"type\":\"text\",\"text\":\"yes\"}]}}");
    Told told = script.told();

    assertEquals(1, told.runs.size());
    assertEquals(
        "[{\"type\":\"text\",\"text\":\"yes\"}]",
        told.all(SpanKind.LLM).get(0).get(SpanField.OUTPUT).text());
    assertEquals(Map.of("repeated line", 2L), script.oddities.counts());
  }

  @Test
  void linesWithoutTime_haveTheTimeBefore() {
    Script script = new Script();
    script.raw("{\"type\":\"user\",\"message\":{\"content\":\"too early\"}}");
    script.user("one");
    script.raw("{\"type\":\"assistant\",\"message\":{\"id\":\"m1\",\"content\":[]}}");
    Told told = script.told();

    assertEquals(Script.at(0), told.all(SpanKind.LLM).get(0).get(SpanField.ENDED_AT));
    assertEquals(
        Map.of("line without time before the first with one", 1L), script.oddities.counts());
  }
}
