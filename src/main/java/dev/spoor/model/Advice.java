package dev.spoor.model;

import java.util.List;

/**
 * What the agent is told in the reply to its write.
 *
 * @param code which rule speaks
 * @param message what was seen
 * @param spanIds where
 * @param suggestion what to do instead
 */
public record Advice(FlagCode code, String message, List<SpanId> spanIds, String suggestion) {
  public Advice {
    spanIds = List.copyOf(spanIds);
  }
}
