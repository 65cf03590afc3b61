package dev.spoor.codec.dialect;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a sender was told not to say: it is absent, and an attribute names it. */
final class Redacted {
  private static final String NAMES = "spoor.redacted_by_sender";
  private static final Set<String> MARKS = Set.of("<REDACTED>", "[REDACTED]");

  private Redacted() {}

  /** The same without those whose whole value is a mark. */
  static JsonObject leftOut(JsonObject attributes) {
    if (!hasMark(attributes)) {
      return attributes;
    }
    JsonObject.Builder rest = JsonObject.builder();
    List<String> names = new ArrayList<>();
    attributes
        .members()
        .forEach(
            (name, value) -> {
              if (isMark(value)) {
                names.add(name);
              } else {
                rest.put(name, value);
              }
            });
    return rest.put(NAMES, JsonArray.ofTexts(names)).build();
  }

  private static boolean hasMark(JsonObject attributes) {
    for (JsonValue value : attributes.members().values()) {
      if (isMark(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMark(JsonValue value) {
    return value instanceof JsonString string && MARKS.contains(string.value());
  }
}
