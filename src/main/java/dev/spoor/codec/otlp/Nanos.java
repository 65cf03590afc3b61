package dev.spoor.codec.otlp;

import dev.spoor.model.BadInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nanoseconds since 1970, unsigned, where 0 says nothing. */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000;

  private Nanos() {}

  /** The time; null for 0. */
  static @Nullable Instant time(String field, long nanos) {
    if (nanos < 0) {
      throw tooLate(field);
    }
    return nanos == 0 ? null : Instant.ofEpochSecond(0, nanos);
  }

  /** How JSON has a time. */
  static String text(Instant time) {
    return Long.toString(
        Math.addExact(Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano()));
  }

  static BadInput tooLate(String field) {
    return BadInput.of(field, "must be nanoseconds since 1970, and not after 2262");
  }
}
