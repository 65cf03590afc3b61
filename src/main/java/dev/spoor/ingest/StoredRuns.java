package dev.spoor.ingest;

import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.store.WriteSession;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs as a transaction sees them; what is remembered of them is not read again. */
record StoredRuns(WriteSession session, RunStates states) implements KnownRuns {
  @Override
  public RunState run(TraceId traceId) {
    return states.take(session, traceId);
  }

  @Override
  public boolean isErased(TraceId traceId) {
    return states.isErased(session, traceId);
  }

  @Override
  public Optional<Span> span(TraceId traceId, SpanId spanId) {
    return session.span(traceId, spanId);
  }

  @Override
  public TraceId canonical(TraceId traceId) {
    return session.canonical(traceId).orElse(traceId);
  }

  @Override
  public @Nullable TraceId runOf(TurnKey turn) {
    return session.runOf(turn).orElse(null);
  }

  @Override
  public Set<TraceId> sharing(String sessionId, Set<String> calls, boolean keyed) {
    return session.sharing(sessionId, calls, keyed);
  }

  @Override
  public TraceId older(TraceId one, TraceId other) {
    return session.older(one, other);
  }

  @Override
  public Optional<Span> whole(TraceId traceId, SpanId spanId) {
    return session.whole(traceId, spanId);
  }

  @Override
  public void fold(TraceId younger, TraceId older, long sequences, Set<SpanId> dropped) {
    session.fold(younger, older, sequences, dropped);
  }

  @Override
  public void drop(TraceId traceId, SpanId spanId) {
    session.drop(traceId, spanId);
  }
}
