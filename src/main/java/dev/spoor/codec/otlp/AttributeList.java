package dev.spoor.codec.otlp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the {@code KeyValue}s of a message in JSON. */
final class AttributeList {
  private final List<JsonValue> keyValues = new ArrayList<>();

  /** Adds a string; null adds none. */
  void text(String key, @Nullable String text) {
    if (text != null) {
      keyValues.add(ValueJson.keyValue(key, ValueJson.text(text)));
    }
  }

  /** Adds true. */
  void truth(String key) {
    keyValues.add(ValueJson.keyValue(key, JsonObject.builder().put("boolValue", true).build()));
  }

  /** Adds a value as JSON text. */
  void json(String key, JsonValue value) {
    text(key, value.write());
  }

  /** Adds a word, a number or a list of words; null and an empty list add nothing. */
  void value(String key, @Nullable JsonValue value) {
    if (value instanceof JsonString string) {
      text(key, string.value());
    } else if (value instanceof JsonNumber number) {
      keyValues.add(ValueJson.keyValue(key, ValueJson.number(number)));
    } else if (value instanceof JsonArray array && !array.elements().isEmpty()) {
      List<JsonValue> exact = ValueJson.exact(JsonObject.builder().put(key, array).build());
      keyValues.addAll(exact == null ? List.of() : exact);
    }
  }

  void addAll(List<JsonValue> more) {
    keyValues.addAll(more);
  }

  JsonArray array() {
    return new JsonArray(keyValues);
  }
}
