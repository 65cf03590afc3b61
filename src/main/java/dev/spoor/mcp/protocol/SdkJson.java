package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Between our JSON and the SDK's types. */
final class SdkJson {
  /** Numbers keep every digit: as doubles, 1e400 would be infinite. */
  private final JacksonMcpJsonMapper mapper =
      new JacksonMcpJsonMapper(
          JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build());

  /** The mapper, for the SDK itself. */
  JacksonMcpJsonMapper mapper() {
    return mapper;
  }

  /** A value of the SDK as JSON. */
  JsonValue json(Object value) {
    return Json.of(mapper.convertValue(value, Object.class));
  }

  /** A value of the SDK that is an object as JSON. */
  JsonObject object(Object value) {
    return json(value) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  /** JSON as a value of the SDK. */
  <T> T bind(JsonValue json, Class<T> type) {
    return mapper.convertValue(Json.plain(json), type);
  }
}
