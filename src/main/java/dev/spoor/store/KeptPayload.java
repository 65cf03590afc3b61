package dev.spoor.store;

import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;

/**
 * An input or output that is there, without its bytes.
 *
 * @param place which of the run's
 * @param kind of its span
 * @param bytes its size
 * @param storedBytes what is stored of it, which is less where others have it too
 */
public record KeptPayload(Place place, SpanKind kind, long bytes, long storedBytes) {
  /**
   * Which input or output of a run.
   *
   * @param isInput else it is the output
   */
  public record Place(SpanId span, boolean isInput) {}
}
