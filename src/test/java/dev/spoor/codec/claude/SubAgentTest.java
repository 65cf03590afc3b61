package dev.spoor.codec.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.Told;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Under which call a sub-agent stands, by each witness there is. */
final class SubAgentTest {
  private static final TraceId TRACE = TraceId.derived("claude-code", "s1", "u0");
  private static final String TASK =
      "{\"description\":\"look\",\"subagent_type\":\"Explore\",\"prompt\":\"look around\"}";

  private static Script working() {
    return new Script()
        .user("one")
        .use("m1", "toolu_1", "Task", TASK)
        .agentUser("a1", "look around")
        .agentText("a1", "am1", "seen");
  }

  /** The span that the agent's call of the model hangs under. */
  private static SpanId parentOf(Told told, String messageId) {
    return told.spans.get(TRACE).get(SpanId.derived(TRACE, messageId)).get(SpanField.PARENT);
  }

  private static SpanId id(String key) {
    return SpanId.derived(TRACE, key);
  }

  @Test
  void agentWithoutWitness_waits() {
    assertFalse(working().told().spans.get(TRACE).containsKey(id("am1")));
  }

  @Test
  void result_tellsItsAgent() {
    Told told = working().result("toolu_1", "seen", "{\"agentId\":\"a1\"}").told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals("Explore", told.named("look").get(SpanField.AGENT));
    assertEquals("Task", told.named("look").get(SpanField.TOOL_NAME));
  }

  @Test
  void textOfResult_tellsItsAgent() {
    Told told = working().result("toolu_1", "seen, agentId: a1 (use it again)").told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
  }

  @Test
  void progress_tellsTheAgentBeforeTheResult() {
    Told told =
        working()
            .line(
                "progress",
                "\"parentToolUseID\":\"toolu_1\",\"data\":{\"type\":\"agent_progress\",\"agentId\":\"a1\"}")
            .told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals(SpanStatus.RUNNING, told.named("look").get(SpanField.STATUS));
  }

  @Test
  void description_tellsTheCall() {
    Told told = working().describe("a1", "{\"toolUseId\":\"toolu_1\"}").told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
  }

  @Test
  void descriptionThatIsNoObject_isCounted() {
    Script script = working().describe("a1", "{\"toolUse");

    assertEquals(Map.of("sub-agent described by no JSON object", 1L), script.oddities.counts());
  }

  @Test
  void nestedAgent_isUnderTheCallOfItsParent() {
    Told told =
        new Script()
            .user("one")
            .use("m1", "toolu_1", "Task", TASK)
            .agentUser("a1", "look around")
            .agentUse("a1", "am1", "toolu_2", "Agent", "{\"prompt\":\"deeper\"}")
            .agentUser("b1", "deeper")
            .agentText("b1", "bm1", "found")
            .agentResult("a1", "toolu_2", "found", "{\"agentId\":\"b1\"}")
            .result("toolu_1", "found", "{\"agentId\":\"a1\"}")
            .told();

    assertEquals(id("toolu_1"), parentOf(told, "toolu_2"));
    assertEquals(id("toolu_2"), parentOf(told, "bm1"));
  }

  @Test
  void resumedAgent_isUnderEachOfItsCalls() {
    Told told =
        working()
            .result("toolu_1", "seen", "{\"agentId\":\"a1\"}")
            .use("m2", "toolu_2", "Task", "{\"prompt\":\"again\",\"resume\":\"a1\"}")
            .agentUser("a1", "again")
            .agentText("a1", "am2", "seen again")
            .told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals(id("toolu_2"), parentOf(told, "am2"));
  }

  @Test
  void agentOfABrokenOffCall_isFoundByItsPrompt() {
    Told told = working().user("[Request interrupted by user]").told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals(SpanStatus.CANCELLED, told.named("look").get(SpanField.STATUS));
  }

