package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.SpanView;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.Wtf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One span with its texts, each of them wrapped as {@link Untrusted} and cut to what fits. */
final class SpanDetail {
  private static final List<String> TEXTS =
      List.of("input", "output", "error", "attributes", "events", "links");
  private static final PayloadCut NO_PAYLOADS = new PayloadCut(0, 0, "");
  private static final int LEAST_BYTES = 4;
  private static final int MOST_BYTES = 8_000;
  private static final int USUAL_BYTES = 4_000;

  private final Span span;
  private final Part part;

  SpanDetail(Span span, Part part) {
    this.span = span;
    this.part = part;
  }

  /**
   * Which of the span's texts to show, and how much.
   *
   * @param field the only one; null: the beginning of each
   * @param offset where to begin, in bytes
   * @param mostBytes of each text
   */
  record Part(@Nullable String field, long offset, int mostBytes) {
    /** As much of each as fits. */
    static final Part ALL = new Part(null, 0, MOST_BYTES);

    /** As an agent asks for it. */
    static Part of(Arguments arguments, long offset) {
      String field = arguments.word("field", Part::known, TEXTS).value();
      long most =
          arguments
              .whole("max_bytes", LEAST_BYTES, Integer.MAX_VALUE, USUAL_BYTES)
              .or((long) USUAL_BYTES);
      return new Part(field, field == null ? 0 : offset, (int) Math.min(most, MOST_BYTES));
    }

    private static Optional<String> known(String word) {
      return TEXTS.stream().filter(word::equals).findFirst();
    }

    boolean shows(String name) {
      return field == null || field.equals(name);
    }
  }

  /** As much of the span as was asked for and fits. */
  ToolResult answer() {
    Map<String, byte[]> texts = texts();
    return AnswerSize.largest(part.mostBytes(), most -> answer(texts, most));
  }

  private ToolResult answer(Map<String, byte[]> texts, int mostBytes) {
    JsonObject.Builder structured = facts();
    List<String> leftOut = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    lines.add(SpanRow.text(span));
    texts.forEach(
        (name, whole) -> {
          if (!part.shows(name)) {
            leftOut.add(name + ": pass field \"" + name + "\"");
            return;
          }
          Untrusted piece = Untrusted.of(span.spanId(), whole, part.offset(), mostBytes);
          structured.put(name, piece.json());
          lines.add(name + ": " + piece.json().write());
          if (piece.cut()) {
            leftOut.add(piece.rest(name));
          }
        });
    pruned("input", span.input(), span.inputBytes()).ifPresent(leftOut::add);
    pruned("output", span.output(), span.outputBytes()).ifPresent(leftOut::add);
    structured.put("left_out", JsonArray.ofTexts(leftOut));
    lines.add(leftOut.isEmpty() ? "nothing left out" : "left out: " + String.join("; ", leftOut));
    return ToolResult.of(structured.build(), String.join("\n", lines));
  }

  /** What is said of a payload that is there no more. */
  private static Optional<String> pruned(String name, @Nullable Payload payload, long bytes) {
    return payload == null && bytes >= 0
        ? Optional.of("%s: pruned, %d bytes".formatted(name, bytes))
        : Optional.empty();
  }

  /** All that there is but the texts. */
  private JsonObject.Builder facts() {
    JsonObject.Builder facts =
        JsonObject.builder()
            .put("view", GetTraceTool.View.SPAN.word())
            .put("run_id", span.traceId().runId());
    SpanView.json(span, NO_PAYLOADS)
        .members()
        .forEach((name, value) -> facts.put(name, TEXTS.contains(name) ? null : shortened(value)));
    return facts;
  }

  /** The value, with a string cut as labels are. */
  static JsonValue shortened(JsonValue value) {
    return value instanceof JsonString text
        ? new JsonString(AnswerSize.label(text.value()))
        : value;
  }

  private Map<String, byte[]> texts() {
    Map<String, byte[]> texts = new LinkedHashMap<>();
    put(texts, "input", payload(span.input()));
    put(texts, "output", payload(span.output()));
    put(texts, "error", error(span.error()));
    put(texts, "attributes", json(span.fields().get(SpanField.ATTRIBUTES)));
    put(texts, "events", json(span.fields().get(SpanField.EVENTS)));
    put(texts, "links", json(span.fields().get(SpanField.LINKS)));
    return texts;
  }

  private static void put(Map<String, byte[]> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, Wtf8.encode(text));
    }
  }

  /** The characters. */
  static @Nullable String payload(@Nullable Payload payload) {
    return payload == null ? null : payload.text();
  }

  private static @Nullable String json(@Nullable JsonText json) {
    return json == null ? null : json.text();
  }

  /** Type, message and stack, one a line. */
  static @Nullable String error(@Nullable SpanError error) {
    return error == null
        ? null
        : Stream.of(error.type(), error.message(), error.stack())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
  }
}
