package dev.spoor.store;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By what names the sources of a run tell of it and of its spans, beside those under which they are
 * stored.
 *
 * @param ids the ids of a run that has several, its own included, each with the span that is the
 *     run itself there, if that was told; empty for a run with one
 * @param turns what the run is to programs; each with a turn
 * @param spans ids of spans that were merged into others, and those others, which are stored
 * @param calls which calls of tools and models were told
 */
public record RunNames(
    Map<TraceId, Optional<SpanId>> ids,
    Set<TurnKey> turns,
    Map<SpanId, SpanId> spans,
    Set<Call> calls) {
  /** No names. */
  public static final RunNames NONE = new RunNames(Map.of(), Set.of(), Map.of(), Set.of());

  public RunNames {
    ids = Map.copyOf(ids);
    turns = Set.copyOf(turns);
    spans = Map.copyOf(spans);
    calls = Set.copyOf(calls);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * That a source told of a call.
   *
   * @param key names the call, the same for every source
   * @param told the id of the run under which it was told
   * @param span the span that is the call, which is stored
   */
  public record Call(String key, TraceId told, SpanId span) {}
}
