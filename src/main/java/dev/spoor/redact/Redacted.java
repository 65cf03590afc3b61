package dev.spoor.redact;

import java.util.Map;

/**
 * A value after redaction.
 *
 * @param value the very same object when nothing was found
 * @param count how many secrets were replaced
 * @param byRule how many of each rule, by the rule's id; empty when nothing was found
 */
public record Redacted<T>(T value, int count, Map<String, Integer> byRule) {
  public Redacted {
    byRule = Map.copyOf(byRule);
  }

  static <T> Redacted<T> unchanged(T value) {
    return new Redacted<>(value, 0, Map.of());
  }
}
