package dev.spoor.evals;

import dev.spoor.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where to where, both included; at least one end is there.
 *
 * @param min the least; null: any
 * @param max the most; null: any
 */
record Bounds(@Nullable BigDecimal min, @Nullable BigDecimal max) {
  private static final List<String> KEYS = List.of("min", "max");

  static Bounds atMost(BigDecimal max) {
    return new Bounds(null, max);
  }

  /** Reads {@code {min, max}}. */
  static Bounds read(JsonObject object, String path) {
    Members members = new Members(object, path, KEYS, "{\"min\": 1, \"max\": 400000}");
    BigDecimal min = members.number("min");
    BigDecimal max = members.number("max");
    if (min == null && max == null) {
      throw members.mistake("max", "or min is required");
    } else if (min != null && max != null && min.compareTo(max) > 0) {
      throw members.mistake("min", "must not be above max");
    }
    return new Bounds(min, max);
  }

  boolean isOver(BigDecimal value) {
    return max != null && value.compareTo(max) > 0;
  }

  boolean isUnder(BigDecimal value) {
    return min != null && value.compareTo(min) < 0;
  }

  /** The bounds in words: {@code at most 12}, {@code at least 1}, {@code 1 to 12}. */
  String words(String before, String after) {
    if (min == null) {
      return "at most " + text(max, before, after);
    } else if (max == null) {
      return "at least " + text(min, before, after);
    }
    return before + min.toPlainString() + " to " + text(max, before, after);
  }

  private static String text(@Nullable BigDecimal end, String before, String after) {
    return before + (end == null ? "" : end.toPlainString()) + after;
  }
}
