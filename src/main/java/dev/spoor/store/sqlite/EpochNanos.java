package dev.spoor.store.sqlite;

import dev.spoor.model.BadInput;
import java.time.Duration;
import java.time.Instant;

/** Times and durations as one long of nanoseconds, which reaches from 1677 to 2262. */
final class EpochNanos {
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private EpochNanos() {}

  /** The time; one out of reach is {@link BadInput}. */
  static long of(Instant time) {
    try {
      return exactly(time);
    } catch (ArithmeticException e) {
      throw BadInput.of("time", "must be from the year 1678 to the year 2262")
          .got(time.toString())
          .example("\"started_at\": \"2026-11-20T10:00:00Z\"");
    }
  }

  /** The time for a comparison: one out of reach is the first or the last in reach. */
  static long nearest(Instant time) {
    try {
      return exactly(time);
    } catch (ArithmeticException e) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The duration; one out of reach is {@link BadInput}. */
  static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      throw BadInput.of("duration", "must be shorter than 292 years").got(duration.toString());
    }
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_A_SECOND), Math.floorMod(nanos, NANOS_A_SECOND));
  }

  private static long exactly(Instant time) {
    // Before 1970 seconds are rounded down, and the first second in reach times a billion is not.
    return time.getEpochSecond() < 0
        ? Math.addExact(
            Math.multiplyExact(time.getEpochSecond() + 1, NANOS_A_SECOND),
            time.getNano() - NANOS_A_SECOND)
        : Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_A_SECOND), time.getNano());
  }
}
