package dev.spoor.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something a watch rule saw in a run.
 *
 * @param flagId stable: the same finding has the same id when flags are worked out again
 * @param code which rule
 * @param message what was seen, for the agent and for people
 * @param spanIds where, at least one
 * @param count how often
 * @param wastedTokens tokens that brought nothing new; null when unknown
 * @param wastedCost money that brought nothing new; null when unknown
 * @param state what a reviewer made of it
 * @param at the time of the last span that belongs to it
 */
public record Flag(
    String flagId,
    FlagCode code,
    String message,
    List<SpanId> spanIds,
    long count,
    @Nullable Long wastedTokens,
    @Nullable Usd wastedCost,
    State state,
    Instant at) {
  public Flag {
    spanIds = List.copyOf(spanIds);
  }

  /** The id of the finding that begins at a span. */
  public static String idOf(TraceId traceId, FlagCode code, SpanId first) {
    return "flag_" + SpanId.derived(traceId, code + "\n" + first.hex()).hex();
  }

  /** The same finding with a reviewer's verdict. */
  public Flag withState(State verdict) {
    return new Flag(flagId, code, message, spanIds, count, wastedTokens, wastedCost, verdict, at);
  }

  /** The same finding in a run, or at a span, that has another id now. */
  public Flag withId(String id) {
    return new Flag(id, code, message, spanIds, count, wastedTokens, wastedCost, state, at);
  }

  /** What a reviewer made of a flag. The order is the storage code: add at the end only. */
  public enum State {
    /** Nobody looked yet. */
    OPEN,
    /** It is right. */
    ACCEPTED,
    /** It is wrong, or does not matter. */
    DISMISSED;

    /** The word on the wire, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
