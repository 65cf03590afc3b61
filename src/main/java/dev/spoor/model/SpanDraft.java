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
 * @param laying how the fields are laid over those stored
 */
public record SpanDraft(
    TraceId traceId, SpanId spanId, Fields fields, @Nullable Instant previousEnd, Laying laying) {

  /** How a draft meets what is stored of its span. */
  public enum Laying {
    /** What is said replaces what is stored. */
    OVER,
    /** As {@link #OVER}, but attributes and events are added to those stored. */
    BESIDE,
    /**
     * Only what nobody has said yet is taken, for a sender that knows the span from hearsay;
     * attributes and events are added, and payloads replace.
     */
    UNDER
  }

  /** A draft that replaces what is stored. */
  public SpanDraft(TraceId traceId, SpanId spanId, Fields fields, @Nullable Instant previousEnd) {
    this(traceId, spanId, fields, previousEnd, Laying.OVER);
  }

  /** A draft of a sender that knows its times, or wrote nothing before. */
  public SpanDraft(TraceId traceId, SpanId spanId, Fields fields) {
    this(traceId, spanId, fields, null);
  }

  /** The same span with other words. */
  public SpanDraft withFields(Fields changed) {
    return new SpanDraft(traceId, spanId, changed, previousEnd, laying);
  }

  /** The same words laid in another way. */
  public SpanDraft laid(Laying way) {
    return new SpanDraft(traceId, spanId, fields, previousEnd, way);
  }
}
