package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * What a run is to the program that did it, so that what several sources tell of it becomes one run
 * (contract, section 1, "Identity" and "Joining sources").
 *
 * @param source the program, for example {@code claude-code}
 * @param session the program's name for the session
 * @param turn what the program calls this turn of the user; null for a session without turns, which
 *     is no key to join by
 */
public record TurnKey(String source, String session, @Nullable String turn) {
  /** The id of a run whose sender brings none. */
  public TraceId traceId() {
    return TraceId.derived(source, session, turn);
  }
}
