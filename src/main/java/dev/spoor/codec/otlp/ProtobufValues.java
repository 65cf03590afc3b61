package dev.spoor.codec.otlp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** {@code opentelemetry/proto/common/v1/common.proto}, from protobuf. */
final class ProtobufValues {
  private ProtobufValues() {}

  /** Adds a {@code KeyValue}; of a repeated key the last value wins. */
  static void add(JsonObject.Builder attributes, ProtobufMessage keyValue) {
    add(attributes, keyValue, 1);
  }

  private static void add(JsonObject.Builder attributes, ProtobufMessage keyValue, int level) {
    String key = "";
    JsonValue value = JsonNull.NULL;
    while (keyValue.next()) {
      switch (keyValue.field()) {
        case 1 -> key = keyValue.text("key");
        case 2 -> value = value(keyValue.message("value"), level);
        default -> {}
      }
    }
    attributes.put(key, value);
  }

  /** An {@code AnyValue}; null when it is none of them. */
  static JsonValue value(ProtobufMessage any) {
    return value(any, 1);
  }

  private static JsonValue value(ProtobufMessage any, int level) {
    Values.requireLevel(level);
    JsonValue value = JsonNull.NULL;
    while (any.next()) {
      switch (any.field()) {
        case 1 -> value = new JsonString(any.text("stringValue"));
        case 2 -> value = JsonBoolean.of(any.varint("boolValue") != 0);
        case 3 -> value = JsonNumber.of(any.varint("intValue"));
        case 4 -> value = Values.number(Double.longBitsToDouble(any.fixed64("doubleValue")));
        case 5 -> value = array(any.message("arrayValue"), level + 1);
        case 6 -> value = object(any.message("kvlistValue"), level + 1);
        case 7 -> value = Values.octets(any.octets("bytesValue"));
        default -> {}
      }
    }
    return value;
  }

  private static JsonArray array(ProtobufMessage array, int level) {
    List<JsonValue> elements = new ArrayList<>();
    while (array.next()) {
      if (array.field() == 1) {
        elements.add(value(array.message("values"), level));
      }
    }
    return new JsonArray(elements);
  }

  private static JsonObject object(ProtobufMessage list, int level) {
    JsonObject.Builder members = JsonObject.builder();
    while (list.next()) {
      if (list.field() == 1) {
        add(members, list.message("values"), level);
      }
    }
    return members.build();
  }

  /** The attributes of a {@code Resource}. */
  static JsonObject resource(ProtobufMessage resource) {
    JsonObject.Builder attributes = JsonObject.builder();
    while (resource.next()) {
      if (resource.field() == 1) {
        add(attributes, resource.message("attributes"));
      }
    }
    return attributes.build();
  }

  /** Reads an {@code InstrumentationScope}. */
  static void scope(ProtobufMessage scope, OriginParts origin) {
    String name = "";
    String version = "";
    JsonObject.Builder attributes = JsonObject.builder();
    while (scope.next()) {
      switch (scope.field()) {
        case 1 -> name = scope.text("name");
        case 2 -> version = scope.text("version");
        case 3 -> add(attributes, scope.message("attributes"));
        default -> {}
      }
    }
    origin.is(name, version, attributes.build());
  }
}
