package dev.spoor.evals;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import java.math.BigDecimal;

/**
 * One demand on a run, as {@link Checks#parse} read it.
 *
 * @param test what it is called in verdicts: its place, for example {@code checks[0]}
 * @param type which check, for example {@code not-contains}
 * @param metric the name under which its results are collected; the type when the caller gave none
 * @param weight 0: graded and shown, but the gate does not look at it
 * @param rule what it demands
 * @param written the check as the caller wrote it
 */
public record Check(
    String test, String type, String metric, BigDecimal weight, Rule rule, JsonObject written) {

  /** The check in a few words, for the gate's line. */
  String label() {
    if (!metric.equals(type)) {
      return metric;
    }
    return written.get("value") instanceof JsonString value
        ? type + " " + Quote.of(value.value())
        : type;
  }

  /** Whether the gate looks at it. */
  boolean gates() {
    return weight.signum() > 0;
  }
}
