package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that {@link ExportJson} wrote, read back, so that it is elsewhere what it was. What follows
 * from its spans (totals, computed costs, flags) is worked out again where it is stored.
 *
 * @param run what is said of it beside its spans
 * @param spans its root among them, in the order written
 * @param scores its grades
 * @param leftOut what is not in the export any more, in words
 */
public record ExportedRun(
    RunDraft run, List<SpanDraft> spans, List<Score> scores, List<String> leftOut) {
  private static final String SHAPE =
      "{\"trace\": {...}, \"spans\": [...], \"evaluations\": [...]}, which `spoor export RUN` writes";
  private static final Set<String> CUT = Set.of("truncated", "bytes", "form", "text", "url");
  private static final Set<String> PRUNED = Set.of("pruned", "bytes");
  private static final List<String> BYTES = List.of("encoding", "data");

  /** Copies the lists. */
  public ExportedRun {
    spans = List.copyOf(spans);
    scores = List.copyOf(scores);
    leftOut = List.copyOf(leftOut);
  }

  /** Reads an export; anything else, and one with payloads that were cut, is {@link BadInput}. */
  public static ExportedRun read(byte[] json) {
    JsonObject export = object(json);
    if (!(export.get("trace") instanceof JsonObject)) {
      throw noExport(export);
    }
    Arguments whole = Arguments.of(export, new Warnings());
    Arguments trace = whole.inside("trace", "{\"trace_id\": \"...\"}").required();
    TraceId traceId = trace.traceId("trace_id").required();
    List<String> leftOut = new ArrayList<>();
    List<SpanDraft> spans = new ArrayList<>();
    for (Arguments span :
        whole.each("spans", Integer.MAX_VALUE, "[{\"span_id\": \"...\"}]").required()) {
      spans.add(span(span, traceId, leftOut));
    }
    if (spans.isEmpty()) {
      throw BadInput.of("spans", "must hold at least one span").example(SHAPE);
    }
    List<Score> scores = new ArrayList<>();
    for (Arguments score : whole.each("evaluations", Integer.MAX_VALUE, "[]").or(List.of())) {
      scores.add(ScoreJson.exported(score, traceId));
    }
    RunDraft run = new RunDraft(traceId, trace.spanId("root_span_id").value(), said(trace));
    return new ExportedRun(run, spans, scores, leftOut);
  }

  private static JsonObject object(byte[] json) {
    try {
      JsonValue value = Json.read(json);
      if (value instanceof JsonObject object) {
        return object;
      }
      throw BadInput.of("a run", "must be a JSON object").got(value.shape()).example(SHAPE);
    } catch (JsonReadException e) {
      throw BadInput.of("a run", "must be JSON (" + e.getMessage() + ")").example(SHAPE);
    }
  }

  private static BadInput noExport(JsonObject other) {
    return other.get("traces") != null
        ? BadInput.of("traces", "is a list of runs without their spans").example(SHAPE)
        : BadInput.of("trace", "is missing").example(SHAPE);
  }

  /** What was said of the run; that it was given up is said of it too. */
  private static Fields said(Arguments trace) {
    Fields said = RunJson.fields(trace);
    return RunStatus.ABANDONED.word().equals(trace.json().text("status"))
        ? said.with(RunField.ABANDONED_AT, trace.time("ended_at").required())
        : said;
  }

  private static SpanDraft span(Arguments span, TraceId traceId, List<String> leftOut) {
    SpanId spanId = span.spanId("span_id").required();
    SpanDraft draft = SpanJson.draft(span, traceId, new GivenIds(traceId, spanId));
    BadInput missing = SpanJson.missingOfNew(draft);
    if (missing != null) {
      throw BadInput.of(span.path(), "must say what every span has: " + missing.getMessage())
          .example(SHAPE);
    }
    Fields.Builder fields = draft.fields().toBuilder();
    for (Field<Payload> field : List.of(SpanField.INPUT, SpanField.OUTPUT)) {
      // Forgotten first: what was pruned there is not to be cleared here.
      fields.forget(field).set(field, payload(span, spanId, field.name(), leftOut));
    }
    return draft.withFields(fields.build());
  }

  private static @Nullable Payload payload(
      Arguments span, SpanId spanId, String name, List<String> leftOut) {
    JsonValue value = span.json().get(name);
    if (!(value instanceof JsonObject object)) {
      return value == null ? null : PayloadJson.read(value);
    }
    Set<String> members = object.members().keySet();
    String size = object.get("bytes") instanceof JsonNumber bytes ? bytes.literal() : "";
    if (members.equals(CUT) && !size.isEmpty()) {
      throw BadInput.of(span.path() + "." + name, "is cut, and must be whole")
          .got("the beginning of the %s of span %s, of %s bytes".formatted(name, spanId, size))
          .example("`spoor export RUN` writes payloads whole, whatever their size");
    } else if (members.equals(PRUNED) && !size.isEmpty()) {
      leftOut.add(
          "the %s of span %s (%s bytes) was pruned where the run was exported"
              .formatted(name, spanId, size));
      return null;
    }
    return isBytes(object)
        ? new Payload(Payload.Form.BASE64, String.valueOf(object.text("data")))
        : PayloadJson.read(value);
  }

  /** As {@link PayloadJson} writes bytes. */
  private static boolean isBytes(JsonObject object) {
    return List.copyOf(object.members().keySet()).equals(BYTES)
        && "base64".equals(object.text("encoding"))
        && object.get("data") instanceof JsonString;
  }

  /**
   * All of it, in batches that keep no other writer waiting for long.
   *
   * @param mostSpans in each
   */
  public List<Batch> batches(int mostSpans) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < spans.size(); from += mostSpans) {
      int to = Math.min(from + mostSpans, spans.size());
      List<Score> last = to == spans.size() ? scores : List.of();
      batches.add(new Batch(List.of(run), spans.subList(from, to), last));
    }
    return batches;
  }

  /** The ids that a span has. */
  private record GivenIds(TraceId traceId, SpanId spanId) implements NewIds {}
}
