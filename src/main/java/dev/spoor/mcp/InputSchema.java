package dev.spoor.mcp;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.model.JsonText;
import java.util.List;

/** Reads the JSON Schema of a tool's arguments from the tool's own source. */
final class InputSchema {
  private InputSchema() {}

  /** An object with these properties; any others are let through and warned about. */
  static JsonObject of(String properties, String... required) {
    JsonObject.Builder schema = JsonObject.builder().put("type", "object");
    schema.put("properties", Json.trusted(new JsonText(properties)));
    if (required.length > 0) {
      schema.put("required", JsonArray.ofTexts(List.of(required)));
    }
    return schema.build();
  }
}
