package dev.spoor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored span without its texts: what totals, lanes and watch rules need of every span of a run.
 *
 * @param spanId its id
 * @param parent the span it is part of; null: the root, or this is the root
 * @param sequence the order of arrival in the run, from 1
 * @param kind what it is
 * @param name what it is called
 * @param status how it stands
 * @param startedAt when it began
 * @param endedAt when it ended; null while running
 * @param model the model that answered
 * @param usage tokens of this call; null when not reported
 * @param cost what it cost; null when unknown or not billed
 * @param costStatus how the cost is known; null when not billed
 * @param call which call it was, for spans that call a tool
 */
public record SpanOutline(
    SpanId spanId,
    @Nullable SpanId parent,
    long sequence,
    SpanKind kind,
    String name,
    SpanStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String model,
    @Nullable Usage usage,
    @Nullable Usd cost,
    @Nullable CostStatus costStatus,
    @Nullable ToolCall call) {
  /**
   * The name of an {@code internal} span that stands for a message of the user in the middle of a
   * run.
   */
  public static final String USER_MESSAGE = "user_message";

  /** Whether the user spoke here, so that what repeats before and after is no loop. */
  public boolean isUserMessage() {
    return kind == SpanKind.INTERNAL && name.equals(USER_MESSAGE);
  }

  /** The same span under another parent. */
  public SpanOutline under(SpanId newParent) {
    return new SpanOutline(
        spanId,
        newParent.equals(spanId) ? null : newParent,
        sequence,
        kind,
        name,
        status,
        startedAt,
        endedAt,
        model,
        usage,
        cost,
        costStatus,
        call);
  }

  /** The same span so many places later in the order of arrival. */
  public SpanOutline later(long places) {
    return new SpanOutline(
        spanId,
        parent,
        sequence + places,
        kind,
        name,
        status,
        startedAt,
        endedAt,
        model,
        usage,
        cost,
        costStatus,
        call == null ? null : call.later(places));
  }
}
