package dev.spoor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a span stands. The order is the storage code: add at the end only. */
public enum SpanStatus {
  /** Begun and not ended. */
  RUNNING,
  /** Ended well. */
  OK,
  /** Failed. */
  ERROR,
  /** Stopped from outside before its end. */
  CANCELLED;

  /** The word on the wire, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty for an unknown one. */
  public static Optional<SpanStatus> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
