package dev.spoor.mcp.conformance;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.mcp.protocol.Content;
import dev.spoor.mcp.protocol.InputRequest;
import dev.spoor.mcp.protocol.ResourceContent;
import java.util.List;

/** The smallest things of each kind. */
final class FixtureContent {
  /** A picture of one pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  /** A sound of no length. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

  static final Content IMAGE = new Content.Image(PNG, "image/png");
  static final Content AUDIO = new Content.Audio(WAV, "audio/wav");

  private FixtureContent() {}

  static Content text(String text) {
    return new Content.Text(text);
  }

  static Content resource(String uri, String mimeType, String text) {
    return new Content.Embedded(new ResourceContent.Text(uri, mimeType, text));
  }

  /** JSON written with single quotes for double ones. */
  static JsonObject object(String json) {
    try {
      return (JsonObject) Json.read(json.replace('\'', '"'));
    } catch (JsonReadException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Asks the user for these fields. */
  static InputRequest form(String message, String properties) {
    return InputRequest.form(message, schema(properties));
  }

  /** Asks the client's model. */
  static InputRequest sampling(String prompt) {
    JsonObject content = JsonObject.builder().put("type", "text").put("text", prompt).build();
    JsonObject message = JsonObject.builder().put("role", "user").put("content", content).build();
    return InputRequest.sampling(
        JsonObject.builder()
            .put("messages", new JsonArray(List.of(message)))
            .put("maxTokens", 100)
            .build());
  }

  /** An object with these properties. */
  static JsonObject schema(String properties) {
    return JsonObject.builder().put("type", "object").put("properties", object(properties)).build();
  }
}
