package dev.spoor.ingest;

import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** The id under which the run is known that has this id; the id itself for an unknown one. */
  TraceId canonical(TraceId traceId);

  /** The run that is this turn; null when none is. */
  @Nullable TraceId runOf(TurnKey turn);

  /**
   * The runs of a session in which one of these calls was told.
   *
   * @param keyed whether they must be a turn to some program; else they must be none to any
   */
  Set<TraceId> sharing(String sessionId, Set<String> calls, boolean keyed);

  /** The one of two stored runs that was stored first. */
  TraceId older(TraceId one, TraceId other);

  /** A stored span with its payloads. */
  Optional<Span> whole(TraceId traceId, SpanId spanId);

  /** Puts one stored run into another; see {@link dev.spoor.store.WriteSession#fold}. */
  void fold(TraceId younger, TraceId older, long sequences, Set<SpanId> dropped);

  /** Removes a stored span that was put into another. */
  void drop(TraceId traceId, SpanId spanId);
}
