package dev.spoor.codec.gemini;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.FirstLine;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of a tool, which a record tells of once it is over, or again and again before. */
final class ToolSpan {
  private static final int LONGEST_ERROR = 2_000;
  private static final String MCP = "mcp_";
  private static final Set<String> READ =
      Set.of("id", "name", "args", "result", "status", "timestamp", "resultDisplay");

  private ToolSpan() {}

  /** What names a call: its id, else its place. */
  static String key(JsonObject call, Message message, int index) {
    String id = call.text("id");
    return id == null || id.isBlank() ? message.id() + "\n" + index : id;
  }

  /** A call that begins with the message that makes it. */
  static GrowingSpan begin(String key, JsonObject call, Instant at) {
    return new GrowingSpan(key, SpanKind.TOOL, name(call), at);
  }

  private static String name(JsonObject call) {
    return Objects.requireNonNullElse(call.text("name"), "tool");
  }

  /**
   * Tells all that a record says of a call.
   *
   * @param givenUpAt since when nobody waits for it any more; null while somebody does
   */
  static void tell(GrowingSpan span, JsonObject call, @Nullable Instant givenUpAt) {
    SpanStatus status = status(call);
    boolean agent = call.text("agentId") != null;
    span.set(SpanField.KIND, agent ? SpanKind.AGENT : kind(call));
    span.set(SpanField.NAME, name(call));
    span.set(SpanField.TOOL_NAME, name(call));
    span.set(SpanField.TOOL_CALL_ID, call.text("id"));
    span.attribute("spoor.named_by", new JsonString("arguments"));
    span.set(SpanField.AGENT, agent ? name(call) : null);
    span.set(SpanField.INPUT, payload(call.get("args")));
    span.set(SpanField.OUTPUT, payload(output(call)));
    Rest.without(call, READ).members().forEach(span::attribute);
    Instant end = Message.time(call);
    if (status != SpanStatus.RUNNING) {
      span.end(end == null ? span.startedAt() : end, status);
    } else if (givenUpAt != null) {
      span.end(givenUpAt, SpanStatus.CANCELLED);
    } else {
      span.goOn();
    }
    span.set(
        SpanField.ERROR,
        status == SpanStatus.ERROR ? new SpanError(null, errorText(call), null) : null);
  }

  private static SpanKind kind(JsonObject call) {
    return name(call).startsWith(MCP) || call.text("serverName") != null
        ? SpanKind.MCP
        : SpanKind.TOOL;
  }

  private static @Nullable Payload payload(@Nullable JsonValue value) {
    return value == null || value == JsonNull.NULL ? null : PayloadJson.read(value);
  }

  /** What the model was answered, else what the user was shown. */
  private static @Nullable JsonValue output(JsonObject call) {
    JsonValue result = call.get("result");
    return result == null || result == JsonNull.NULL ? call.get("resultDisplay") : result;
  }

  static SpanStatus status(JsonObject call) {
    return switch (Objects.requireNonNullElse(call.text("status"), "success")) {
      case "success" -> SpanStatus.OK;
      case "error" -> SpanStatus.ERROR;
      case "cancelled", "canceled" -> SpanStatus.CANCELLED;
      default -> SpanStatus.RUNNING;
    };
  }

  private static @Nullable String errorText(JsonObject call) {
    StringBuilder text = new StringBuilder();
    JsonValue output = output(call);
    collect(output == null ? JsonNull.NULL : output, text);
    return text.isEmpty() ? null : FirstLine.cut(text.toString(), LONGEST_ERROR);
  }

  private static void collect(JsonValue value, StringBuilder text) {
    if (value instanceof JsonString string) {
      text.append(text.isEmpty() ? "" : "\n").append(string.value());
    } else if (value instanceof JsonArray array) {
      array.elements().forEach(element -> collect(element, text));
    } else if (value instanceof JsonObject object) {
      object
          .members()
          .forEach(
              (name, member) -> {
                if (!name.equals("id") && !name.equals("name")) {
                  collect(member, text);
                }
              });
    }
  }
}
