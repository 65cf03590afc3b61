package dev.spoor.codec.dialect;

import dev.spoor.codec.Limits;
import dev.spoor.codec.Times;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One OTLP span as a draft of ours. Not thread-safe. */
final class SpanMapping {
  /** Everyone who may have a word on a span; of each field the first word holds. */
  private static final List<Consumer<SpanReading>> DIALECTS =
      List.of(
          SpoorAttributes::read,
          ClaudeCode::read,
          Langfuse::read,
          OpenInference::read,
          MlFlow::read,
          LangSmith::read,
          Traceloop::read,
          PydanticAi::read,
          Codex::read,
          Gemini::read,
          VercelAi::read,
          GenAi::read);

  private static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");

  private static final int UNSET = 0;
  private static final int INTERNAL = 1;
  private static final int FAILED = 2;
  private static final String EXCEPTION = "exception";
  private static final Set<String> OF_EXCEPTIONS =
      Set.of("exception.type", "exception.message", "exception.stacktrace");

  /** How deep the value of an attribute stands in the attributes, and of an event in the events. */
  private static final int IN_ATTRIBUTES = 2;

  private static final int IN_EVENTS = 4;

  private final OtlpSpan span;
  private final Attributes attributes;
  private final SpanReading reading;
  private final List<OtlpSpan.Event> events;

  SpanMapping(OtlpSpan span) {
    this.span = span;
    this.attributes = new Attributes(Redacted.leftOut(span.attributes()));
    this.reading = new SpanReading(span.origin(), span.name(), span.start(), attributes);
    this.events = new ArrayList<>(span.events());
  }

  OtlpSpan span() {
    return span;
  }

  Attributes attributes() {
    return attributes;
  }

  SpanKind kind() {
    return reading.kind();
  }

  /**
   * Reads the span.
   *
   * @param withOrigin whether its attributes also say who sent it
   */
  SpanDraft draft(boolean withOrigin) {
    DIALECTS.forEach(dialect -> dialect.accept(reading));
    if (!events.isEmpty()) {
      readEvents();
    }
    reading.say(SpanField.KIND, reading.kind());
    reading.say(SpanField.NAME, name());
    outcome();
    Fields.Builder fields = models(reading.fields()).toBuilder();
    fields.set(SpanField.PARENT, Gemini.parent(span, reading.kind()));
    times(fields);
    fields.set(SpanField.EVENTS, array(events.stream().map(SpanMapping::event).toList()));
    fields.set(SpanField.LINKS, array(span.links().stream().map(SpanMapping::link).toList()));
    fields.set(SpanField.ATTRIBUTES, Json.text(rest(withOrigin)));
    return new SpanDraft(span.traceId(), span.spanId(), fields.build());
  }

  private String name() {
    return span.name().isBlank()
        ? attributes.text("gen_ai.operation.name", "mcp.method.name") == null
            ? reading.kind().word()
            : Texts.title(
                attributes.text("gen_ai.operation.name", "mcp.method.name"), reading.kind().word())
        : Texts.cut(span.name(), Limits.NAME);
  }

  /** Events that are messages or a tool's result become input and output. */
  private void readEvents() {
    OldMessages messages = new OldMessages();
    events.stream()
        .filter(event -> OldMessages.isMessage(event.name()))
        .forEach(event -> messages.add(event.name(), event.attributes()));
    if (messages.read(reading)) {
      events.removeIf(event -> OldMessages.isMessage(event.name()));
    }
    if (ClaudeCode.type(span.name(), attributes).equals("tool")) {
      events.removeIf(event -> event.name().equals("tool.output") && isRead(event));
    }
  }

  private boolean isRead(OtlpSpan.Event event) {
    boolean first = !reading.says(SpanField.OUTPUT);
    ClaudeCode.toolOutput(reading, event.attributes());
    return first && reading.says(SpanField.OUTPUT);
  }

  private void outcome() {
    boolean failed =
        span.status() == FAILED
            || (span.status() == UNSET && attributes.hasAny("error.type"))
            || reading.said(SpanField.STATUS) == SpanStatus.ERROR;
    if (failed) {
      OtlpSpan.Event exception = lastException();
      reading.say(SpanField.ERROR, exception == null ? error() : error(exception));
    }
  }

  private @Nullable SpanError error() {
    String type = attributes.text("error.type", "exception.type");
    String message =
        span.statusMessage().isBlank()
            ? attributes.text("error.message", "exception.message")
            : span.statusMessage();
    String stack = attributes.text("exception.stacktrace");
    return type == null && message == null && stack == null
        ? null
        : Errors.of(type, message, stack);
  }

  private SpanError error(OtlpSpan.Event exception) {
    Attributes said = new Attributes(exception.attributes());
    String message = said.text("exception.message");
    events.set(
        events.lastIndexOf(exception),
        new OtlpSpan.Event(exception.at(), exception.name(), without(exception.attributes())));
    return Errors.of(
        said.text("exception.type"),
        message == null && !span.statusMessage().isBlank() ? span.statusMessage() : message,
        said.text("exception.stacktrace"));
  }

