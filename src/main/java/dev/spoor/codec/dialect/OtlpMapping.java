package dev.spoor.codec.dialect;

import dev.spoor.codec.Times;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans as they are, whoever wrote them; log records are not kept. */
public final class OtlpMapping {
  private static final int ERROR = 2;

  /** The drafts of spans and their runs. */
  public Batch spans(List<OtlpSpan> spans) {
    Map<TraceId, RunDraft> runs = new LinkedHashMap<>();
    for (OtlpSpan span : spans) {
      if (span.parent() == null) {
        runs.put(span.traceId(), new RunDraft(span.traceId(), span.spanId(), Fields.NONE));
      }
    }
    return new Batch(
        List.copyOf(runs.values()), spans.stream().map(OtlpMapping::draft).toList(), List.of());
  }

  /** Nothing yet. */
  public Batch logs(List<OtlpLog> logs) {
    return Batch.ofSpans(List.of());
  }

  private static SpanDraft draft(OtlpSpan span) {
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.PARENT, span.parent())
            .set(SpanField.KIND, SpanKind.INTERNAL)
            .set(SpanField.NAME, span.name())
            .set(SpanField.STATUS, status(span))
            .set(SpanField.STARTED_AT, span.start())
            .set(SpanField.ENDED_AT, span.end())
            .set(SpanField.ATTRIBUTES, Json.text(span.attributes()));
    if (span.status() == ERROR) {
      fields.set(SpanField.ERROR, new SpanError(null, span.statusMessage(), null));
    }
    fields.set(SpanField.EVENTS, list(JsonArray.of(span.events(), OtlpMapping::event)));
    fields.set(SpanField.LINKS, list(JsonArray.of(span.links(), OtlpMapping::link)));
    return new SpanDraft(span.traceId(), span.spanId(), fields.build());
  }

  private static SpanStatus status(OtlpSpan span) {
    if (span.end() == null) {
      return SpanStatus.RUNNING;
    }
    return span.status() == ERROR ? SpanStatus.ERROR : SpanStatus.OK;
  }

  private static @Nullable JsonText list(JsonArray array) {
    return array.elements().isEmpty() ? null : Json.text(array);
  }

  private static JsonValue event(OtlpSpan.Event event) {
    return JsonObject.builder()
        .put("name", event.name())
        .put("at", Times.json(event.at()))
        .put("attributes", event.attributes())
        .build();
  }

  private static JsonValue link(OtlpSpan.Link link) {
    return JsonObject.builder()
        .put("trace_id", link.traceId().hex())
        .put("span_id", link.spanId().hex())
        .put("attributes", link.attributes())
        .build();
  }
}
