package dev.spoor.codec.dialect;

import dev.spoor.codec.Times;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What log records tell, collected. A record may tell of a span before that span has told of
 * itself, so each span that is only heard of gets a draft that says the least, laid under. Not
 * thread-safe.
 */
final class LogBatch {
  private static final int IN_EVENTS = 4;

  private final Map<TraceId, RunReading> runs = new LinkedHashMap<>();
  private final Map<Place, Heard> heard = new LinkedHashMap<>();
  private final List<SpanDraft> spans = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();

  private record Place(TraceId traceId, SpanId spanId) {}

  private record Heard(SpanKind kind, String name, JsonObject known, Instant from, Instant to) {
    Heard and(Heard other) {
      return new Heard(
          kind,
          name,
          known,
          from.isBefore(other.from) ? from : other.from,
          to.isAfter(other.to) ? to : other.to);
    }
  }

  /** The run, to which the record is added as one more that tells of it. */
  RunReading run(TraceId traceId, OtlpLog log, Attributes attributes) {
    RunReading run = runs.computeIfAbsent(traceId, RunReading::new);
    run.add(log.origin(), attributes);
    return run;
  }

  /** A span was heard of at that time; this is what it is called as long as nobody knows better. */
  void hear(TraceId traceId, SpanId spanId, SpanKind kind, String name, Instant at) {
    hear(traceId, spanId, kind, name, JsonObject.EMPTY, at);
  }

  /**
   * A call was heard of.
   *
   * @param known the attributes by which other sources know it, perhaps as another span
   */
  void hear(
      TraceId traceId, SpanId spanId, SpanKind kind, String name, JsonObject known, Instant at) {
    heard.merge(new Place(traceId, spanId), new Heard(kind, name, known, at, at), Heard::and);
  }

  /** As {@link #hear}, when it was not heard of before: it was spoken of later than it happened. */
  void mention(TraceId traceId, SpanId spanId, SpanKind kind, String name, Instant at) {
    heard.putIfAbsent(new Place(traceId, spanId), new Heard(kind, name, JsonObject.EMPTY, at, at));
  }

  /** Adds what was told of a span. */
  void add(SpanDraft draft) {
    spans.add(draft);
  }

  void add(Score score) {
    scores.add(score);
  }

  /** Adds the record to a span's events. */
  void event(OtlpLog log, Attributes attributes, TraceId traceId, SpanId spanId) {
    JsonObject.Builder said = JsonObject.builder();
    Documents.members(attributes.rest(), IN_EVENTS).members().forEach(said::put);
    JsonValue body = log.body();
    boolean named = body instanceof JsonString text && text.value().endsWith(log.eventName());
    if (body != null && !(named && !log.eventName().isEmpty())) {
      said.put(
          said.build().get("body") == null ? "body" : "body.otlp",
          Documents.bounded(body, IN_EVENTS));
    }
    TraceId carried = log.traceId();
    SpanId inside = log.spanId();
    if (carried != null && !carried.equals(traceId)) {
      said.put("otel.trace_id", carried.hex());
      said.put("otel.span_id", inside == null ? null : inside.hex());
    }
    if (log.severity() > 0 && said.build().get("severity") == null) {
      said.put("severity", log.severity());
    }
    JsonObject event =
        JsonObject.builder()
            .put("name", log.eventName().isEmpty() ? "log" : log.eventName())
            .put("at", Times.json(log.at()))
            .put("attributes", said.build())
            .build();
    Fields fields =
        Fields.builder().set(SpanField.EVENTS, Json.text(new JsonArray(List.of(event)))).build();
    add(new SpanDraft(traceId, spanId, fields).laid(Laying.BESIDE));
  }

  /** All of it: first the spans that are only heard of, then what was told, in order. */
  Batch batch() {
    List<SpanDraft> all = new ArrayList<>();
    heard.forEach((place, least) -> all.add(draft(place, least)));
    all.addAll(spans);
    return new Batch(runs.values().stream().map(RunReading::draft).toList(), all, scores);
  }

  private static SpanDraft draft(Place place, Heard least) {
    Fields fields =
        Fields.builder()
            .set(SpanField.KIND, least.kind())
            .set(SpanField.NAME, least.name())
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, least.from())
            .set(SpanField.ENDED_AT, least.to())
            .set(
                SpanField.ATTRIBUTES,
                least.known().members().isEmpty() ? null : Json.text(least.known()))
            .build();
    return new SpanDraft(place.traceId(), place.spanId(), fields).laid(Laying.UNDER);
  }
}
