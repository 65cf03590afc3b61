package dev.spoor.codec.claude;

import dev.spoor.codec.Times;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a transcript that is a JSON object of a known type.
 *
 * @param type what it is
 * @param json all of it; of {@code progress} only what {@link LineReader} picks
 * @param time when it was written; null when it does not say
 */
record TranscriptLine(LineType type, JsonObject json, @Nullable Instant time) {
  /** Members that are in every line, or have fields of their own. */
  private static final Set<String> READ =
      Set.of(
          "type",
          "subtype",
          "timestamp",
          "uuid",
          "parentUuid",
          "logicalParentUuid",
          "sessionId",
          "session_id",
          "version",
          "cwd",
          "gitBranch",
          "slug",
          "isSidechain",
          "agentId",
          "userType",
          "message",
          "requestId",
          "toolUseResult",
          "sourceToolAssistantUUID",
          "isMeta");

  /** A line as its JSON tells it. */
  static TranscriptLine of(LineType type, JsonObject json) {
    String timestamp = json.text("timestamp");
    Optional<Instant> time = timestamp == null ? Optional.empty() : Times.parse(timestamp);
    return new TranscriptLine(type, json, time.filter(Times::inRange).orElse(null));
  }

  @Nullable String text(String name) {
    String text = json.text(name);
    return text == null || text.isBlank() ? null : text;
  }

  boolean says(String name) {
    return JsonBoolean.of(true).equals(json.get(name));
  }

  /** What was said, as the model's API has it. */
  JsonObject message() {
    return json.object("message");
  }

  /** What was said, or what a line of Claude Code's own holds; null without either. */
  @Nullable JsonValue content() {
    JsonValue said = message().get("content");
    return said == null ? json.get("content") : said;
  }

  /** What all lines of one reply have in common. */
  String messageKey() {
    for (String id : new String[] {message().text("id"), text("requestId"), text("uuid")}) {
      if (id != null) {
        return id;
      }
    }
    return "";
  }

  /** The parts of what was said; a text alone is none. */
  List<JsonValue> blocks() {
    return message().get("content") instanceof JsonArray array ? array.elements() : List.of();
  }

  /** What was said as one text: all of it, or its first part that is one; empty without any. */
  String words() {
    if (message().get("content") instanceof JsonString string) {
      return string.value();
    }
    return blocks().stream()
        .map(block -> block instanceof JsonObject part ? part.text("text") : null)
        .filter(text -> text != null && !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** What the line says that no field of a run or span holds. */
  JsonObject rest() {
    return Rest.without(json, READ);
  }
}
