package dev.spoor.codec.otlp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.NewIds;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.ScoreJson;
import dev.spoor.codec.SpanJson;
import dev.spoor.codec.Times;
import dev.spoor.codec.Warnings;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link OtlpExport} wrote, so that a run is elsewhere what it was here. */
public final class SpoorSpans {
  private static final Set<String> NUMBERS = Set.of("temperature", "ttft_ms", "cost_usd", "value");

  private SpoorSpans() {}

  /** Whether a span was written by us. */
  public static boolean isOurs(OtlpSpan span) {
    return span.origin().scopeName().equals(SpoorAttributes.SCOPE)
        && span.origin().scopeVersion().equals(SpoorAttributes.SCOPE_VERSION);
  }

  /** The span; one that we cannot have written is {@link BadInput}. */
  public static SpanDraft span(OtlpSpan span) {
    JsonObject said = span.attributes();
    JsonObject.Builder ours =
        JsonObject.builder()
            .put("span_id", span.spanId().hex())
            .put("name", span.name())
            .put("started_at", Times.json(span.start()))
            .put("ended_at", ended(span));
    if (span.parent() != null && !isTrue(said, SpoorAttributes.PARENT_IMPLIED)) {
      ours.put("parent_span_id", span.parent().hex());
    }
    SpoorAttributes.SPAN_FIELDS.forEach(
        (name, attribute) -> ours.put(name, field(name, said.get(attribute))));
    said.array(SpoorAttributes.FINISH_REASONS).elements().stream()
        .findFirst()
        .ifPresent(reason -> ours.put("finish_reason", reason));
    ours.put("usage", json(said, SpoorAttributes.USAGE));
    ours.put("error", error(said));
    ours.put("attributes", attributes(said));
    ours.put("events", points(said, SpoorAttributes.EVENTS, events(span)));
    ours.put("links", points(said, SpoorAttributes.LINKS, links(span)));
    SpanDraft draft =
        SpanJson.draft(
            Arguments.of(ours.build(), new Warnings()), span.traceId(), new GivenIds(span));
    Fields.Builder fields = draft.fields().toBuilder();
    payload(said, SpoorAttributes.INPUT, SpoorAttributes.INPUT_FORM, SpanField.INPUT, fields);
    payload(said, SpoorAttributes.OUTPUT, SpoorAttributes.OUTPUT_FORM, SpanField.OUTPUT, fields);
    return draft.withFields(fields.build());
  }

  /** What is running has an end only for other readers, who want one. */
  private static @Nullable JsonValue ended(OtlpSpan span) {
    String status = span.attributes().text(SpoorAttributes.STATUS);
    return span.end() == null || SpanStatus.RUNNING.word().equals(status)
        ? null
        : Times.json(span.end());
  }

  /** The ids of the stores that a span came through. */
  public static List<String> via(OtlpSpan span) {
    return span.origin().resource().array(SpoorAttributes.VIA).elements().stream()
        .filter(JsonString.class::isInstance)
        .map(id -> ((JsonString) id).value())
        .toList();
  }

  /**
   * Refuses a span that a store passed on itself: servers that pass on to each other would do so
   * for ever.
   */
  public static void requireNotVia(OtlpSpan span, String store) {
    if (via(span).contains(store)) {
      throw BadInput.of(
              SpoorAttributes.VIA,
              "must not name this store (" + store + "), which passed the span on itself")
          .example("forward in one direction only");
    }
  }

  /** What a span says of its run; empty when it says nothing. */
  public static Optional<RunDraft> run(OtlpSpan span) {
    JsonObject said = span.attributes();
    boolean root = isTrue(said, SpoorAttributes.ROOT);
    JsonObject.Builder ours = JsonObject.builder();
    List<String> via = via(span);
    boolean any = root || !via.isEmpty();
    for (Map.Entry<String, JsonValue> attribute : said.members().entrySet()) {
      if (attribute.getKey().startsWith(SpoorAttributes.RUN)) {
        String name = attribute.getKey().substring(SpoorAttributes.RUN.length());
        boolean object = SpoorAttributes.RUN_OBJECTS.contains(name);
        ours.put(name, object ? json(said, attribute.getKey()) : attribute.getValue());
        any = true;
      }
    }
    if (!any) {
      return Optional.empty();
    }
    Arguments words = Arguments.of(ours.build(), new Warnings());
    Fields fields =
        RunJson.fields(words).toBuilder()
            .set(RunField.ABANDONED_AT, words.time(RunField.ABANDONED_AT.name()).value())
            .set(RunField.VIA, via.isEmpty() ? null : String.join(" ", via))
            .build();
    return Optional.of(new RunDraft(span.traceId(), root ? span.spanId() : null, fields));
  }

