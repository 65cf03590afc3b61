package dev.spoor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one message said about one span; laid over what is stored.
 *
 * @param traceId the run it belongs to
 * @param spanId the span; the sender's door makes one when there was none
 * @param fields {@link SpanField}s
 * @param previousEnd when the sender's previous span under the same parent ended, for a sender
 *     without a clock; absent when it has none
 */
public record SpanDraft(
    TraceId traceId, SpanId spanId, Fields fields, @Nullable Instant previousEnd) {

  /** A draft of a sender that knows its times, or wrote nothing before. */
  public SpanDraft(TraceId traceId, SpanId spanId, Fields fields) {
    this(traceId, spanId, fields, null);
  }

  /** The same span with other words. */
  public SpanDraft withFields(Fields changed) {
    return new SpanDraft(traceId, spanId, changed, previousEnd);
  }
}
