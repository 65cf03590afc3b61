package dev.spoor.codec.otlp;

import dev.spoor.model.BadInput;
import dev.spoor.model.Shape;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ids as hex, in any case, to ours. */
final class Ids {
  private static final int LONGEST_SHOWN = 32;

  private Ids() {}

  static TraceId trace(String field, String hex) {
    try {
      return new TraceId(hex.toLowerCase(Locale.ROOT));
    } catch (BadInput mistake) {
      throw BadInput.of(field, "must be 16 bytes (32 hex digits), not all zero").got(Shape.of(hex));
    }
  }

  static SpanId span(String field, String hex) {
    try {
      return new SpanId(hex.toLowerCase(Locale.ROOT));
    } catch (BadInput mistake) {
      throw BadInput.of(field, "must be 8 bytes (16 hex digits), not all zero").got(Shape.of(hex));
    }
  }

  /** As {@link #trace}; null for none, which some write as zeros. */
  static @Nullable TraceId traceOrNone(String field, String hex) {
    return isNone(hex, 32) ? null : trace(field, hex);
  }

  /** As {@link #span}; null for none, which some write as zeros. */
  static @Nullable SpanId spanOrNone(String field, String hex) {
    return isNone(hex, 16) ? null : span(field, hex);
  }

  /** What a message may say of an id that may be anything. */
  static String shown(String hex) {
    boolean legible = hex.length() <= LONGEST_SHOWN && hex.matches("[0-9a-fA-F]+");
    return legible ? "span " + hex : "";
  }

  private static boolean isNone(String hex, int digits) {
    return hex.isEmpty() || (hex.length() == digits && hex.chars().allMatch(digit -> digit == '0'));
  }
}
