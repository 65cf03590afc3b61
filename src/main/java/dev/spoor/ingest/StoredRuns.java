package dev.spoor.ingest;

import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.util.Optional;

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
}
