package dev.spoor.ingest;

import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.Optional;

/** What is known of runs before a batch. */
interface KnownRuns {
  /** The run, to be changed; a new, empty one for an unknown run. */
  RunState run(TraceId traceId);

  /**
   * Whether the run was erased since this process wrote it, and nobody brought it back: what comes
   * late from its sender would be half a run.
   */
  boolean isErased(TraceId traceId);

  /** A span of a run, without its payloads. */
  Optional<Span> span(TraceId traceId, SpanId spanId);
}
