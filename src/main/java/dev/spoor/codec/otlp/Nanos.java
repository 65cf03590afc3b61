package dev.spoor.codec.otlp;

import dev.spoor.model.BadInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nanoseconds since 1970, unsigned, where 0 says nothing. */
final class Nanos {
  private Nanos() {}

  /** The time; null for 0. */
  static @Nullable Instant time(String field, long nanos) {
    if (nanos < 0) {
      throw tooLate(field);
    }
    return nanos == 0 ? null : Instant.ofEpochSecond(0, nanos);
  }

  static BadInput tooLate(String field) {
    return BadInput.of(field, "must be nanoseconds since 1970, and not after 2262");
  }
}
