package dev.spoor.ingest;

import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the runs written last, so that a span added to a long run does not read all of it
 * again. A state is taken out to be changed and comes back only after its write is durable; whether
 * another process wrote in between is told by the run's revision. Thread-safe.
 */
final class RunStates {
  private static final int MOST_SPANS = 200_000;

  private final Map<TraceId, RunState> states = new LinkedHashMap<>();
  private int spanCount;

  /** The run as the session sees it; a new, empty one for an unknown run. */
  RunState take(WriteSession session, TraceId traceId) {
    RunState kept = remove(traceId);
    return kept != null && kept.revision() == session.revision(traceId)
        ? kept
        : RunState.read(session, traceId);
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
