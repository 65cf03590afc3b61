package dev.spoor.codec.claude;

import dev.spoor.codec.session.Oddities;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes of one line to what it says; what cannot be read is counted. */
final class LineReader {
  /** Stands near the beginning of progress; inside of a string the quotes would be escaped. */
  private static final byte[] PROGRESS = "\"type\":\"progress\"".getBytes(StandardCharsets.UTF_8);

  private static final byte[] AGENT_ID = "\"agentId\"".getBytes(StandardCharsets.UTF_8);
  private static final int BEGINNING_BYTES = 2_048;
  private static final Set<String> OF_ANY = Set.of("type");
  private static final Set<String> OF_SESSION = Set.of("sessionId");

  /** Of progress, of which there is much, only the link from a sub-agent to its call is needed. */
  private static final Set<String> OF_PROGRESS =
      Set.of("type", "data.type", "data.agentId", "parentToolUseID");

  private final Oddities oddities;

  LineReader(Oddities oddities) {
    this.oddities = oddities;
  }

  /** The line; null for one that says nothing, and for one that was counted. */
  @Nullable TranscriptLine read(byte[] line) {
    try {
      if (contains(line, PROGRESS, BEGINNING_BYTES) && isProgress(line)) {
        return contains(line, AGENT_ID, line.length)
            ? TranscriptLine.of(LineType.PROGRESS, Json.pick(line, OF_PROGRESS))
            : null;
      }
      JsonValue value = Json.read(line);
      if (value instanceof JsonObject object) {
        return typed(object);
      }
      oddities.add("line that is no JSON object");
    } catch (JsonReadException e) {
      if (!isBlank(line)) {
        oddities.add("line that is not JSON");
      }
    }
    return null;
  }

  /** The session that a line names; null when it names none. */
  static @Nullable String sessionOf(byte[] line) {
    try {
      return Json.pick(line, OF_SESSION).text("sessionId");
    } catch (JsonReadException e) {
      return null;
    }
  }

  private @Nullable TranscriptLine typed(JsonObject object) {
    String word = object.text("type");
    if (word == null) {
      oddities.add("line without type");
      return null;
    }
    Optional<LineType> type = LineType.parse(word);
    if (type.isEmpty()) {
      oddities.add("line of unknown type " + word);
      return null;
    }
    TranscriptLine line = TranscriptLine.of(type.get(), object);
    return isSaid(type.get()) && !hasContent(line) ? null : line;
  }

  private boolean hasContent(TranscriptLine line) {
    JsonValue content = line.message().get("content");
    if (content instanceof JsonString) {
      return true;
    }
    if (!(content instanceof JsonArray array)) {
      oddities.add("message without content");
      return false;
    }
    if (!array.elements().stream().allMatch(JsonObject.class::isInstance)) {
      oddities.add("message with a part that is no object");
    }
    return true;
  }

  private static boolean isSaid(LineType type) {
    return type == LineType.USER || type == LineType.ASSISTANT;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean isProgress(byte[] line) throws JsonReadException {
    return "progress".equals(Json.pick(line, OF_ANY).text("type"));
  }

  private static boolean contains(byte[] line, byte[] wanted, int within) {
    int last = Math.min(line.length, within) - wanted.length;
    for (int from = 0; from <= last; from++) {
      int matched = 0;
      while (matched < wanted.length && line[from + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
