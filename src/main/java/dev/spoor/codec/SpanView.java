package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Cost;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span as our own JSON has it (contract, section 1), out, its members in the contract's order and
 * {@code redactions} after them when secrets were replaced. {@code ended_at}, {@code duration_ms},
 * {@code cost_usd} and {@code cost_status} are null when there is none, so that a client that looks
 * for them always finds them; everything else that is absent is left out.
 */
public final class SpanView {
  private SpanView() {}

  /**
   * A span as {@link SpanJson} reads it back.
   *
   * @param cut how much of its payloads
   */
  public static JsonObject json(Span span, PayloadCut cut) {
    Fields fields = span.fields();
    JsonObject.Builder object =
        JsonObject.builder()
            .put("trace_id", span.traceId().hex())
            .put("span_id", span.spanId().hex());
    object.put("parent_span_id", span.parent() == null ? null : span.parent().hex());
    object.put("kind", span.kind().word());
    object.put("name", span.name());
    outcome(object, span);
    cut.put(object, span, "input", span.input(), span.inputBytes());
    cut.put(object, span, "output", span.output(), span.outputBytes());
    object.put("error", span.error() == null ? null : error(span.error()));
    object.put("attributes", json(fields.get(SpanField.ATTRIBUTES)));
    object.put("events", json(fields.get(SpanField.EVENTS)));
    object.put("links", json(fields.get(SpanField.LINKS)));
    object.put("agent", fields.get(SpanField.AGENT));
    model(object, fields);
    object.put("usage", span.usage() == null ? null : UsageJson.json(span.usage()));
    cost(object, span.cost());
    object.put("tool_name", span.toolName());
    object.put("tool_call_id", fields.get(SpanField.TOOL_CALL_ID));
    object.put("attempt", number(fields.get(SpanField.ATTEMPT)));
    return span.redactions() == 0
        ? object.build()
        : object.put("redactions", span.redactions()).build();
  }

  /** Why something failed. */
  public static JsonObject error(SpanError error) {
    return JsonObject.builder()
        .put("type", error.type())
        .put("message", error.message())
        .put("stack", error.stack())
        .build();
  }

  /** An amount as a plain decimal number of dollars. */
  public static @Nullable JsonNumber dollars(@Nullable Usd amount) {
    return amount == null ? null : JsonNumber.of(amount.dollars());
  }

  private static void outcome(JsonObject.Builder object, Span span) {
    Instant end = span.endedAt();
    Duration duration = span.duration();
    object.put("status", span.status().word());
    object.put("started_at", Times.json(span.startedAt()));
    object.putOrNull("ended_at", end == null ? null : Times.json(end));
    object.putOrNull("duration_ms", duration == null ? null : Times.json(duration));
  }

  private static void model(JsonObject.Builder object, Fields fields) {
    BigDecimal temperature = fields.get(SpanField.TEMPERATURE);
    Duration ttft = fields.get(SpanField.TTFT);
    object.put("provider", fields.get(SpanField.PROVIDER));
    object.put("model", fields.get(SpanField.MODEL));
    object.put("request_model", fields.get(SpanField.REQUEST_MODEL));
    object.put("temperature", temperature == null ? null : JsonNumber.of(temperature));
    object.put("max_tokens", number(fields.get(SpanField.MAX_TOKENS)));
    object.put("finish_reason", fields.get(SpanField.FINISH_REASON));
    object.put("ttft_ms", ttft == null ? null : Times.json(ttft));
  }

  private static void cost(JsonObject.Builder object, @Nullable Cost cost) {
    object.putOrNull("cost_usd", cost == null ? null : dollars(cost.amount()));
    object.putOrNull("cost_status", cost == null ? null : new JsonString(cost.status().word()));
    object.put("cost_detail", cost == null ? null : Json.trusted(cost.detail()));
  }

  private static @Nullable JsonNumber number(@Nullable Long value) {
    return value == null ? null : JsonNumber.of(value);
  }

  private static @Nullable JsonValue json(@Nullable JsonText text) {
    return text == null ? null : Json.trusted(text);
  }
}
