package dev.spoor.codec;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;

/**
 * Inputs and outputs as JSON. A string is text and stays that string, also when it looks like JSON;
 * anything else is JSON. Bytes, which only OTLP brings, come out as {@code {"encoding": "base64",
 * "data": "..."}}; coming in, such an object is JSON like any other.
 */
public final class PayloadJson {
  private PayloadJson() {}

  /** The payload that a value stands for. */
  public static Payload read(JsonValue value) {
    return value instanceof JsonString string
        ? Payload.text(string.value())
        : Payload.json(Json.text(value));
  }

  /** The value that stands for a payload. */
  public static JsonValue json(Payload payload) {
    return switch (payload.form()) {
      case TEXT -> new JsonString(payload.text());
      case JSON -> Json.trusted(new JsonText(payload.text()));
      case BASE64 ->
          JsonObject.builder().put("encoding", "base64").put("data", payload.text()).build();
    };
  }
}
