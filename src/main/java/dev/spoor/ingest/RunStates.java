package dev.spoor.ingest;

import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the runs written last, so that a span added to a long run does not read all of it
 * again. A state is taken out to be changed and comes back only after its write is durable; whether
 * another process wrote in between is told by the run's revision. Thread-safe.
 */
final class RunStates {
  private static final int MOST_SPANS = 200_000;
  private static final int MOST_ERASED = 10_000;

  private final Map<TraceId, RunState> states = new LinkedHashMap<>();

  /** Other ids of remembered runs, and those under which they are remembered. */
  private final Map<TraceId, TraceId> aliases = new HashMap<>();

  private final Set<TraceId> erased = new LinkedHashSet<>();
  private int spanCount;
  private long erasures;

  /** The run as it is remembered; a new, empty one for any other. */
  RunState take(TraceId traceId) {
    RunState kept = remove(traceId);
    return kept == null ? new RunState(traceId) : kept;
  }

  /** The id under which a run is remembered; the id itself for any other. */
  synchronized TraceId canonical(TraceId traceId) {
    return aliases.getOrDefault(traceId, traceId);
  }

  /** Whether a remembered run may have the span already, by whatever name. */
  synchronized boolean mayHave(SpanDraft span) {
    RunState state = states.get(canonical(span.traceId()));
    return state != null && SpanNaming.mayBeStored(span, state);
  }

  /** Whether a run is said to be one with another remembered run. */
  synchronized boolean mayJoin(RunDraft run) {
    TraceId own = canonical(run.traceId());
    return run.aliases().stream()
        .map(this::canonical)
        .anyMatch(alias -> !alias.equals(own) && states.containsKey(alias));
  }

  /** The store's count of erasures when it was last looked at. */
  synchronized long erasures() {
    return erasures;
  }

  /** Whether the run was gone when the count of erasures was last looked at. */
  synchronized boolean isNotedErased(TraceId traceId) {
    return erased.contains(traceId);
  }

  /** The run as the session sees it; a new, empty one for an unknown run. */
  RunState take(WriteSession session, TraceId traceId) {
    follow(session);
    RunState kept = remove(traceId);
    return kept != null && kept.revision() == session.revision(traceId)
        ? kept
        : RunState.read(session, traceId);
  }

  /**
   * Whether the run was erased since this process wrote it, and nobody brought it back: what comes
   * late from its sender would be half a run.
   */
  boolean isErased(WriteSession session, TraceId traceId) {
    follow(session);
    return isNotedErased(traceId) && session.revision(traceId) == 0;
  }

  /** Forgets what is void since somebody erased something, and notes what is gone. */
  private synchronized void follow(WriteSession session) {
    long now = session.erasures();
    if (now != erasures) {
      Stream.concat(states.keySet().stream(), aliases.keySet().stream())
          .filter(traceId -> session.revision(traceId) == 0)
          .forEach(this::noteErased);
      states.clear();
      aliases.clear();
      spanCount = 0;
      erasures = now;
    }
  }

  /** Notes that a run is gone that this process wrote. */
  synchronized void noteErased(TraceId traceId) {
    erased.add(traceId);
    if (erased.size() > MOST_ERASED) {
      erased.remove(erased.iterator().next());
    }
  }

  /** Keeps a state whose write is durable. */
  synchronized void keep(RunState state) {
    remove(state.traceId());
    states.put(state.traceId(), state);
    state.names().ids().stream()
        .filter(id -> !id.equals(state.traceId()))
        .forEach(id -> aliases.put(id, state.traceId()));
    spanCount += state.spanCount();
    while (spanCount > MOST_SPANS && states.size() > 1) {
      remove(states.keySet().iterator().next());
    }
  }

  private synchronized @Nullable RunState remove(TraceId traceId) {
    RunState state = states.remove(traceId);
    if (state != null) {
      spanCount -= state.spanCount();
      state.names().ids().forEach(aliases::remove);
    }
    return state;
  }
}
