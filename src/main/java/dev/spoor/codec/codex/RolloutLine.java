package dev.spoor.codec.codex;

import dev.spoor.codec.Times;
import dev.spoor.codec.session.Oddities;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rollout that is a JSON object of a known type.
 *
 * @param type for example {@code response_item}
 * @param payload what it says
 * @param time when it was written; null when it does not say
 */
record RolloutLine(String type, JsonObject payload, @Nullable Instant time) {
  static final String SESSION_META = "session_meta";
  static final String TURN_CONTEXT = "turn_context";
  static final String RESPONSE_ITEM = "response_item";
  static final String EVENT = "event_msg";
  static final String COMPACTED = "compacted";

  /** Types that say nothing of what was done. */
  private static final Set<String> NOTES = Set.of("world_state", "session_state", "ghost_snapshot");

  private static final Set<String> KNOWN =
      Set.of(SESSION_META, TURN_CONTEXT, RESPONSE_ITEM, EVENT, COMPACTED);

  /** The line; null for one that says nothing, and for one that was counted. */
  static @Nullable RolloutLine read(byte[] utf8, Oddities oddities) {
    try {
      if (!(Json.read(utf8) instanceof JsonObject object)) {
        oddities.add("line that is no JSON object");
        return null;
      }
      String type = object.text("type");
      if (type == null) {
        oddities.add("line without type");
      } else if (KNOWN.contains(type)) {
        return new RolloutLine(type, object.object("payload"), time(object));
      } else if (!NOTES.contains(type)) {
        oddities.add("line of unknown type " + type);
      }
    } catch (JsonReadException e) {
      if (!new String(utf8, StandardCharsets.ISO_8859_1).isBlank()) {
        oddities.add("line that is not JSON");
      }
    }
    return null;
  }

  private static @Nullable Instant time(JsonObject line) {
    String timestamp = line.text("timestamp");
    Optional<Instant> time = timestamp == null ? Optional.empty() : Times.parse(timestamp);
    return time.filter(Times::inRange).orElse(null);
  }

  /** What kind of item or event it is; empty when it does not say. */
  String kind() {
    String kind = payload.text("type");
    // Items of the first versions have none; they are messages.
    return kind != null ? kind : payload.get("role") == null ? "" : "message";
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** Whether it is an event of that kind. */
  boolean isEvent(String wanted) {
    return is(EVENT) && kind().equals(wanted);
  }

  /** A member that says something; null for one that is missing or blank. */
  @Nullable String text(String name) {
    String text = payload.text(name);
    return text == null || text.isBlank() ? null : text;
  }
}
