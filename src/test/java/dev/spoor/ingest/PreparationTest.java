package dev.spoor.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.ingest.Ingest.Content;
import dev.spoor.ingest.Preparation.Prepared;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static final Instant NOON = Drafts.NOON;
  private static final String SECRET = "ghp_" + "a1B2c3D4e5".repeat(3) + "F6g7H8";

  private final Preparation full = new Preparation(new Redactor(RedactionMode.ON), Content.FULL);

  @Test
  void prepared_holdsNoSecretAndNothingWrong() {
    Drafts run = Drafts.ofRun(1);
    Prepared prepared =
        full.prepared(
            run.ended(
                run.span(2, SpanKind.TOOL, "a")
                    .with(SpanField.INPUT, Payload.text("use " + SECRET))
                    .draft(),
                run.span(3, SpanKind.TOOL, "b")
                    .with(SpanField.STARTED_AT, NOON)
                    .with(SpanField.ENDED_AT, NOON.minusSeconds(1))
                    .draft()));
    assertFalse(prepared.batch().toString().contains(SECRET));
    assertEquals(2, prepared.batch().spans().size());
    assertEquals("ended_at", prepared.rejected().get(0).mistake().field());
  }

  @Test
  void prepared_withoutContent_hasNoPayloads() {
    Drafts run = Drafts.ofRun(1);
    Preparation metadata = new Preparation(new Redactor(RedactionMode.ON), Content.METADATA);
    Fields fields =
        metadata
            .prepared(
                run.ended(
                    run.span(2, SpanKind.TOOL, "a")
                        .with(SpanField.INPUT, Payload.text("in"))
                        .with(SpanField.OUTPUT, Payload.text("out"))
                        .draft()))
            .batch()
            .spans()
            .get(1)
            .fields();
    assertFalse(fields.mentions(SpanField.INPUT) || fields.mentions(SpanField.OUTPUT));
  }

  @Test
  void begun_withoutTimes_isFromTheFloorUntilNow() {
    Fields begun = full.begun(Fields.NONE, NOON, NOON.plusSeconds(3));
    assertEquals(NOON, begun.get(SpanField.STARTED_AT));
    assertEquals(NOON.plusSeconds(3), begun.get(SpanField.ENDED_AT));
    assertTrue(SpanTimes.isGuess(begun));
  }

  @Test
  void begun_withoutFloor_leavesItsStartToTheStore() {
    Fields said = Fields.NONE.with(SpanField.ATTRIBUTES, new JsonText("{\"a\":1}"));
    Fields begun = full.begun(said, null, NOON);
    assertFalse(begun.mentions(SpanField.STARTED_AT));
    assertEquals(NOON, begun.get(SpanField.ENDED_AT));
    assertEquals("{\"a\":1}", begun.get(SpanField.ATTRIBUTES).text());
    Fields lasting = Fields.NONE.with(SpanField.DURATION, Duration.ofSeconds(2));
    assertEquals(NOON.minusSeconds(2), full.begun(lasting, null, NOON).get(SpanField.STARTED_AT));
    Fields running = Fields.NONE.with(SpanField.STATUS, SpanStatus.RUNNING);
    assertEquals(NOON, full.begun(running, null, NOON).get(SpanField.STARTED_AT));
  }

  @Test
  void continued_endsARunningSpanNow_andLeavesAnEndedOneAlone() {
    Fields running = full.begun(Fields.NONE.with(SpanField.STATUS, SpanStatus.RUNNING), NOON, NOON);
    Instant later = NOON.plusSeconds(5);
    Fields ends = Fields.NONE.with(SpanField.STATUS, SpanStatus.OK);
    assertEquals(later, full.continued(running, ends, later).get(SpanField.ENDED_AT));
    Fields told = Fields.NONE.with(SpanField.NAME, "a");
    assertEquals(told, full.continued(running, told, later));
    Fields ended = full.after(running, ends, later);
    assertEquals(later, ended.get(SpanField.ENDED_AT));
    assertEquals(ends, full.continued(ended, ends, later.plusSeconds(1)));
  }
}
