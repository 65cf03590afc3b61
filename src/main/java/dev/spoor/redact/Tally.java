package dev.spoor.redact;

import java.util.Map;
import java.util.TreeMap;

/** Counts what was replaced while a value is walked through. */
final class Tally {
  private int count;
  private Map<String, Integer> byRule = Map.of();

  void add(String rule) {
    if (count++ == 0) {
      byRule = new TreeMap<>();
    }
    byRule.merge(rule, 1, Integer::sum);
  }

  <T> Redacted<T> with(T value) {
    return new Redacted<>(value, count, byRule);
  }
}
