package dev.spoor.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The place in a list of runs after which the next page begins.
 *
 * @param startedAt the last row's start
 * @param traceId the last row's id
 */
public record RunCursor(Instant startedAt, TraceId traceId) {
  /** {@code <startedAt>|<traceId>}. */
  public String text() {
    return startedAt + "|" + traceId.hex();
  }

  /** Reads what {@link #text} wrote; anything else is {@link BadInput} on {@code cursor}. */
  public static RunCursor parse(String text) {
    int bar = text.indexOf('|');
    try {
      return new RunCursor(
          Instant.parse(text.substring(0, Math.max(bar, 0))), new TraceId(text.substring(bar + 1)));
    } catch (DateTimeParseException | BadInput e) {
      throw BadInput.of("cursor", "must be a next_cursor of an earlier answer, unchanged")
          .got(Shape.of(text))
          .example("\"cursor\": \"2026-11-20T10:00:00Z|0af7651916cd43dd8448eb211c80319c\"");
    }
  }
}