  /**
   * The scores of its run that a span tells; one that we cannot have written is {@link BadInput}.
   */
  public static List<Score> scores(OtlpSpan span) {
    return span.events().stream()
        .filter(SpoorSpans::isScore)
        .map(event -> score(event, span.traceId()))
        .toList();
  }

  private static boolean isScore(OtlpSpan.Event event) {
    return event.name().equals(SpoorAttributes.EVALUATION);
  }

  private static Score score(OtlpSpan.Event event, TraceId traceId) {
    JsonObject.Builder ours = JsonObject.builder().put("created_at", Times.json(event.at()));
    SpoorAttributes.SCORE_FIELDS.forEach(
        (name, attribute) -> ours.put(name, field(name, event.attributes().get(attribute))));
    return ScoreJson.exported(Arguments.of(ours.build(), new Warnings()), traceId);
  }

  private static boolean isTrue(JsonObject said, String name) {
    return said.get(name) instanceof JsonBoolean bool && bool.value();
  }

  /** A number that no double is exactly was written as a string. */
  private static @Nullable JsonValue field(String name, @Nullable JsonValue value) {
    return NUMBERS.contains(name) && value instanceof JsonString text ? number(text) : value;
  }

  private static JsonValue number(JsonString text) {
    try {
      return Json.read(text.value()) instanceof JsonNumber number ? number : text;
    } catch (JsonReadException e) {
      return text;
    }
  }

  private static @Nullable JsonValue json(JsonObject said, String name) {
    String text = said.text(name);
    try {
      return text == null ? null : Json.read(text);
    } catch (JsonReadException e) {
      throw BadInput.of(name, "must be JSON text (" + e.getMessage() + ")");
    }
  }

  private static @Nullable JsonObject error(JsonObject said) {
    JsonObject error =
        JsonObject.builder()
            .put("type", said.get(SpoorAttributes.ERROR_TYPE))
            .put("message", said.get(SpoorAttributes.ERROR_MESSAGE))
            .put("stack", said.get(SpoorAttributes.ERROR_STACK))
            .build();
    return error.members().isEmpty() ? null : error;
  }

  private static @Nullable JsonValue attributes(JsonObject said) {
    JsonValue all = json(said, SpoorAttributes.ATTRIBUTES);
    if (all != null) {
      return all;
    }
    JsonObject.Builder own = JsonObject.builder();
    said.members()
        .forEach((name, value) -> own.put(name, SpoorAttributes.isField(name) ? null : value));
    JsonObject read = own.build();
    return read.members().isEmpty() ? null : read;
  }

  private static @Nullable JsonValue points(JsonObject said, String name, JsonArray carried) {
    JsonValue all = json(said, name);
    return all == null && !carried.elements().isEmpty() ? carried : all;
  }

  private static JsonArray events(OtlpSpan span) {
    return JsonArray.of(
        span.events().stream().filter(event -> !isScore(event)).toList(),
        event ->
            withAttributes(
                JsonObject.builder().put("name", event.name()).put("at", Times.json(event.at())),
                event.attributes()));
  }

  private static JsonArray links(OtlpSpan span) {
    return JsonArray.of(
        span.links(),
        link ->
            withAttributes(
                JsonObject.builder()
                    .put("trace_id", link.traceId().hex())
                    .put("span_id", link.spanId().hex()),
                link.attributes()));
  }

  private static JsonObject withAttributes(JsonObject.Builder point, JsonObject attributes) {
    return attributes.members().isEmpty()
        ? point.build()
        : point.put("attributes", attributes).build();
  }

  private static void payload(
      JsonObject said, String name, String formName, Field<Payload> field, Fields.Builder fields) {
    String text = said.text(name);
    if (text != null) {
      String word = said.text(formName);
      fields.set(field, payload(name, formName, text, word == null ? "text" : word));
    }
  }

  private static Payload payload(String name, String formName, String text, String word) {
    Payload.Form form =
        Arrays.stream(Payload.Form.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst()
            .orElseThrow(() -> BadInput.of(formName, "must be text, json or base64"));
    if (form != Payload.Form.JSON) {
      return new Payload(form, text);
    }
    try {
      return Payload.json(Json.text(Json.read(text)));
    } catch (JsonReadException e) {
      throw BadInput.of(name, "must be JSON text (" + e.getMessage() + ")");
    }
  }

  /** The ids that a span has. */
  private record GivenIds(OtlpSpan span) implements NewIds {
    @Override
    public TraceId traceId() {
      return span.traceId();
    }

    @Override
    public SpanId spanId() {
      return span.spanId();
    }
  }
}
