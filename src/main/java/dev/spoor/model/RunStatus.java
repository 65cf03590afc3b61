package dev.spoor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a run stands. The order is the storage code: add at the end only. */
public enum RunStatus {
  /** Its root has not ended. */
  RUNNING,
  /** Ended well, also when single spans failed. */
  OK,
  /** Failed. */
  ERROR,
  /** Stopped from outside before its end. */
  CANCELLED,
  /** Its connection ended, or gave no sign of life for long, before the run did. */
  ABANDONED;

  /** The word on the wire, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty for an unknown one. */
  public static Optional<RunStatus> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
