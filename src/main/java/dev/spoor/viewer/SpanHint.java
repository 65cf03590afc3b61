package dev.spoor.viewer;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a span was about in a few words, taken from its payloads word by word. */
final class SpanHint {
  private static final int MOST_CHARACTERS = 120;
  private static final int MOST_READ_CHARACTERS = 1 << 20;

  /** Members that say most about a call, the first that is there. */
  private static final List<String> TELLING =
      List.of(
          "command",
          "file_path",
          "notebook_path",
          "path",
          "pattern",
          "query",
          "url",
          "description",
          "subject",
          "prompt",
          "text",
          "content");

  /** Members that say what something is and not what it is about. */
  private static final Set<String> NAMELESS =
      Set.of("type", "id", "role", "tool_use_id", "tool_call_id", "call_id", "thinking");

  private static final Set<String> PATHS = Set.of("file_path", "notebook_path");

  private SpanHint() {}

  /**
   * The hint, with which try it was when it was not the first; empty when there is nothing to say.
   *
   * @param span with its payloads
   */
  static String of(Span span) {
    Payload said =
        switch (span.kind()) {
          case LLM -> span.output();
          default -> span.input() == null ? span.output() : span.input();
        };
    String words = said == null ? "" : shortened(words(said));
    long attempt = span.fields().get(SpanField.ATTEMPT, 1L);
    return attempt > 1 ? "try %d %s".formatted(attempt, words).strip() : words;
  }

  private static String words(Payload payload) {
    if (payload.form() != Payload.Form.JSON || payload.text().length() > MOST_READ_CHARACTERS) {
      return payload.form() == Payload.Form.BASE64 ? "" : payload.text();
    }
    try {
      String found = words(Json.read(payload.text()));
      return found == null ? "" : found;
    } catch (JsonReadException e) {
      throw new IllegalStateException("a stored payload is no JSON: " + e.getMessage(), e);
    }
  }

  private static @Nullable String words(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.value().isBlank() ? null : string.value();
    } else if (value instanceof JsonArray array) {
      return last(array);
    }
    return value instanceof JsonObject object ? words(object) : null;
  }

  /** Of several messages or parts the last one that is plain text says what is new. */
  private static @Nullable String last(JsonArray array) {
    String fallback = null;
    for (int i = array.elements().size() - 1; i >= 0; i--) {
      JsonValue element = array.elements().get(i);
      String found = words(element);
      if (found != null && isText(element)) {
        return found;
      }
      fallback = fallback == null ? found : fallback;
    }
    return fallback;
  }

  private static boolean isText(JsonValue element) {
    return !(element instanceof JsonObject object)
        || object.get("text") != null
        || object.get("role") != null;
  }

  private static @Nullable String words(JsonObject object) {
    for (String name : TELLING) {
      JsonValue member = object.get(name);
      String found = member == null ? null : words(member);
      if (found != null) {
        return PATHS.contains(name) ? found.substring(found.lastIndexOf('/') + 1) : found;
      }
    }
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      if (!NAMELESS.contains(member.getKey())
          && member.getValue() instanceof JsonString string
          && !string.value().isBlank()) {
        return string.value();
      }
    }
    int todos = object.array("todos").elements().size();
    return todos == 0 ? null : todos + " items";
  }

  private static String shortened(String text) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    return line.length() <= MOST_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS / 2)) + "\u2026";
  }
}