  private OtlpSpan.@Nullable Event lastException() {
    for (int i = events.size() - 1; i >= 0; i--) {
      OtlpSpan.Event event = events.get(i);
      if (event.name().equals(EXCEPTION)
          && OF_EXCEPTIONS.stream().anyMatch(event.attributes().members()::containsKey)) {
        return event;
      }
    }
    return null;
  }

  private static JsonObject without(JsonObject exception) {
    JsonObject.Builder rest = JsonObject.builder();
    exception
        .members()
        .forEach((name, value) -> rest.put(name, OF_EXCEPTIONS.contains(name) ? null : value));
    return rest.build();
  }

  /** The model that was asked for is said beside only where another answered. */
  static Fields models(Fields fields) {
    String asked = fields.get(SpanField.REQUEST_MODEL);
    String answered = fields.get(SpanField.MODEL);
    Fields.Builder models = fields.toBuilder();
    if (asked != null && (answered == null || answered.equals(asked))) {
      models.set(SpanField.MODEL, asked).forget(SpanField.REQUEST_MODEL);
    }
    return models.build();
  }

  /** Status and times; a call whose own span tells its outcome keeps what that one said. */
  private void times(Fields.Builder fields) {
    boolean placed = Times.inRange(span.start());
    fields.set(SpanField.STARTED_AT, placed ? span.start() : null);
    if (span.end() == null) {
      fields.set(SpanField.STATUS, SpanStatus.RUNNING);
      return;
    }
    fields.set(SpanField.ENDED_AT, placed && Times.inRange(span.end()) ? span.end() : null);
    boolean failed =
        span.status() == FAILED || (span.status() == UNSET && attributes.hasAny("error.type"));
    if (failed) {
      fields.set(SpanField.STATUS, SpanStatus.ERROR);
    } else if (!reading.says(SpanField.STATUS) && !ClaudeCode.isCall(span.name(), attributes)) {
      fields.set(SpanField.STATUS, SpanStatus.OK);
    }
  }

  private static @Nullable JsonText array(List<JsonObject> elements) {
    return elements.isEmpty() ? null : Json.text(new JsonArray(List.copyOf(elements)));
  }

  private static JsonObject event(OtlpSpan.Event event) {
    return JsonObject.builder()
        .put("name", event.name())
        .put("at", Times.json(event.at()))
        .put("attributes", Documents.members(event.attributes(), IN_EVENTS))
        .build();
  }

  private static JsonObject link(OtlpSpan.Link link) {
    return JsonObject.builder()
        .put("trace_id", link.traceId().hex())
        .put("span_id", link.spanId().hex())
        .put("attributes", Documents.members(link.attributes(), IN_EVENTS))
        .build();
  }

  /** What no field says, and what OTLP has beside attributes; what was sent so is never hidden. */
  private JsonObject rest(boolean withOrigin) {
    JsonObject.Builder rest = JsonObject.builder();
    attributes.forEachLeft(
        (name, value) -> rest.put(name, Documents.bounded(value, IN_ATTRIBUTES)));
    JsonObject.Builder own = protocol();
    if (withOrigin) {
      origin().members().forEach(own::put);
    }
    own.build()
        .members()
        .forEach(
            (name, value) ->
                rest.put(attributes.members().containsKey(name) ? name + ".otlp" : name, value));
    return rest.build();
  }

  private JsonObject.Builder protocol() {
    JsonObject.Builder own = JsonObject.builder();
    if (span.kind() > INTERNAL && span.kind() < KINDS.size()) {
      own.put("otel.kind", KINDS.get(span.kind()));
    }
    if (span.name().length() > Limits.NAME) {
      own.put("otel.name", span.name());
    }
    boolean namesNoCall = Codex.isSender(span.origin()) || Gemini.isSender(span.origin());
    if (reading.kind() == SpanKind.LLM && namesNoCall) {
      own.put("spoor.named_by", "usage");
    }
    SpanError error = reading.said(SpanField.ERROR);
    boolean saysMessage = error != null && span.statusMessage().equals(error.message());
    return own.put("otel.trace_state", orNull(span.traceState()))
        .put("otel.status_description", saysMessage ? null : orNull(span.statusMessage()))
        .put("otel.scope.name", orNull(span.origin().scopeName()));
  }

  private JsonObject origin() {
    return JsonObject.builder()
        .put("otel.scope.version", orNull(span.origin().scopeVersion()))
        .put("otel.scope", orNull(Documents.members(span.origin().scope(), IN_EVENTS)))
        .put("resource", orNull(Documents.members(span.origin().resource(), IN_EVENTS)))
        .build();
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static @Nullable JsonValue orNull(JsonObject object) {
    return object.members().isEmpty() ? null : object;
  }
}
