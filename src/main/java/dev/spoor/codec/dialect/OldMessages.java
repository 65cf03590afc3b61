package dev.spoor.codec.dialect;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that came one event each, as GenAI had them up to 1.36: {@code gen_ai.user.message} and
 * its like, and {@code gen_ai.choice}. Not thread-safe.
 */
final class OldMessages {
  private static final Map<String, String> ROLES =
      Map.of(
          "gen_ai.system.message", "system",
          "gen_ai.user.message", "user",
          "gen_ai.assistant.message", "assistant",
          "gen_ai.tool.message", "tool");

  private static final String CHOICE = "gen_ai.choice";
  private static final String PROMPT = "gen_ai.content.prompt";
  private static final String COMPLETION = "gen_ai.content.completion";

  /** Attributes that name the event, and are no part of what was said. */
  private static final Set<String> ENVELOPE =
      Set.of("event.name", "gen_ai.system", "gen_ai.provider.name", "gen_ai.message.index");

  private final List<JsonValue> input = new ArrayList<>();
  private final List<JsonValue> output = new ArrayList<>();
  private @Nullable JsonValue prompt;
  private @Nullable JsonValue completion;

  /** Whether an event of that name is a message. */
  static boolean isMessage(String event) {
    return ROLES.containsKey(event)
        || event.equals(CHOICE)
        || event.equals(PROMPT)
        || event.equals(COMPLETION);
  }

  /** Messages of an array whose elements name their event. */
  static OldMessages of(JsonValue events) {
    OldMessages messages = new OldMessages();
    if (events instanceof JsonArray array) {
      for (JsonValue event : array.elements()) {
        if (event instanceof JsonObject object) {
          String name = object.text("event.name");
          messages.add(name == null ? "gen_ai.user.message" : name, object);
        }
      }
    }
    return messages;
  }

  /** One more message, in the order of time. */
  void add(String event, JsonObject said) {
    if (event.equals(PROMPT)) {
      prompt = Documents.of(said.get("gen_ai.prompt"));
    } else if (event.equals(COMPLETION)) {
      completion = Documents.of(said.get("gen_ai.completion"));
    } else if (event.equals(CHOICE)) {
      output.add(message("assistant", said));
    } else {
      input.add(message(ROLES.getOrDefault(event, "user"), said));
    }
  }

  private static JsonObject message(String role, JsonObject said) {
    JsonObject.Builder message = JsonObject.builder().put("role", role);
    said.members()
        .forEach(
            (name, value) -> {
              JsonValue read = Documents.of(value);
              if (!ENVELOPE.contains(name) && read != null) {
                message.put(
                    name,
                    name.equals("content") && value instanceof JsonString text
                        ? text
                        : Documents.bounded(read, 8));
              }
            });
    return message.build();
  }

  /**
   * Says them as input and output.
   *
   * @return whether there was anything to say, and nothing else had been said before
   */
  boolean read(SpanReading span) {
    boolean news = !span.says(SpanField.INPUT) && !span.says(SpanField.OUTPUT);
    if (!input.isEmpty()) {
      span.payload(SpanField.INPUT, new JsonArray(input));
    }
    if (!output.isEmpty()) {
      span.payload(SpanField.OUTPUT, new JsonArray(output));
    }
    span.payload(SpanField.INPUT, prompt);
    span.payload(SpanField.OUTPUT, completion);
    return news && (span.says(SpanField.INPUT) || span.says(SpanField.OUTPUT));
  }
}
