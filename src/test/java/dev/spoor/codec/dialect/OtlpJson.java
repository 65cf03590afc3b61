package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Samples in OTLP/JSON as the records that the mapping reads. */
final class OtlpJson {
  private OtlpJson() {}

  static List<OtlpSpan> spans(String text) {
    List<OtlpSpan> spans = new ArrayList<>();
    for (JsonObject resource : objects(object(text), "resourceSpans")) {
      for (JsonObject scope : objects(resource, "scopeSpans")) {
        OtlpOrigin origin = origin(resource, scope);
        objects(scope, "spans").forEach(span -> spans.add(span(origin, span)));
      }
    }
    return spans;
  }

  static List<OtlpLog> logs(String text) {
    List<OtlpLog> logs = new ArrayList<>();
    for (JsonObject resource : objects(object(text), "resourceLogs")) {
      for (JsonObject scope : objects(resource, "scopeLogs")) {
        OtlpOrigin origin = origin(resource, scope);
        objects(scope, "logRecords").forEach(log -> logs.add(log(origin, log)));
      }
    }
    return logs;
  }

  private static JsonObject object(String text) {
    try {
      return (JsonObject) Json.read(text);
    } catch (JsonReadException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<JsonObject> objects(JsonObject holder, String name) {
    return holder.array(name).elements().stream().map(JsonObject.class::cast).toList();
  }

  private static OtlpOrigin origin(JsonObject resource, JsonObject scope) {
    JsonObject named = scope.object("scope");
    return new OtlpOrigin(
        attributes(resource.object("resource")),
        Objects.requireNonNullElse(named.text("name"), ""),
        Objects.requireNonNullElse(named.text("version"), ""),
        attributes(named));
  }

  private static OtlpSpan span(OtlpOrigin origin, JsonObject span) {
    return new OtlpSpan(
        origin,
        new TraceId(Objects.requireNonNull(span.text("traceId"))),
        new SpanId(Objects.requireNonNull(span.text("spanId"))),
        span.text("parentSpanId") == null ? null : new SpanId(span.text("parentSpanId")),
        Objects.requireNonNullElse(span.text("name"), ""),
        number(span.get("kind")),
        Objects.requireNonNull(time(span.get("startTimeUnixNano"))),
        time(span.get("endTimeUnixNano")),
        attributes(span),
        objects(span, "events").stream().map(OtlpJson::event).toList(),
        objects(span, "links").stream().map(OtlpJson::link).toList(),
        number(span.object("status").get("code")),
        Objects.requireNonNullElse(span.object("status").text("message"), ""),
        Objects.requireNonNullElse(span.text("traceState"), ""));
  }

  private static OtlpSpan.Event event(JsonObject event) {
    return new OtlpSpan.Event(
        Objects.requireNonNull(time(event.get("timeUnixNano"))),
        Objects.requireNonNull(event.text("name")),
        attributes(event));
  }

  private static OtlpSpan.Link link(JsonObject link) {
    return new OtlpSpan.Link(
        new TraceId(Objects.requireNonNull(link.text("traceId"))),
        new SpanId(Objects.requireNonNull(link.text("spanId"))),
        attributes(link));
  }

  private static OtlpLog log(OtlpOrigin origin, JsonObject log) {
    JsonObject attributes = attributes(log);
    String named =
        log.text("eventName") == null ? attributes.text("event.name") : log.text("eventName");
    return new OtlpLog(
        origin,
        log.text("traceId") == null ? null : new TraceId(log.text("traceId")),
        log.text("spanId") == null ? null : new SpanId(log.text("spanId")),
        Objects.requireNonNull(time(log.get("timeUnixNano"))),
        number(log.get("severityNumber")),
        Objects.requireNonNullElse(named, ""),
        log.get("body") == null ? null : any(log.object("body")),
        attributes);
  }

  private static int number(@Nullable JsonValue value) {
    return value instanceof JsonNumber number ? number.decimal().intValueExact() : 0;
  }

  private static @Nullable Instant time(@Nullable JsonValue value) {
    if (!(value instanceof JsonString text) || text.value().equals("0")) {
      return null;
    }
    BigInteger[] parts = new BigInteger(text.value()).divideAndRemainder(BigInteger.TEN.pow(9));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static JsonObject attributes(JsonObject holder) {
    JsonObject.Builder attributes = JsonObject.builder();
    objects(holder, "attributes")
        .forEach(
            pair ->
                attributes.put(
                    Objects.requireNonNull(pair.text("key")), any(pair.object("value"))));
    return attributes.build();
  }

  private static JsonValue any(JsonObject value) {
    if (value.get("stringValue") instanceof JsonString text) {
      return text;
    } else if (value.get("intValue") instanceof JsonString whole) {
      return JsonNumber.of(new BigDecimal(whole.value()));
    } else if (value.get("intValue") instanceof JsonNumber whole) {
      return whole;
    } else if (value.get("doubleValue") instanceof JsonNumber number) {
      return number;
    } else if (value.get("boolValue") instanceof JsonBoolean bool) {
      return bool;
    } else if (value.get("arrayValue") instanceof JsonObject array) {
      return JsonArray.of(objects(array, "values"), OtlpJson::any);
    } else if (value.get("kvlistValue") instanceof JsonObject list) {
      JsonObject.Builder object = JsonObject.builder();
      objects(list, "values")
          .forEach(
              pair ->
                  object.put(Objects.requireNonNull(pair.text("key")), any(pair.object("value"))));
      return object.build();
    }
    return JsonNull.NULL;
  }
}
