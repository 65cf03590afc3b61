package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of {@code opentelemetry/proto/trace/v1/trace.proto}. Values of attributes are JSON: bytes
 * are a string in base64, numbers that JSON has no form for are a string.
 *
 * @param parent null for a root
 * @param kind 0 to 5, as the protocol numbers them
 * @param end null while it is running
 * @param status 0 unset, 1 ok, 2 error
 * @param statusMessage empty when there is none
 * @param traceState as W3C writes it; empty when there is none
 */
public record OtlpSpan(
    OtlpOrigin origin,
    TraceId traceId,
    SpanId spanId,
    @Nullable SpanId parent,
    String name,
    int kind,
    Instant start,
    @Nullable Instant end,
    JsonObject attributes,
    List<Event> events,
    List<Link> links,
    int status,
    String statusMessage,
    String traceState) {
  /** Copies the lists. */
  public OtlpSpan {
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  /** A point in time inside the span. */
  public record Event(Instant at, String name, JsonObject attributes) {}

  /** Another span that it relates to. */
  public record Link(TraceId traceId, SpanId spanId, JsonObject attributes) {}
}
