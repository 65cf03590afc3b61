package dev.spoor.codec.codex;

import dev.spoor.codec.session.FirstLine;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of users and of the model. Codex writes most of them twice, as an item of the model's
 * API and as an event of its own, in either order; a second writing of the same words is no second
 * message.
 */
final class Words {
  private static final String REQUEST = "## My request for Codex:";

  /** What Codex says in the user's place, so that the model knows where it is. */
  private static final List<String> PUT_IN =
      List.of(
          "<environment_context",
          "<user_instructions",
          "<permissions",
          "<turn_aborted",
          "<skill",
          "<subagent_notification",
          "<user_shell_command",
          "<collaboration_mode",
          "# AGENTS.md instructions");

  private final Map<String, int[]> writings = new HashMap<>();

  /** Whether these words were not said before in the other writing. */
  boolean isNew(String role, String text, boolean event) {
    int[] counts = writings.computeIfAbsent(role + "\n" + text.strip(), none -> new int[2]);
    int own = event ? 1 : 0;
    counts[own]++;
    return counts[own] > counts[1 - own];
  }

  /** What {@link #isNew} would say, without taking note of it. */
  boolean peekIsNew(String role, String text, boolean event) {
    int[] counts = writings.getOrDefault(role + "\n" + text.strip(), new int[2]);
    int own = event ? 1 : 0;
    return counts[own] + 1 > counts[1 - own];
  }

  /** Whether Codex itself says them. */
  static boolean isPutIn(String text) {
    String words = text.stripLeading();
    return PUT_IN.stream().anyMatch(words::startsWith);
  }

  /** The text of a message's content; empty when it has none. */
  static String text(@Nullable JsonValue content) {
    if (content instanceof JsonString string) {
      return string.value();
    }
    StringBuilder text = new StringBuilder();
    if (content instanceof JsonArray array) {
      for (JsonValue part : array.elements()) {
        String words = part instanceof JsonObject object ? object.text("text") : null;
        text.append(words == null ? "" : words);
      }
    }
    return text.toString();
  }

  /** What a turn that asks for this is called. */
  static String title(String text, String other) {
    int request = text.indexOf(REQUEST);
    return FirstLine.of(request < 0 ? text : text.substring(request + REQUEST.length()), other);
  }
}
