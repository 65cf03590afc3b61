package dev.spoor.codec.otlp;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code opentelemetry/proto/logs/v1/logs.proto}. Values are JSON as in {@link
 * OtlpSpan}.
 *
 * @param traceId null when the record belongs to no trace
 * @param spanId null when it belongs to no span
 * @param at when it happened, else when it was observed
 * @param severity 0 to 24
 * @param eventName field 12, else the attribute {@code event.name}; empty when it has neither
 * @param body null when there is none
 */
public record OtlpLog(
    OtlpOrigin origin,
    @Nullable TraceId traceId,
    @Nullable SpanId spanId,
    Instant at,
    int severity,
    String eventName,
    @Nullable JsonValue body,
    JsonObject attributes) {
  /** The same record as an event whose name is all that its body said. */
  public OtlpLog named(String name) {
    return new OtlpLog(origin, traceId, spanId, at, severity, name, null, attributes);
  }
}
