package dev.spoor.sdk;

import dev.spoor.sdk.Ids.Place;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span on its way to its text in OTLP's JSON. */
final class SpanText {
  private final Place place;
  private final @Nullable String parentSpanId;
  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Instant made = Instant.now();
  private final long madeNanos = System.nanoTime();
  private final StringBuilder events = new StringBuilder();
  private final StringBuilder links = new StringBuilder();
  private @Nullable Instant started;
  private @Nullable Instant ended;
  private @Nullable Duration duration;
  private @Nullable String failure;

  SpanText(Place place, @Nullable String parentSpanId, String name) {
    this.place = place;
    this.parentSpanId = parentSpanId;
    this.name = name;
  }

  Place place() {
    return place;
  }

  String name() {
    return name;
  }

  void startedAt(Instant at) {
    started = at;
  }

  void endedAt(Instant at) {
    ended = at;
  }

  void duration(Duration length) {
    if (length.isNegative()) {
      throw new IllegalArgumentException("a duration is not negative");
    }
    duration = length;
  }

  /** Keeps the value as it is now; of a key that is set twice the last value. */
  void set(String key, Object value) {
    StringBuilder attribute = new StringBuilder();
    AttributeText.append(attribute, key, value);
    attributes.put(key, attribute.toString());
  }

  void link(Place parent) {
    set("spoor.run.parent_trace_id", parent.traceId());
    set("spoor.run.parent_span_id", parent.spanId());
    links
        .append("{\"traceId\":\"")
        .append(parent.traceId())
        .append("\",\"spanId\":\"")
        .append(parent.spanId())
        .append("\"}");
  }

  void fail(String type, String message, String stack) {
    set("error.type", type);
    failure = message;
    events
        .append(events.isEmpty() ? "" : ",")
        .append("{\"timeUnixNano\":\"")
        .append(nanos(Instant.now()))
        .append("\",\"name\":\"exception\",\"attributes\":[");
    AttributeText.append(events, "exception.type", type);
    events.append(',');
    AttributeText.append(events, "exception.message", message);
    if (!stack.isEmpty()) {
      events.append(',');
      AttributeText.append(events, "exception.stacktrace", stack);
    }
    events.append("]}");
  }

  /** The finished span. */
  Sender.Item span() {
    Duration measured = Duration.ofNanos(System.nanoTime() - madeNanos);
    boolean told = started != null || ended != null || duration != null;
    Instant end = ended;
    if (end == null) {
      end =
          !told
              ? made.plus(measured)
              : started != null && duration != null ? started.plus(duration) : Instant.now();
    }
    Instant start = started;
    if (start == null) {
      start = duration == null ? made : end.minus(duration);
    }
    if (end.isBefore(start)) {
      end = start;
    }
    StringBuilder json = new StringBuilder(256).append("{\"traceId\":\"").append(place.traceId());
    json.append("\",\"spanId\":\"").append(place.spanId()).append('"');
    if (parentSpanId != null) {
      json.append(",\"parentSpanId\":\"").append(parentSpanId).append('"');
    }
    json.append(",\"name\":");
    JsonText.append(json, name);
    json.append(",\"kind\":1,\"startTimeUnixNano\":\"").append(nanos(start));
    json.append("\",\"endTimeUnixNano\":\"").append(nanos(end)).append("\",\"attributes\":[");
    json.append(String.join(",", attributes.values())).append(']');
    if (!events.isEmpty()) {
      json.append(",\"events\":[").append(events).append(']');
    }
    if (!links.isEmpty()) {
      json.append(",\"links\":[").append(links).append(']');
    }
    if (failure != null) {
      json.append(",\"status\":{\"code\":2,\"message\":");
      JsonText.append(json, failure);
      json.append('}');
    }
    return new Sender.Item(Sender.Signal.SPANS, json.append('}').toString());
  }

  /**
   * A score of the span.
   *
   * @param id keeps a score that is sent twice, since an answer was lost, one score
   */
  Sender.Item score(
      String id,
      String scoreName,
      @Nullable Double value,
      @Nullable String label,
      @Nullable String reason) {
    StringBuilder json = new StringBuilder(256).append("{\"timeUnixNano\":\"");
    json.append(nanos(Instant.now())).append("\",\"severityNumber\":9");
    json.append(",\"eventName\":\"gen_ai.evaluation.result\",\"traceId\":\"");
    json.append(place.traceId()).append("\",\"spanId\":\"").append(place.spanId());
    json.append("\",\"attributes\":[");
    AttributeText.append(json, "gen_ai.evaluation.name", String.valueOf(scoreName));
    append(json, "gen_ai.evaluation.score.value", value);
    append(json, "gen_ai.evaluation.score.label", label);
    append(json, "gen_ai.evaluation.explanation", reason);
    append(json, "spoor.source", "sdk");
    append(json, "spoor.score_id", id);
    return new Sender.Item(Sender.Signal.SCORES, json.append("]}").toString());
  }

  private static void append(StringBuilder json, String key, @Nullable Object value) {
    if (value != null) {
      json.append(',');
      AttributeText.append(json, key, value);
    }
  }

  private static String nanos(Instant at) {
    return BigInteger.valueOf(Math.max(0, at.getEpochSecond()))
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(at.getNano()))
        .toString();
  }
}
