package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanRow;
import dev.spoor.model.SpanStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an engine shows of all spans of a run at once. */
public abstract class RowContract extends FreshStore {
  @Test
  void unknownRun_hasNoRows() {
    assertEquals(List.of(), reader().rows(Runs.id(1), 0));
  }

  @Test
  void rows_areImmutable() {
    put(Runs.run(1));
    put(Spans.span(1, 1));
    assertThrows(UnsupportedOperationException.class, () -> reader().rows(Runs.id(1), 0).clear());
  }

  @Test
  void rows_comeInOrderOfArrival() {
    put(Runs.run(1), Runs.run(2));
    put(arrival(3, 9), arrival(1, 7), arrival(2, 8), Spans.span(2, 5));
    assertEquals(List.of(7L, 8L, 9L), sequences(0));
  }

  private static Span arrival(long number, long sequence) {
    Span span = Spans.span(1, number);
    return new Span(
        span.traceId(), span.spanId(), span.fields(), null, null, sequence, null, 0, -1, -1);
  }

  @Test
  void row_tellsWhatCanBeDrawn() {
    Span span = Spans.full(1, 4);
    put(Runs.run(1));
    put(span);
    SpanRow row = reader().rows(Runs.id(1), 0).get(0);
    assertEquals(
        new SpanRow(
            span.spanId(),
            4,
            0,
            span.kind(),
            span.name(),
            span.status(),
            span.startedAt(),
            span.endedAt(),
            span.fields().get(SpanField.TTFT),
            span.model(),
            span.toolName(),
            span.usage(),
            span.cost().amount(),
            span.cost().status(),
            span.redactions(),
            false),
        row);
  }

  @Test
  void rowOfBareSpan_leavesOutWhatWasNotSaid() {
    Span span = Spans.span(1, 4);
    put(Runs.run(1));
    put(span);
    assertEquals(
        new SpanRow(
            span.spanId(),
            4,
            0,
            span.kind(),
            span.name(),
            SpanStatus.OK,
            span.startedAt(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            false),
        reader().rows(Runs.id(1), 0).get(0));
  }

  @Test
  void row_namesParentOnceItIsStored() {
    put(Runs.run(1), Runs.run(2));
    put(child(2, 1), Spans.span(2, 1));
    assertEquals(0, reader().rows(Runs.id(1), 0).get(0).parentSequence());
    put(Spans.span(1, 1));
    assertEquals(1, reader().rows(Runs.id(1), 0).get(1).parentSequence());
  }

  private static Span child(long number, long parent) {
    Fields fields = Spans.required(number).with(SpanField.PARENT, SpanId.of(parent));
    return Spans.span(1, number, fields);
  }

  @Test
  void row_tellsThatStartWasGuessed() {
    put(Runs.run(1));
    put(
        attributed(1, "{\"spoor.time\":\"inferred\"}"),
        attributed(2, "{\"a\":\"\\ud800\",\"spoor.time\":\"inferred\"}"),
        attributed(3, "{\"said\":\"spoor.time is inferred\"}"));
    assertEquals(
        List.of(true, true, false),
        reader().rows(Runs.id(1), 0).stream().map(SpanRow::startGuessed).toList());
  }

  private static Span attributed(long number, String attributes) {
    return Spans.span(
        1, number, Spans.required(number).with(SpanField.ATTRIBUTES, new JsonText(attributes)));
  }

  @Test
  void rowsAfterRevision_areThosePutSince() {
    put(Runs.make(1).revision(1).run());
    put(Spans.span(1, 1), Spans.span(1, 2));
    put(Runs.make(1).revision(2).run());
    put(Spans.span(1, 2), Spans.span(1, 3));
    assertEquals(List.of(1L, 2L, 3L), sequences(0));
    assertEquals(List.of(2L, 3L), sequences(1));
    assertEquals(List.of(), sequences(2));
  }

  private List<Long> sequences(long afterRevision) {
    return reader().rows(Runs.id(1), afterRevision).stream().map(SpanRow::sequence).toList();
  }
}
