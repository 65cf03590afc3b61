package dev.spoor.codec.otlp;

import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.SpanView;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs as an {@code ExportTraceServiceRequest} in JSON, scores included; {@link SpoorSpans} reads
 * it back. What the names mean is in {@link SpoorAttributes}.
 */
public final class OtlpExport {
  private static final int INTERNAL = 1;
  private static final int CLIENT = 3;
  private static final int OK = 1;
  private static final int ERROR = 2;

  private OtlpExport() {}

  /**
   * The request with one whole run.
   *
   * @param spans all of the run, with payloads, in the order to show
   */
  public static JsonObject json(Run run, List<Span> spans) {
    return request(List.of(part(run, spans, List.of())));
  }

  /** The request with these parts, each of one run. */
  public static JsonObject request(List<JsonObject> parts) {
    return JsonObject.builder().put("resourceSpans", new JsonArray(List.copyOf(parts))).build();
  }

  /**
   * Spans of a run. What is said of the run itself, and its scores, are with its root, or, while
   * nobody knows the root, with the first of these spans.
   *
   * @param spans with payloads, in the order to show
   * @param via the ids of the stores that pass them on; none for what a person takes elsewhere
   */
  public static JsonObject part(Run run, List<Span> spans, List<String> via) {
    SpanId root = run.rootSpanId();
    SpanId bearer = root == null && !spans.isEmpty() ? spans.get(0).spanId() : root;
    JsonArray written = JsonArray.of(spans, span -> span(span, run, root, bearer));
    String agent = run.agent();
    AttributeList program = new AttributeList();
    program.text("service.name", agent == null ? "spoor" : agent);
    program.value(SpoorAttributes.VIA, JsonArray.ofTexts(via));
    JsonObject resource = JsonObject.builder().put("attributes", program.array()).build();
    JsonObject scope =
        JsonObject.builder()
            .put("name", SpoorAttributes.SCOPE)
            .put("version", SpoorAttributes.SCOPE_VERSION)
            .build();
    JsonObject scopeSpans = JsonObject.builder().put("scope", scope).put("spans", written).build();
    return JsonObject.builder()
        .put("resource", resource)
        .put("scopeSpans", new JsonArray(List.of(scopeSpans)))
        .build();
  }

  /** All that the root tells of its run, as text that differs when something of it does. */
  public static String toldOf(Run run) {
    AttributeList words = new AttributeList();
    RunWords.add(run, words);
    return words.array().write() + new JsonArray(RunWords.scores(run)).write();
  }

  private static JsonObject span(
      Span span, Run run, @Nullable SpanId root, @Nullable SpanId bearer) {
    boolean isRoot = span.spanId().equals(root);
    AttributeList attributes = new AttributeList();
    JsonObject.Builder json =
        JsonObject.builder()
            .put("traceId", span.traceId().hex())
            .put("spanId", span.spanId().hex());
    SpanId parent = span.parent();
    if (parent == null && !isRoot && root != null) {
      parent = root;
      attributes.truth(SpoorAttributes.PARENT_IMPLIED);
    }
    json.put("parentSpanId", parent == null ? null : parent.hex());
    json.put("name", span.name());
    json.put("kind", isCall(span) ? CLIENT : INTERNAL);
    json.put("startTimeUnixNano", Nanos.text(span.startedAt()));
    Instant end = end(span, run);
    json.put("endTimeUnixNano", end == null ? null : Nanos.text(end));
    if (isRoot) {
      attributes.truth(SpoorAttributes.ROOT);
    }
    boolean bears = span.spanId().equals(bearer);
    if (bears) {
      RunWords.add(run, attributes);
    } else if (run.status() == RunStatus.ABANDONED) {
      RunWords.addAbandoned(run, attributes);
    }
    fields(span, attributes);
    said(span, attributes, json, bears ? RunWords.scores(run) : List.of());
    return json.put("attributes", attributes.array()).put("status", status(span)).build();
  }

  private static boolean isCall(Span span) {
    return span.kind().billed() || span.kind().callsTool();
  }

