package dev.spoor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a cost comes from, or why there is none. The order is the storage code: add at the end
 * only.
 */
public enum CostStatus {
  /** The sender said so; this always wins. */
  REPORTED,
  /** From the price table; every counter and price was known. */
  COMPUTED,
  /** A lower bound: counters were missing, or some spans had no price. */
  PARTIAL,
  /** There was usage, but no price for the model: the cost is unknown, never 0. */
  UNPRICED;

  /** The word on the wire, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty for an unknown one. */
  public static Optional<CostStatus> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
