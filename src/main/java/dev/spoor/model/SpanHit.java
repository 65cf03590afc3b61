package dev.spoor.model;

import java.time.Instant;
import java.util.List;

/**
 * A span that a search found.
 *
 * @param traceId its run
 * @param runName what the run is called
 * @param excerpts one of each text in which something was found; at least one
 */
public record SpanHit(
    TraceId traceId,
    String runName,
    SpanId spanId,
    SpanKind kind,
    String name,
    Instant startedAt,
    List<Excerpt> excerpts) {
  public SpanHit {
    excerpts = List.copyOf(excerpts);
  }
}
