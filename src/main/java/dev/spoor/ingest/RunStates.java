package dev.spoor.ingest;

import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
  private final Set<TraceId> erased = new LinkedHashSet<>();
  private int spanCount;
  private long erasures;

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
    return hasNoted(traceId) && session.revision(traceId) == 0;
  }

  private synchronized boolean hasNoted(TraceId traceId) {
    return erased.contains(traceId);
  }

  /** Forgets what is void since somebody erased something, and notes what is gone. */
  private synchronized void follow(WriteSession session) {
    long now = session.erasures();
    if (now != erasures) {
      for (TraceId traceId : states.keySet()) {
        if (session.revision(traceId) == 0) {
          erased.add(traceId);
        }
      }
      while (erased.size() > MOST_ERASED) {
        erased.remove(erased.iterator().next());
      }
      states.clear();
      spanCount = 0;
      erasures = now;
    }
  }

  /** Keeps a state whose write is durable. */
  synchronized void keep(RunState state) {
    remove(state.traceId());
    states.put(state.traceId(), state);
    spanCount += state.spanCount();
    while (spanCount > MOST_SPANS && states.size() > 1) {
      remove(states.keySet().iterator().next());
    }
  }

  private synchronized @Nullable RunState remove(TraceId traceId) {
    RunState state = states.remove(traceId);
    if (state != null) {
      spanCount -= state.spanCount();
    }
    return state;
  }
}
