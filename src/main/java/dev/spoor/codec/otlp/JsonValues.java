package dev.spoor.codec.otlp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code opentelemetry/proto/common/v1/common.proto}, from JSON. */
final class JsonValues {
  private JsonValues() {}

  /** The {@code KeyValue}s of a message; of a repeated key the last value wins. */
  static JsonObject attributes(JsonMessage message) {
    return object(message.messages("attributes"), 1);
  }

  private static JsonObject object(List<JsonMessage> keyValues, int level) {
    JsonObject.Builder members = JsonObject.builder();
    for (JsonMessage keyValue : keyValues) {
      members.put(keyValue.text("key"), value(keyValue.message("value"), level));
    }
    return members.build();
  }

  /** An {@code AnyValue}; null when it is none of them. */
  static JsonValue value(JsonMessage any) {
    return value(any, 1);
  }

  private static JsonValue value(JsonMessage any, int level) {
    Values.requireLevel(level);
    JsonValue value = any.value("stringValue");
    if (value instanceof JsonString) {
      return value;
    } else if (value != null) {
      throw JsonMessage.noString("stringValue", value);
    }
    value = any.value("boolValue");
    if (value != null) {
      return JsonBoolean.of(any.truth("boolValue", value));
    }
    value = any.value("intValue");
    if (value != null) {
      return JsonNumber.of(JsonMessage.whole("intValue", value));
    }
    value = any.value("doubleValue");
    if (value != null) {
      return decimal(value);
    }
    value = any.value("bytesValue");
    if (value != null) {
      return octets(any.text("bytesValue"));
    }
    return nested(any, level + 1);
  }

  private static JsonValue nested(JsonMessage any, int level) {
    @Nullable JsonValue array = any.value("arrayValue");
    if (array != null) {
      List<JsonValue> elements = new ArrayList<>();
      for (JsonMessage element : JsonMessage.of("arrayValue", array).messages("values")) {
        elements.add(value(element, level));
      }
      return new JsonArray(elements);
    }
    @Nullable JsonValue list = any.value("kvlistValue");
    return list == null
        ? JsonNull.NULL
        : object(JsonMessage.of("kvlistValue", list).messages("values"), level);
  }

  private static JsonValue decimal(JsonValue value) {
    if (value instanceof JsonString text) {
      switch (text.value()) {
        case "NaN", "Infinity", "-Infinity" -> {
          return text;
        }
        default -> {}
      }
    }
    return Values.number(JsonMessage.decimal("doubleValue", value).doubleValue());
  }

  private static JsonValue octets(String base64) {
    try {
      boolean webSafe = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
      Base64.Decoder decoder = webSafe ? Base64.getUrlDecoder() : Base64.getDecoder();
      return Values.octets(decoder.decode(base64));
    } catch (IllegalArgumentException e) {
      throw BadInput.of("bytesValue", "must be base64");
    }
  }
}
