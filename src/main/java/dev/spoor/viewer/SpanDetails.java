package dev.spoor.viewer;

import dev.spoor.codec.PayloadCut;
import dev.spoor.codec.SpanView;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one span: {@code {span, input, output, earlier_messages}}. A payload is {@code
 * {form, text, bytes, truncated, url}}, its text as it is stored, so that no digit of a number is
 * lost on the way through the browser.
 */
final class SpanDetails {
  private static final int MOST_CHARACTERS = 256 << 10;
  private static final int MOST_COMPARED_CHARACTERS = 4 << 20;

  private SpanDetails() {}

  /**
   * The answer.
   *
   * @param span with its payloads
   * @param previous the call of a model before this one, with its payloads; null when there is none
   */
  static JsonObject json(Span span, @Nullable Span previous) {
    Payload input = span.input();
    Payload output = span.output();
    return JsonObject.builder()
        .put("span", SpanView.json(withoutPayloads(span), PayloadCut.NONE))
        .put("input", shown(span, "input", input, span.inputBytes()))
        .put("output", shown(span, "output", output, span.outputBytes()))
        .put("earlier_messages", previous == null ? 0 : sentBefore(input, previous.input()))
        .build();
  }

  private static Span withoutPayloads(Span span) {
    return new Span(
        span.traceId(),
        span.spanId(),
        span.fields().without(SpanField.INPUT).without(SpanField.OUTPUT),
        span.cost(),
        span.lane(),
        span.sequence(),
        span.call(),
        span.redactions(),
        -1,
        -1);
  }

  private static @Nullable JsonObject shown(
      Span span, String side, @Nullable Payload payload, long bytes) {
    if (payload != null) {
      return payload(span, side, payload, bytes);
    }
    return bytes < 0 ? null : payload(span, side, prunedNote(bytes), bytes);
  }

  /** What stands in the place of a payload that was pruned. */
  private static Payload prunedNote(long bytes) {
    return Payload.text(String.format(Locale.ROOT, "pruned, %,d bytes", bytes));
  }

  private static JsonObject payload(Span span, String side, Payload payload, long bytes) {
    boolean whole = payload.text().length() <= MOST_CHARACTERS;
    return JsonObject.builder()
        .put("form", payload.form().name().toLowerCase(Locale.ROOT))
        .put("text", whole ? payload.text() : beginning(payload.text()))
        .put("bytes", bytes)
        .put("truncated", !whole)
        .put("url", "/api/spans/" + span.traceId() + "/" + span.spanId() + "/" + side)
        .build();
  }

  private static String beginning(String text) {
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
    return text.substring(0, splitsPair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
  }

  /** How many messages at the beginning of an input stood there in an earlier one, too. */
  static int sentBefore(@Nullable Payload input, @Nullable Payload earlier) {
    List<JsonValue> now = messages(input);
    List<JsonValue> before = messages(earlier);
    int same = 0;
    while (same < now.size() && same < before.size() && now.get(same).equals(before.get(same))) {
      same++;
    }
    return same;
  }

  private static List<JsonValue> messages(@Nullable Payload payload) {
    if (payload == null
        || payload.form() != Payload.Form.JSON
        || payload.text().length() > MOST_COMPARED_CHARACTERS) {
      return List.of();
    }
    try {
      JsonValue value = Json.read(payload.text());
      if (value instanceof JsonArray array) {
        return array.elements();
      }
      return value instanceof JsonObject object ? object.array("messages").elements() : List.of();
    } catch (JsonReadException e) {
      throw new IllegalStateException("a stored payload is no JSON: " + e.getMessage(), e);
    }
  }
}
