package dev.spoor.ingest;

import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs as this process left them, without a look at the store: a run that it does not remember is
 * taken for a new one. Whether that was right is found out inside the transaction.
 */
final class RememberedRuns implements KnownRuns {
  private final RunStates states;
  private final long erasures;
  private final Map<TraceId, Long> revisions = new HashMap<>();

  RememberedRuns(RunStates states) {
    this.states = states;
    this.erasures = states.erasures();
  }

  /** Whether nothing but what is remembered is needed to work out what the batch makes of them. */
  boolean suffice(RedactedBatch batch) {
    return batch.spans().stream()
        .map(RedactedBatch.CleanSpan::draft)
        .noneMatch(span -> states.hasSpan(span.traceId(), span.spanId()));
  }

  /** Whether the store holds the runs as they were remembered. */
  boolean areCurrent(WriteSession session) {
    if (session.erasures() != erasures) {
      revisions.forEach((traceId, revision) -> noteErased(session, traceId, revision));
      return false;
    }
    return revisions.entrySet().stream()
        .allMatch(run -> session.revision(run.getKey()) == run.getValue());
  }

  private void noteErased(WriteSession session, TraceId traceId, long revision) {
    if (revision > 0 && session.revision(traceId) == 0) {
      states.noteErased(traceId);
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
  public Optional<Span> span(TraceId traceId, SpanId spanId) {
    throw new IllegalStateException("a stored span is read inside the transaction");
  }
}
