package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinedWordsTest {
  private static final SpanId ROOT = Drafts.id(1);
  private static final Fields CALL =
      Fields.builder()
          .set(SpanField.KIND, SpanKind.LLM)
          .set(SpanField.NAME, "chat")
          .set(SpanField.STATUS, SpanStatus.OK)
          .set(SpanField.STARTED_AT, NOON.plusSeconds(10))
          .set(SpanField.ENDED_AT, NOON.plusSeconds(20))
          .build();

  private static Fields over(Fields stored, Fields sent, boolean wins) {
    Span span =
        new Span(Drafts.ofRun(1).traceId(), Drafts.id(2), stored, null, null, 1, null, 0, -1, -1);
    return JoinedWords.over(span, sent, wins, ROOT).over(stored);
  }

  /** What both orders come to, which must be the same. */
  private static <T> T both(Field<T> field, T one, T other) {
    Fields first = CALL.with(field, one);
    Fields second = CALL.with(field, other);
    T forth = over(first, second, true).get(field);
    assertEquals(forth, over(second, first, true).get(field));
    return forth;
  }

  @Test
  void usage_completeCount_winsOverPartial_thenTheLarger() {
    Usage partial = new Usage(5_000, 0, 0, 0, 3, 0, true);
    Usage complete = new Usage(900, 100, 0, 0, 80, 0, false);
    assertEquals(complete, both(SpanField.USAGE, partial, complete));
    Usage more = new Usage(900, 100, 0, 0, 81, 0, false);
    assertEquals(more, both(SpanField.USAGE, more, complete));
  }

  @Test
  void cost_thatSomebodyReported_stays() {
    assertEquals(
        new Usd(9), over(CALL.with(SpanField.COST, new Usd(9)), CALL, true).get(SpanField.COST));
    assertEquals(new Usd(9), both(SpanField.COST, new Usd(9), new Usd(7)));
  }

  @Test
  void times_areTheEarliestStartAndTheLatestEnd() {
    assertEquals(NOON, both(SpanField.STARTED_AT, NOON, NOON.plusSeconds(10)));
    assertEquals(
        NOON.plusSeconds(30), both(SpanField.ENDED_AT, NOON.plusSeconds(30), NOON.plusSeconds(20)));
    Fields lasting =
        CALL.without(SpanField.ENDED_AT).with(SpanField.DURATION, Duration.ofSeconds(15));
    assertEquals(NOON.plusSeconds(25), over(CALL, lasting, true).get(SpanField.ENDED_AT));
  }

  @Test
  void start_thatWasSeen_winsOverAGuess() {
    Fields guess =
        CALL.with(SpanField.STARTED_AT, NOON)
            .with(SpanField.ATTRIBUTES, new JsonText("{\"spoor.time\":\"inferred\"}"));
    for (boolean seenLater : new boolean[] {true, false}) {
      Fields joined = seenLater ? over(guess, CALL, true) : over(CALL, guess, true);
      assertEquals(NOON.plusSeconds(10), joined.get(SpanField.STARTED_AT));
      assertFalse(SpanTimes.isGuess(joined), joined::toString);
    }
  }

  @Test
  void status_endWinsOverRunning_andFailureOverSuccess() {
    assertEquals(SpanStatus.OK, both(SpanField.STATUS, SpanStatus.RUNNING, SpanStatus.OK));
    assertEquals(SpanStatus.ERROR, both(SpanField.STATUS, SpanStatus.ERROR, SpanStatus.OK));
    assertEquals(SpanStatus.OK, both(SpanField.STATUS, SpanStatus.CANCELLED, SpanStatus.OK));
  }

  @Test
  void payload_ofCall_theLongerWins() {
    Payload whole = Payload.text("a long answer");
    assertEquals(whole, both(SpanField.OUTPUT, Payload.text("a long"), whole));
  }

  @Test
  void payload_ofAgent_theTurnsOwnRecordWins() {
    Fields agent =
        CALL.with(SpanField.KIND, SpanKind.AGENT)
            .with(SpanField.OUTPUT, Payload.text("an early, long answer"));
    Fields later = agent.with(SpanField.OUTPUT, Payload.text("done"));
    assertEquals(Payload.text("done"), over(agent, later, true).get(SpanField.OUTPUT));
    assertEquals(agent.get(SpanField.OUTPUT), over(agent, later, false).get(SpanField.OUTPUT));
  }

  @Test
  void attributes_areUnited() {
    Fields one = CALL.with(SpanField.ATTRIBUTES, new JsonText("{\"a\":1,\"b\":2}"));
    Fields other = CALL.with(SpanField.ATTRIBUTES, new JsonText("{\"b\":3,\"c\":4}"));
    assertEquals(
        new JsonText("{\"a\":1,\"b\":3,\"c\":4}"),
        over(one, other, true).get(SpanField.ATTRIBUTES));
    assertEquals(
        new JsonText("{\"a\":1,\"b\":2,\"c\":4}"),
        over(one, other, false).get(SpanField.ATTRIBUTES));
  }

  @Test
  void kind_thatSaysMore_wins() {
    assertEquals(SpanKind.AGENT, both(SpanField.KIND, SpanKind.AGENT, SpanKind.TOOL));
    assertEquals(SpanKind.TOOL, both(SpanField.KIND, SpanKind.INTERNAL, SpanKind.TOOL));
  }

  @Test
  void parent_thatSomebodyKnows_winsOverTheRoot() {
    assertEquals(Drafts.id(7), both(SpanField.PARENT, ROOT, Drafts.id(7)));
    Fields known = CALL.with(SpanField.PARENT, Drafts.id(7));
    Fields other = CALL.with(SpanField.PARENT, Drafts.id(8));
    assertEquals(Drafts.id(7), over(known, other, false).get(SpanField.PARENT));
    assertEquals(Drafts.id(8), over(known, other, true).get(SpanField.PARENT));
  }

  @Test
  void nameOfAgent_winsOverThatOfItsTool() {
    Fields agent = CALL.with(SpanField.KIND, SpanKind.AGENT).with(SpanField.TOOL_NAME, "Task");
    Fields named = agent.with(SpanField.NAME, "look for the cause");
    Fields unnamed = agent.with(SpanField.NAME, "Task");
    assertEquals("look for the cause", over(named, unnamed, true).get(SpanField.NAME));
    assertEquals("look for the cause", over(unnamed, named, false).get(SpanField.NAME));
  }

  @Test
  void plainWords_ofOthers_onlyFillWhatIsMissing() {
    Fields sent = CALL.with(SpanField.NAME, "llm_request").with(SpanField.MODEL, "claude");
    Fields joined = over(CALL, sent, false);
    assertEquals("chat", joined.get(SpanField.NAME));
    assertEquals("claude", joined.get(SpanField.MODEL));
    assertEquals("llm_request", over(CALL, sent, true).get(SpanField.NAME));
  }
}
