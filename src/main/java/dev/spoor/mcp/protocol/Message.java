package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What a client may send: JSON-RPC 2.0, narrowed by MCP's schema. */
public sealed interface Message {

  /**
   * Wants an answer.
   *
   * @param id a string or a whole number, echoed as it was written
   * @param method what is asked for
   * @param params empty when there were none
   */
  record Request(JsonValue id, String method, JsonObject params) implements Message {
    /** The answer that carries a result. */
    public JsonObject answer(JsonValue result) {
      return JsonObject.builder().put("jsonrpc", "2.0").put("id", id).put("result", result).build();
    }
  }

  /**
   * Wants no answer.
   *
   * @param method what happened
   * @param params empty when there were none
   */
  record Notification(String method, JsonObject params) implements Message {}

  /**
   * The answer to a request of ours, which only the older era makes.
   *
   * @param json the whole message
   */
  record Answer(JsonObject json) implements Message {}

  /** A value that is no message, and the answer that says so. */
  record Invalid(JsonObject answer) implements Message {}

  /** Reads a line; text that is no JSON is a {@link ProtocolError}. */
  static JsonValue read(String line) {
    try {
      return Json.read(line);
    } catch (JsonReadException e) {
      throw new ProtocolError(ProtocolError.PARSE_ERROR, "Parse error: " + e.getMessage());
    }
  }

  /** What a JSON value says as a message. */
  static Message of(JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      return invalid("a message must be a JSON object, not " + value.shape(), null);
    }
    JsonValue sentId = object.get("id");
    JsonValue id = isId(sentId) ? sentId : null;
    String method = object.text("method");
    JsonValue params = object.get("params");
    if (!"2.0".equals(object.text("jsonrpc"))) {
      return invalid("\"jsonrpc\" must be \"2.0\"", id);
    } else if (method == null) {
      return object.get("result") == null && object.get("error") == null
          ? invalid("\"method\" must be a string", id)
          : new Answer(object);
    } else if (sentId != null && id == null) {
      return invalid("\"id\" must be a string or a whole number", null);
    } else if (params != null && params != JsonNull.NULL && !(params instanceof JsonObject)) {
      return invalid("\"params\" must be an object", id);
    } else if (id == null) {
      return new Notification(method, object.object("params"));
    }
    return new Request(id, method, object.object("params"));
  }

  private static boolean isId(@Nullable JsonValue value) {
    return value instanceof JsonString
        || (value instanceof JsonNumber number && number.whole().isPresent());
  }

  private static Invalid invalid(String rule, @Nullable JsonValue id) {
    ProtocolError error =
        new ProtocolError(ProtocolError.INVALID_REQUEST, "Invalid Request: " + rule);
    return new Invalid(error.answer(id));
  }
}
