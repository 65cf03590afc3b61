package dev.spoor.ingest;

import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.store.WriteSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs as this process left them, without a look at the store: a run that it does not remember is
 * taken for a new one. Whether that was right is found out inside the transaction.
 */
final class RememberedRuns implements KnownRuns {
  private final RunStates states;
  private final long erasures;
  private final Map<TraceId, Long> revisions = new HashMap<>();

  /** Turns that no run was taken to be. */
  private final Set<TurnKey> turns = new HashSet<>();

  private final List<SessionCalls> calls = new ArrayList<>();

  RememberedRuns(RunStates states) {
    this.states = states;
    this.erasures = states.erasures();
  }

  /** Whether nothing but what is remembered is needed to work out what the batch makes of them. */
  boolean suffice(RedactedBatch batch) {
    return batch.runs().stream().noneMatch(run -> states.mayJoin(run))
        && batch.spans().stream()
            .map(RedactedBatch.CleanSpan::draft)
            .noneMatch(span -> states.mayHave(span));
  }

  /** Whether the store holds the runs as they were remembered. */
  boolean areCurrent(WriteSession session) {
    if (session.erasures() != erasures) {
      revisions.forEach((traceId, revision) -> noteErased(session, traceId, revision));
      return false;
    }
    return revisions.entrySet().stream()
            .allMatch(run -> session.revision(run.getKey()) == run.getValue())
        && turns.stream().allMatch(turn -> session.runOf(turn).isEmpty())
        && calls.stream().allMatch(told -> told.areNowhere(session));
  }

  private void noteErased(WriteSession session, TraceId traceId, long revision) {
    if (revision > 0 && session.revision(traceId) == 0) {
      states.noteErased(traceId);
    }
  }

  /** Calls that no run of a session was taken to have. */
  private record SessionCalls(String sessionId, Set<String> calls, boolean keyed) {
    boolean areNowhere(WriteSession session) {
      return session.sharing(sessionId, calls, keyed).isEmpty();
    }
  }

  @Override
  public RunState run(TraceId traceId) {
    RunState state = states.take(traceId);
    revisions.put(traceId, state.revision());
    return state;
  }

  @Override
  public boolean isErased(TraceId traceId) {
    boolean noted = states.isNotedErased(traceId);
    if (noted) {
      revisions.put(traceId, 0L);
    }
    return noted;
  }

  @Override
  public TraceId canonical(TraceId traceId) {
    return states.canonical(traceId);
  }

  @Override
  public @Nullable TraceId runOf(TurnKey turn) {
    turns.add(turn);
    return null;
  }

  @Override
  public Set<TraceId> sharing(String sessionId, Set<String> keys, boolean keyed) {
    calls.add(new SessionCalls(sessionId, Set.copyOf(keys), keyed));
    return Set.of();
  }

  @Override
  public TraceId older(TraceId one, TraceId other) {
    throw new StoreNeeded();
  }

  @Override
  public Optional<Span> span(TraceId traceId, SpanId spanId) {
    throw new StoreNeeded();
  }

  @Override
  public Optional<Span> whole(TraceId traceId, SpanId spanId) {
    throw new StoreNeeded();
  }

  @Override
  public void fold(TraceId younger, TraceId older, long sequences, Set<SpanId> dropped) {
    throw new StoreNeeded();
  }

  @Override
  public void drop(TraceId traceId, SpanId spanId) {
    throw new StoreNeeded();
  }

  /** What is remembered is not enough; it is to be done inside the transaction. */
  static final class StoreNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreNeeded() {
      super("the store is read inside the transaction", null, false, false);
    }
  }
}
