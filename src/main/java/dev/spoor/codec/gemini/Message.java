package dev.spoor.codec.gemini;

import dev.spoor.codec.Times;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message record as it was last written.
 *
 * @param id names it in its session
 * @param json all of it
 */
record Message(String id, JsonObject json) {
  /** What the user types to the program and not to the model, and what the program puts in. */
  private static final List<String> NOT_ASKED =
      List.of("/", "?", "<session_context>", "<hook_context>");

  /**
   * The message as this later writing of it leaves it. What is written anew when a session is
   * resumed lacks tokens and calls of tools, and has the time of writing.
   */
  Message over(Message earlier) {
    Map<String, JsonValue> all = new LinkedHashMap<>(earlier.json.members());
    all.putAll(json.members());
    JsonValue time = earlier.json.get("timestamp");
    if (time != null) {
      all.put("timestamp", time);
    }
    return new Message(id, new JsonObject(all));
  }

  /** {@code user}, {@code gemini}, {@code info}, {@code error} or {@code warning}. */
  String type() {
    return Objects.requireNonNullElse(json.text("type"), "");
  }

  boolean is(String type) {
    return type().equals(type);
  }

  /** When it was written; null when it does not say. */
  @Nullable Instant time() {
    return time(json);
  }

  /** When a record was written; null when it does not say. */
  static @Nullable Instant time(JsonObject record) {
    String timestamp = record.text("timestamp");
    Optional<Instant> time = timestamp == null ? Optional.empty() : Times.parse(timestamp);
    return time.filter(Times::inRange).orElse(null);
  }

  /** What was said; null when nothing was. */
  @Nullable JsonValue content() {
    return json.get("content");
  }

  /** What was said as one text; empty without any. */
  String words() {
    return words(content());
  }

  private static String words(@Nullable JsonValue content) {
    if (content instanceof JsonString string) {
      return string.value();
    } else if (content instanceof JsonArray array) {
      StringBuilder words = new StringBuilder();
      array.elements().forEach(part -> words.append(words(part)));
      return words.toString();
    } else if (content instanceof JsonObject part && part.get("thought") == null) {
      return Objects.requireNonNullElse(part.text("text"), "");
    }
    return "";
  }

  /** Whether a person asks the model for something, which begins a turn. */
  boolean asks() {
    String words = words().strip();
    boolean said = !words.isEmpty() || (content() instanceof JsonArray parts && isMedia(parts));
    return is("user") && said && NOT_ASKED.stream().noneMatch(words::startsWith);
  }

  private static boolean isMedia(JsonArray parts) {
    return parts.elements().stream()
        .anyMatch(
            part ->
                part instanceof JsonObject object
                    && (object.get("inlineData") != null || object.get("fileData") != null));
  }

  /** The tools that the model called with it. */
  List<JsonObject> toolCalls() {
    return json.array("toolCalls").elements().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }
}
