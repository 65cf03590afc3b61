package dev.spoor.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run as it is stored: everything said about it so far, and what Spoor worked out.
 *
 * @param traceId the run it belongs to
 * @param spanId its id inside the run
 * @param fields {@link SpanField}s, never cleared ones; kind, name, status and start are always
 *     there. Input and output are there only when the read asked for payloads
 * @param cost null when the span is not billed and nobody reported a cost
 * @param lane the nearest {@code agent} ancestor; null for the root's own lane
 * @param sequence the order of arrival in the run, from 1; equal starts keep it
 * @param call which call it was; null unless it calls a tool
 * @param redactions how many secrets were replaced in it
 * @param inputBytes size of the stored or pruned input, -1 without one
 * @param outputBytes size of the stored or pruned output, -1 without one
 */
public record Span(
    TraceId traceId,
    SpanId spanId,
    Fields fields,
    @Nullable Cost cost,
    @Nullable SpanId lane,
    long sequence,
    @Nullable ToolCall call,
    int redactions,
    long inputBytes,
    long outputBytes) {

  /** The same span without its texts. */
  public SpanOutline outline() {
    return new SpanOutline(
        spanId,
        parent(),
        sequence,
        kind(),
        name(),
        status(),
        startedAt(),
        endedAt(),
        model(),
        usage(),
        cost == null ? null : cost.amount(),
        cost == null ? null : cost.status(),
        call);
  }

  /** The span this one is part of; null: the run's root, or this is the root. */
  public @Nullable SpanId parent() {
    return fields.get(SpanField.PARENT);
  }

  /** What it is. */
  public SpanKind kind() {
    return fields.get(SpanField.KIND, SpanKind.INTERNAL);
  }

  /** What it is called. */
  public String name() {
    return fields.get(SpanField.NAME, "");
  }

  /** How it stands. */
  public SpanStatus status() {
    return fields.get(SpanField.STATUS, SpanStatus.OK);
  }

  /** When it began. */
  public Instant startedAt() {
    return fields.get(SpanField.STARTED_AT, Instant.EPOCH);
  }

  /** When it ended; null while running. */
  public @Nullable Instant endedAt() {
    return fields.get(SpanField.ENDED_AT);
  }

  /** From start to end; null while running. */
  public @Nullable Duration duration() {
    Instant end = endedAt();
    return end == null ? null : Duration.between(startedAt(), end);
  }

  /**
   * What went in; null without one, when the read did not ask for payloads, or when it was pruned:
   * then {@link #inputBytes} still tells its size.
   */
  public @Nullable Payload input() {
    return fields.get(SpanField.INPUT);
  }

  /**
   * What came out; null without one, when the read did not ask for payloads, or when it was pruned:
   * then {@link #outputBytes} still tells its size.
   */
  public @Nullable Payload output() {
    return fields.get(SpanField.OUTPUT);
  }

  /** The same span with these payloads; null where there is none. */
  public Span withPayloads(@Nullable Payload input, @Nullable Payload output) {
    Fields whole =
        fields.toBuilder().set(SpanField.INPUT, input).set(SpanField.OUTPUT, output).build();
    return new Span(
        traceId, spanId, whole, cost, lane, sequence, call, redactions, inputBytes, outputBytes);
  }

  /** The same span at another cost. */
  public Span withCost(Cost other) {
    return new Span(
        traceId, spanId, fields, other, lane, sequence, call, redactions, inputBytes, outputBytes);
  }

  /** Why it failed; null when it did not. */
  public @Nullable SpanError error() {
    return fields.get(SpanField.ERROR);
  }

  /** The model that answered; null when none did. */
  public @Nullable String model() {
    return fields.get(SpanField.MODEL);
  }

  /** Tokens of this call; null when not reported. */
  public @Nullable Usage usage() {
    return fields.get(SpanField.USAGE);
  }

  /** The tool that was called; null when none was. */
  public @Nullable String toolName() {
    return fields.get(SpanField.TOOL_NAME);
  }

  /** Everything else the sender said, a JSON object. */
  public JsonText attributes() {
    return fields.get(SpanField.ATTRIBUTES, JsonText.EMPTY_OBJECT);
  }
}
