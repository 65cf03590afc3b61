package dev.spoor.codec.otlp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as an {@code AnyValue} in JSON. */
final class ValueJson {
  /** With all that surrounds them, deeper values would make the request deeper than we read. */
  private static final int MOST_LEVELS = 24;

  private ValueJson() {}

  /** A string. */
  static JsonObject text(String text) {
    return JsonObject.builder().put("stringValue", text).build();
  }

  /** A number: whole, as a double when that is exact, else as a string. */
  static JsonObject number(JsonNumber number) {
    JsonObject exact = exactNumber(number);
    return exact == null ? text(number.literal()) : exact;
  }

  /** A {@code KeyValue}. */
  static JsonObject keyValue(String key, JsonObject value) {
    return JsonObject.builder().put("key", key).put("value", value).build();
  }

  /** The {@code KeyValue}s of an object; null when one of them would not read back as it is. */
  static @Nullable List<JsonValue> exact(JsonObject object) {
    return exact(object, 1);
  }

  private static @Nullable List<JsonValue> exact(JsonObject object, int level) {
    List<JsonValue> keyValues = new ArrayList<>(object.members().size());
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      JsonObject value = exact(member.getValue(), level);
      if (value == null) {
        return null;
      }
      keyValues.add(keyValue(member.getKey(), value));
    }
    return keyValues;
  }

  private static @Nullable JsonObject exact(JsonValue value, int level) {
    if (level > MOST_LEVELS) {
      return null;
    } else if (value instanceof JsonString string) {
      return text(string.value());
    } else if (value instanceof JsonBoolean bool) {
      return JsonObject.builder().put("boolValue", bool.value()).build();
    } else if (value instanceof JsonNumber number) {
      return exactNumber(number);
    } else if (value instanceof JsonArray array) {
      return array(array, level + 1);
    } else if (value instanceof JsonObject object) {
      List<JsonValue> members = exact(object, level + 1);
      return members == null ? null : nested("kvlistValue", members);
    }
    return JsonObject.EMPTY;
  }

  private static @Nullable JsonObject array(JsonArray array, int level) {
    List<JsonValue> elements = new ArrayList<>(array.elements().size());
    for (JsonValue element : array.elements()) {
      JsonObject value = exact(element, level);
      if (value == null) {
        return null;
      }
      elements.add(value);
    }
    return nested("arrayValue", elements);
  }

  private static JsonObject nested(String name, List<JsonValue> values) {
    JsonObject list = JsonObject.builder().put("values", new JsonArray(values)).build();
    return JsonObject.builder().put(name, list).build();
  }

  private static @Nullable JsonObject exactNumber(JsonNumber number) {
    if (number.literal().matches("-?(0|[1-9]\\d{0,17})") && !number.literal().equals("-0")) {
      return JsonObject.builder().put("intValue", number.literal()).build();
    }
    BigDecimal decimal = number.decimal();
    double nearest = decimal.doubleValue();
    boolean exact =
        Double.isFinite(nearest)
            && number.literal().length() <= 40
            && Values.number(nearest).equals(number);
    return exact ? JsonObject.builder().put("doubleValue", number).build() : null;
  }
}
