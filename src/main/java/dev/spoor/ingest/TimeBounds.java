package dev.spoor.ingest;

import dev.spoor.model.SpanOutline;
import java.time.Instant;

/** When the spans of a run began and ended, first and last. Not thread-safe. */
final class TimeBounds {
  private Instant firstStart = Instant.MAX;
  private Instant lastSign = Instant.MIN;
  private Instant lastEnd = Instant.MIN;

  void widen(SpanOutline span) {
    Instant end = endOf(span);
    firstStart = earliest(firstStart, span.startedAt());
    lastSign = latest(lastSign, latest(span.startedAt(), end));
    lastEnd = latest(lastEnd, end);
  }

  /** Whether a span that changes into another one may have been all that held a bound. */
  boolean mayShrink(SpanOutline before, SpanOutline after) {
    Instant endBefore = endOf(before);
    Instant endAfter = endOf(after);
    Instant signBefore = latest(before.startedAt(), endBefore);
    return (before.startedAt().equals(firstStart) && after.startedAt().isAfter(firstStart))
        || (endBefore.equals(lastEnd) && endAfter.isBefore(lastEnd))
        || (signBefore.equals(lastSign) && latest(after.startedAt(), endAfter).isBefore(lastSign));
  }

  /** The first start; that time when it is earlier. */
  Instant start(Instant other) {
    return earliest(firstStart, other);
  }

  /** The last start or end; that time when it is later. */
  Instant sign(Instant other) {
    return latest(lastSign, other);
  }

  /** The last end; {@link Instant#MIN} before the first. */
  Instant end() {
    return lastEnd;
  }

  private static Instant endOf(SpanOutline span) {
    Instant end = span.endedAt();
    return end == null ? Instant.MIN : end;
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