  /** Other readers want an end of what will have none any more. */
  private static @Nullable Instant end(Span span, Run run) {
    Instant end = span.endedAt();
    if (end != null || run.status() == RunStatus.RUNNING) {
      return end;
    }
    Instant last = run.totals().lastSignAt();
    return last.isAfter(span.startedAt()) ? last : span.startedAt();
  }

  private static JsonObject status(Span span) {
    SpanError error = span.error();
    JsonObject.Builder status = JsonObject.builder();
    if (span.status() == SpanStatus.ERROR || error != null) {
      status.put("code", ERROR).put("message", error == null ? null : error.message());
    } else if (span.status() == SpanStatus.OK) {
      status.put("code", OK);
    }
    return status.build();
  }

  private static void fields(Span span, AttributeList attributes) {
    JsonObject view = SpanView.json(span, PayloadCut.NONE);
    SpoorAttributes.SPAN_FIELDS.forEach(
        (name, attribute) -> attributes.value(attribute, view.get(name)));
    attributes.text(SpoorAttributes.OPERATION, operation(span));
    String reason = span.fields().get(SpanField.FINISH_REASON);
    if (reason != null) {
      attributes.value(SpoorAttributes.FINISH_REASONS, JsonArray.ofTexts(List.of(reason)));
    }
    payload(span.input(), SpoorAttributes.INPUT, SpoorAttributes.INPUT_FORM, attributes);
    payload(span.output(), SpoorAttributes.OUTPUT, SpoorAttributes.OUTPUT_FORM, attributes);
    if (span.usage() != null) {
      JsonObject usage = view.object("usage");
      attributes.json(SpoorAttributes.USAGE, usage);
      SpoorAttributes.COUNTERS.forEach(
          (name, attribute) -> attributes.value(attribute, usage.get(name)));
    }
    SpanError error = span.error();
    if (error != null) {
      attributes.text(SpoorAttributes.ERROR_TYPE, error.type());
      attributes.text(SpoorAttributes.ERROR_MESSAGE, error.message());
      attributes.text(SpoorAttributes.ERROR_STACK, error.stack());
    }
  }

  private static @Nullable String operation(Span span) {
    return switch (span.kind()) {
      case AGENT -> "invoke_agent";
      case LLM -> "chat";
      case TOOL, MCP -> "execute_tool";
      case EMBEDDING -> "embeddings";
      default -> null;
    };
  }

  private static void payload(
      @Nullable Payload payload, String name, String formName, AttributeList attributes) {
    if (payload != null) {
      attributes.text(name, payload.text());
      if (payload.form() != Payload.Form.TEXT) {
        attributes.text(formName, payload.form().name().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Attributes, events and links: as they are where OTLP has them, else as JSON text. */
  private static void said(
      Span span, AttributeList attributes, JsonObject.Builder json, List<JsonValue> scores) {
    JsonText own = span.fields().get(SpanField.ATTRIBUTES);
    if (own != null && Json.trusted(own) instanceof JsonObject object) {
      boolean clear = object.members().keySet().stream().noneMatch(SpoorAttributes::isField);
      List<JsonValue> exact = clear && !object.members().isEmpty() ? ValueJson.exact(object) : null;
      if (exact == null) {
        attributes.json(SpoorAttributes.ATTRIBUTES, object);
      } else {
        attributes.addAll(exact);
      }
    }
    List<JsonValue> events = new ArrayList<>(scores);
    events.addAll(
        points(span.fields().get(SpanField.EVENTS), PointForm.EVENT, attributes).elements());
    JsonArray links = points(span.fields().get(SpanField.LINKS), PointForm.LINK, attributes);
    json.put("events", events.isEmpty() ? null : new JsonArray(events));
    json.put("links", links.elements().isEmpty() ? null : links);
  }

  /** The points that OTLP has a place for; where one of them has none, all go to the attributes. */
  private static JsonArray points(
      @Nullable JsonText stored, PointForm form, AttributeList attributes) {
    if (stored == null || !(Json.trusted(stored) instanceof JsonArray array)) {
      return JsonArray.EMPTY;
    }
    JsonArray exact = form.toOtlp(array);
    if (exact == null) {
      attributes.json(form.attribute(), array);
    }
    return exact == null ? JsonArray.EMPTY : exact;
  }
}
