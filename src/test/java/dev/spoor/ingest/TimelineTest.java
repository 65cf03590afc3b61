package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Drafts drafts = Drafts.ofRun(7);

  private Drafts.One span(long number) {
    return drafts.span(number, SpanKind.CHAIN, "step");
  }

  private static Drafts.One lasting(Drafts.One span, long seconds) {
    return span.with(SpanField.DURATION, Duration.ofSeconds(seconds));
  }

  private Batch laid(Drafts.One root, Drafts.One... spans) {
    List<SpanDraft> all = new ArrayList<>(List.of(root.draft()));
    for (Drafts.One span : spans) {
      all.add(span.draft());
    }
    return Timeline.lay(new Batch(List.of(drafts.run(Fields.NONE)), all, List.of()), NOON);
  }

  private static void assertTimes(Batch batch, long number, Instant started, Instant ended) {
    SpanId id = Drafts.id(number);
    Fields fields =
        batch.spans().stream()
            .filter(s -> s.spanId().equals(id))
            .findFirst()
            .orElseThrow()
            .fields();
    assertEquals(started, fields.get(SpanField.STARTED_AT));
    assertEquals(ended, fields.get(SpanField.ENDED_AT));
  }

  @Test
  void lay_durationsOnly_endToEndUntilNow() {
    Batch batch = laid(span(1), lasting(span(2), 10), span(3), lasting(span(4), 20));
    assertTimes(batch, 1, NOON.minusSeconds(30), NOON);
    assertTimes(batch, 2, NOON.minusSeconds(30), NOON.minusSeconds(20));
    assertTimes(batch, 3, NOON.minusSeconds(20), NOON.minusSeconds(20));
    assertTimes(batch, 4, NOON.minusSeconds(20), NOON);
  }

  @Test
  void lay_startOfTheRun_layFromThere() {
    Instant start = NOON.minusSeconds(3600);
    Batch batch = laid(span(1).with(SpanField.STARTED_AT, start), lasting(span(2), 10));
    assertTimes(batch, 1, start, start.plusSeconds(10));
    assertTimes(batch, 2, start, start.plusSeconds(10));
  }

  @Test
  void lay_endOfTheRun_lastOneEndsThere() {
    Instant end = NOON.minusSeconds(3600);
    Batch batch = laid(span(1).with(SpanField.ENDED_AT, end), lasting(span(2), 10));
    assertTimes(batch, 1, end.minusSeconds(10), end);
    assertTimes(batch, 2, end.minusSeconds(10), end);
  }

  @Test
  void lay_nested_parentSpansItsChildren() {
    Batch batch =
        laid(span(1), span(2), lasting(span(3).under(2), 4), lasting(span(4).under(2), 6));
    assertTimes(batch, 2, NOON.minusSeconds(10), NOON);
    assertTimes(batch, 3, NOON.minusSeconds(10), NOON.minusSeconds(6));
    assertTimes(batch, 4, NOON.minusSeconds(6), NOON);
  }

  @Test
  void lay_timesSaid_areKept() {
    Batch batch =
        laid(span(1).with(SpanField.STARTED_AT, NOON), span(2).at(5, 5), lasting(span(3), 1));
    assertTimes(batch, 2, NOON.plusSeconds(5), NOON.plusSeconds(10));
    assertTimes(batch, 3, NOON.plusSeconds(10), NOON.plusSeconds(11));
  }

  @Test
  void lay_parentsInARing_everySpanGetsTimes() {
    Batch batch = laid(span(1), lasting(span(2).under(3), 1), lasting(span(3).under(2), 1));
    assertEquals(3, batch.spans().size());
  }
}
