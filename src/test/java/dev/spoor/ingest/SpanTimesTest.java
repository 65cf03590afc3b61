package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanTimesTest {
  private static final Instant FLOOR = NOON.minusSeconds(60);

  private static Fields ofNew(Fields sent) {
    return SpanTimes.ofNew(sent, FLOOR, NOON);
  }

  private static void assertTimes(Fields fields, Instant started, Instant ended) {
    assertEquals(started, fields.get(SpanField.STARTED_AT));
    assertEquals(ended, fields.get(SpanField.ENDED_AT));
  }

  @Test
  void ofNew_nothingSaid_runsFromTheFloorToNowAndIsMarked() {
    Fields fields = ofNew(Fields.NONE);
    assertTimes(fields, FLOOR, NOON);
    assertEquals(SpanStatus.OK, fields.get(SpanField.STATUS));
    assertEquals(new JsonText("{\"spoor.time\":\"inferred\"}"), fields.get(SpanField.ATTRIBUTES));
  }

  @Test
  void ofNew_floorAfterTheEnd_isEmptyAtTheEnd() {
    Fields sent = Fields.NONE.with(SpanField.ENDED_AT, FLOOR.minusSeconds(5));
    assertTimes(ofNew(sent), FLOOR.minusSeconds(5), FLOOR.minusSeconds(5));
  }

  @Test
  void ofNew_onlyDuration_endsNowUnmarked() {
    Fields fields = ofNew(Fields.NONE.with(SpanField.DURATION, Duration.ofSeconds(3)));
    assertTimes(fields, NOON.minusSeconds(3), NOON);
    assertNull(fields.get(SpanField.ATTRIBUTES));
    assertNull(fields.get(SpanField.DURATION));
  }

  @Test
  void ofNew_startAndDuration_endsAfterIt() {
    Fields sent =
        Fields.NONE
            .with(SpanField.STARTED_AT, FLOOR)
            .with(SpanField.DURATION, Duration.ofMillis(1));
    assertTimes(ofNew(sent), FLOOR, FLOOR.plusMillis(1));
  }

  @Test
  void ofNew_endAndDuration_beganBefore() {
    Fields sent =
        Fields.NONE.with(SpanField.ENDED_AT, FLOOR).with(SpanField.DURATION, Duration.ofMillis(1));
    assertTimes(ofNew(sent), FLOOR.minusMillis(1), FLOOR);
  }

  @Test
  void ofNew_running_startsNowWithoutEnd() {
    Fields fields = ofNew(Fields.NONE.with(SpanField.STATUS, SpanStatus.RUNNING));
    assertTimes(fields, NOON, null);
    assertNull(fields.get(SpanField.ATTRIBUTES));
  }

  @Test
  void ofNew_startInTheFuture_endsThere() {
    Fields sent = Fields.NONE.with(SpanField.STARTED_AT, NOON.plusSeconds(9));
    assertTimes(ofNew(sent), NOON.plusSeconds(9), NOON.plusSeconds(9));
  }

  @Test
  void ofNew_error_hasFailed() {
    Fields sent = Fields.NONE.with(SpanField.ERROR, new SpanError(null, "no", null));
    assertEquals(SpanStatus.ERROR, ofNew(sent).get(SpanField.STATUS));
  }

  @Test
  void ofMerged_endOfARunningSpan_isOk() {
    Fields stored = ofNew(Fields.NONE.with(SpanField.STATUS, SpanStatus.RUNNING));
    Fields merged =
        SpanTimes.ofMerged(
            stored, Fields.NONE.with(SpanField.DURATION, Duration.ofSeconds(2)), NOON);
    assertTimes(merged, NOON, NOON.plusSeconds(2));
    assertEquals(SpanStatus.OK, merged.get(SpanField.STATUS));
  }

  @Test
  void ofMerged_statusOfARunningSpan_endsNow() {
    Fields stored = ofNew(Fields.NONE.with(SpanField.STATUS, SpanStatus.RUNNING));
    Instant later = NOON.plusSeconds(30);
    Fields merged =
        SpanTimes.ofMerged(stored, Fields.NONE.with(SpanField.STATUS, SpanStatus.CANCELLED), later);
    assertTimes(merged, NOON, later);
  }

  @Test
  void ofMerged_nothingAboutTimes_keepsThemAndTheMark() {
    Fields stored = ofNew(Fields.NONE);
    Fields sent = Fields.NONE.with(SpanField.ATTRIBUTES, new JsonText("{\"a\":1}"));
    Fields merged = SpanTimes.ofMerged(stored, sent, NOON.plusSeconds(5));
    assertTimes(merged, FLOOR, NOON);
    assertEquals(
        new JsonText("{\"a\":1,\"spoor.time\":\"inferred\"}"), merged.get(SpanField.ATTRIBUTES));
  }

  @Test
  void ofMerged_endBeforeTheStoredStart_isRefused() {
    Fields stored = ofNew(Fields.NONE.with(SpanField.STATUS, SpanStatus.RUNNING));
    Fields sent = Fields.NONE.with(SpanField.ENDED_AT, NOON.minusSeconds(1));
    BadInput mistake = assertThrows(BadInput.class, () -> SpanTimes.ofMerged(stored, sent, NOON));
    assertEquals("ended_at", mistake.field());
  }
}
