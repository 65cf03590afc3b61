package dev.spoor.bench;

import dev.spoor.bench.History.Step;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the calls of one lane: each model call is sent every message before it. */
final class Conversation {
  private static final String HEAD = "{\"model\":\"sample\",\"max_tokens\":32000,\"messages\":[";

  private final String lane;
  private final List<Step> steps = new ArrayList<>();
  private final StringBuilder messages = new StringBuilder();
  private final List<String> heard = new ArrayList<>();
  private final Deque<String> toolInputs = new ArrayDeque<>();
  private final List<JsonValue> parts = new ArrayList<>();
  private String part = "";
  private int turns;

  Conversation(String lane) {
    this.lane = lane;
  }

  /** A message to the model; its tool output when it carries one. */
  void hear(JsonObject message, @Nullable String toolOutput) {
    flush();
    String input = toolInputs.poll();
    if (input != null && toolOutput != null) {
      steps.add(new Step(lane, false, input, List.of(), toolOutput));
    }
    add(Json.text(message).text());
  }

  private void add(String message) {
    messages.append(messages.isEmpty() ? "" : ",").append(message);
    heard.add(message);
  }

  /** The model's answer to everything heard so far. */
  void answer(JsonObject message) {
    flush();
    answer(Json.text(message).text());
  }

  private void answer(String message) {
    steps.add(new Step(lane, true, HEAD + messages + "]}", List.copyOf(heard), message));
    heard.clear();
    turns++;
    add(message);
    heard.clear();
  }

  /** A part of an answer that comes in several lines with the same id. */
  void part(String id, JsonValue content) {
    if (!id.equals(part)) {
      flush();
      part = id;
    }
    if (content instanceof JsonArray blocks) {
      parts.addAll(blocks.elements());
    } else if (content instanceof JsonString) {
      parts.add(content);
    }
  }

  /** The answer whose parts were collected is whole. */
  void flush() {
    if (parts.isEmpty()) {
      return;
    }
    List<JsonValue> blocks = List.copyOf(parts);
    parts.clear();
    part = "";
    answer(
        Json.text(
                JsonObject.builder()
                    .put("role", "assistant")
                    .put("content", new JsonArray(blocks))
                    .build())
            .text());
    for (JsonValue block : blocks) {
      if (block instanceof JsonObject use && "tool_use".equals(use.text("type"))) {
        tool(use.object("input"), null);
      }
    }
  }

  /** A tool is called; with its output, or the next message that is heard brings it. */
  void tool(JsonValue input, @Nullable String output) {
    String text = Json.text(input).text();
    if (output == null) {
      toolInputs.add(text);
    } else {
      steps.add(new Step(lane, false, text, List.of(), output));
    }
  }

  boolean isWaiting() {
    return !toolInputs.isEmpty();
  }

  /** The conversation begins anew, as after a compaction. */
  void restart() {
    flush();
    messages.setLength(0);
    heard.clear();
    toolInputs.clear();
  }

  /** Does what another conversation did, after what this one holds. */
  void replay(Step step) {
    if (step.llm()) {
      step.heard().forEach(this::add);
      answer(step.output());
    } else {
      steps.add(new Step(lane, false, step.input(), List.of(), step.output()));
    }
  }

  int bytes() {
    return messages.length();
  }

  int turns() {
    return turns;
  }

  /** The steps since the last time. */
  List<Step> taken() {
    List<Step> taken = List.copyOf(steps);
    steps.clear();
    return taken;
  }

  History history(String name) {
    flush();
    return new History(name, taken());
  }
}