  @Test
  void agentThatNobodyCalled_isAnAgentOfItsOwn() {
    Told told =
        new Script()
            .user("one")
            .agentUser("acompact-1", "Summarise")
            .agentText("acompact-1", "am1", "A summary")
            .text("m1", "yes")
            .told();
    Fields helper = told.named("compaction helper");

    assertEquals(id("acompact-1"), parentOf(told, "am1"));
    assertEquals(id("root"), helper.get(SpanField.PARENT));
    assertEquals(SpanKind.AGENT, helper.get(SpanField.KIND));
    assertEquals("A summary", helper.get(SpanField.OUTPUT).text());
    assertFalse(helper.has(SpanField.TOOL_CALL_ID));
  }

  @Test
  void sidechainInTheSessionsOwnFile_isASubAgent() {
    String side = "\"isSidechain\":true,";
    Told told =
        new Script()
            .user("one")
            .use("m1", "toolu_1", "Task", TASK)
            .line("user", side + "\"message\":{\"role\":\"user\",\"content\":\"look around\"}")
            .line(
                "assistant",
                side
                    + "\"parentUuid\":\"u2\",\"message\":{\"id\":\"am1\",\"content\":"
                    + "[{\"type\":\"text\",\"text\":\"seen\"}]}")
            .result("toolu_1", "seen")
            .told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals(1, told.runs.size());
  }

  @Test
  void messagesReplayedByAnAgent_stayWithTheirParent() {
    Script script =
        new Script()
            .user("one")
            .text("m1", "yes")
            .use("m2", "toolu_1", "Task", TASK)
            .agentUser("a1", "one")
            .agentText("a1", "m1", "yes")
            .agentUser("a1", "look around")
            .agentText("a1", "am1", "seen")
            .result("toolu_1", "seen", "{\"agentId\":\"a1\"}");
    Told told = script.told();

    assertEquals(3, told.all(SpanKind.LLM).size());
    assertEquals(id("root"), parentOf(told, "m1"));
    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals(Map.of("line replayed from another conversation", 1L), script.oddities.counts());
  }

  @Test
  void agentThatGoesOnInTheBackground_endsWithItsLastLine() {
    Told told =
        new Script()
            .user("one")
            .use("m1", "toolu_1", "Agent", TASK)
            .result("toolu_1", "launched", "{\"agentId\":\"a1\",\"status\":\"async_launched\"}")
            .text("m2", "It works in the background.")
            .agentUser("a1", "look around")
            .agentText("a1", "am1", "seen")
            .told();

    assertEquals(Script.at(5), told.named("look").get(SpanField.ENDED_AT));
    assertEquals(SpanStatus.OK, told.named("look").get(SpanField.STATUS));
  }

  @Test
  void skillThatRanAsAnAgent_isOne() {
    Told told =
        new Script()
            .user("one")
            .use("m1", "toolu_1", "Skill", "{\"skill\":\"audit\"}")
            .agentUser("a1", "audit it")
            .agentText("a1", "am1", "clean")
            .result("toolu_1", "clean", "{\"status\":\"forked\",\"agentId\":\"a1\"}")
            .told();

    assertEquals(id("toolu_1"), parentOf(told, "am1"));
    assertEquals(SpanKind.AGENT, told.named("Skill").get(SpanField.KIND));
  }

  @Test
  void whatClaudeCodeKnowsBesideAResult_isKeptOnce() {
    String beside =
        "{\"stdout\":\"all fine here, as the output says\",\"stderr\":\"\",\"interrupted\":false,"
            + "\"originalFile\":\"long\",\"structuredPatch\":[{\"lines\":[\"+new\"]}]}";
    Told told =
        new Script()
            .user("one")
            .use("m1", "t1", "Bash", "{\"command\":\"ls\"}")
            .result("t1", "all fine here, as the output says", beside)
            .told();
    String attributes = told.named("Bash").get(SpanField.ATTRIBUTES).text();

    assertEquals(
        "{\"tool_use_result\":{\"interrupted\":false,\"structuredPatch\":[{\"lines\":[\"+new\"]}]}}",
        attributes);
    assertTrue(List.of("stdout", "originalFile").stream().noneMatch(attributes::contains));
  }
}
