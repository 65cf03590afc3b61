package dev.spoor.store.upkeep;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something in a store that does not fit the rest of it.
 *
 * @param kind what it concerns
 * @param message what is wrong
 * @param run where; null when it is in no run
 * @param span where; null when it concerns no single span
 * @param repaired whether it is in order now
 */
public record Flaw(
    Kind kind, String message, @Nullable TraceId run, @Nullable SpanId span, boolean repaired) {

  /** What a flaw concerns. */
  public enum Kind {
    /** The engine's own structures: pages, rows, indexes. */
    STRUCTURE,
    /** What belongs to nothing. */
    ORPHAN,
    /** What is refered to and is missing. */
    MISSING,
    /** What is derived from other rows and does not follow them. */
    DERIVED,
    /** An input or output that is not what was written. */
    PAYLOAD,
    /** A size that is not that of the input or output. */
    SIZE,
    /** What is searched: the index of words. */
    SEARCH,
    /** Sums that are not those of the spans. */
    TOTALS;

    /** For example {@code orphan}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A flaw that is still there. */
  public static Flaw found(
      Kind kind, String message, @Nullable TraceId run, @Nullable SpanId span) {
    return new Flaw(kind, message, run, span, false);
  }

  /** The same, in order now. */
  public Flaw mended() {
    return new Flaw(kind, message, run, span, true);
  }
}
