package dev.spoor.codec.codex;

import dev.spoor.codec.session.Oddities;
import dev.spoor.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that the threads of one session called, by the ids of the calls. */
final class ToolCalls {
  private final Oddities oddities;
  private final Map<String, ToolCall> byId = new HashMap<>();

  ToolCalls(Oddities oddities) {
    this.oddities = oddities;
  }

  Oddities oddities() {
    return oddities;
  }

  /**
   * A tool is called.
   *
   * @param place names the call where it has no id
   * @return null when the call is known already
   */
  @Nullable ToolCall begin(JsonObject item, Instant at, String place) {
    String id = item.text("call_id") == null ? item.text("id") : item.text("call_id");
    if (id != null && byId.containsKey(id)) {
      oddities.add("second call of one id");
      return null;
    }
    ToolCall tool = new ToolCall(item, id == null ? "tool\n" + place : id, at);
    if (id != null) {
      byId.put(id, tool);
    }
    return tool;
  }

  /** A tool answers. */
  void answer(JsonObject item, Instant at) {
    String id = item.text("call_id");
    ToolCall tool = id == null ? null : byId.get(id);
    if (tool == null) {
      oddities.add("tool output without its call");
    } else if (!tool.isOpen()) {
      oddities.add("second output of one call");
    } else {
      tool.answer(at, item);
    }
  }

  /** The call of an event; null when it names none that is known. */
  @Nullable ToolCall of(JsonObject event) {
    String id = event.text("call_id");
    return id == null ? null : byId.get(id);
  }

  /** The call that began a thread; null when none is known. */
  @Nullable ToolCall beginner(String thread) {
    return byId.values().stream()
        .filter(tool -> thread.equals(tool.agentThread()))
        .findFirst()
        .orElse(null);
  }
}
