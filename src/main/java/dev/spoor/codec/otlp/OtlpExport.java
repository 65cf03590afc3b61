package dev.spoor.codec.otlp;

import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.RunView;
import dev.spoor.codec.SpanView;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as an {@code ExportTraceServiceRequest} in JSON, whole but for its scores; {@link
 * SpoorSpans} reads it back. What the names mean is in {@link SpoorAttributes}.
 */
public final class OtlpExport {
  private static final int INTERNAL = 1;
  private static final int CLIENT = 3;
  private static final int OK = 1;
  private static final int ERROR = 2;

  private OtlpExport() {}

  /**
   * The request.
   *
   * @param spans all of the run, with payloads, in the order to show
   */
  public static JsonObject json(Run run, List<Span> spans) {
    SpanId root = run.rootSpanId();
    SpanId bearer = root == null && !spans.isEmpty() ? spans.get(0).spanId() : root;
    JsonArray written = JsonArray.of(spans, span -> span(span, run, root, bearer));
    String agent = run.agent();
    AttributeList program = new AttributeList();
    program.text("service.name", agent == null ? "spoor" : agent);
    JsonObject resource = JsonObject.builder().put("attributes", program.array()).build();
    JsonObject scope =
        JsonObject.builder()
            .put("name", SpoorAttributes.SCOPE)
            .put("version", SpoorAttributes.SCOPE_VERSION)
            .build();
    return inList(
        "resourceSpans",
        JsonObject.builder()
            .put("resource", resource)
            .put(
                "scopeSpans",
                new JsonArray(
                    List.of(
                        JsonObject.builder().put("scope", scope).put("spans", written).build())))
            .build());
  }

  private static JsonObject inList(String name, JsonObject only) {
    return JsonObject.builder().put(name, new JsonArray(List.of(only))).build();
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
    json.put("startTimeUnixNano", nanos(span.startedAt()));
    json.put("endTimeUnixNano", span.endedAt() == null ? null : nanos(span.endedAt()));
    if (isRoot) {
      attributes.truth(SpoorAttributes.ROOT);
    }
    if (span.spanId().equals(bearer)) {
      run(run, attributes);
    }
    fields(span, attributes);
    said(span, attributes, json);
    return json.put("attributes", attributes.array()).put("status", status(span)).build();
  }

  private static boolean isCall(Span span) {
    return span.kind().billed() || span.kind().callsTool();
  }

  private static String nanos(Instant time) {
    return Long.toString(
        Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano()));
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

  private static void run(Run run, AttributeList attributes) {
    JsonObject view = RunView.json(run, null);
    view.members()
        .forEach(
            (name, value) -> {
              if (SpoorAttributes.RUN_FIELDS.contains(name)) {
                attributes.value(SpoorAttributes.RUN + name, value);
              } else if (SpoorAttributes.RUN_OBJECTS.contains(name)
                  && !value.equals(JsonObject.EMPTY)) {
                attributes.json(SpoorAttributes.RUN + name, value);
              }
            });
    String session = view.text("session_id");
    if (session != null) {
      attributes.text(SpoorAttributes.CONVERSATION, session);
    }
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
  private static void said(Span span, AttributeList attributes, JsonObject.Builder json) {
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
    points(span.fields().get(SpanField.EVENTS), PointForm.EVENT, attributes, json);
    points(span.fields().get(SpanField.LINKS), PointForm.LINK, attributes, json);
  }

  private static void points(
      @Nullable JsonText stored,
      PointForm form,
      AttributeList attributes,
      JsonObject.Builder json) {
    if (stored == null || !(Json.trusted(stored) instanceof JsonArray array)) {
      return;
    }
    JsonArray exact = form.toOtlp(array);
    if (exact == null) {
      attributes.json(form.attribute(), array);
    } else {
      json.put(form.member(), exact);
    }
  }
}
