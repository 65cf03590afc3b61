package dev.spoor.codec.claude;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Two states of one growing object as one: of two numbers the larger, else what came later. */
final class Largest {
  private Largest() {}

  static JsonObject of(JsonObject earlier, JsonObject later) {
    if (earlier.members().isEmpty()) {
      return later;
    }
    JsonObject.Builder both = JsonObject.builder();
    earlier.members().forEach(both::put);
    later.members().forEach((name, value) -> both.put(name, of(earlier.get(name), value)));
    return both.build();
  }

  private static JsonValue of(@Nullable JsonValue earlier, JsonValue later) {
    if (earlier instanceof JsonObject before && later instanceof JsonObject after) {
      return of(before, after);
    }
    if (earlier instanceof JsonNumber before && later instanceof JsonNumber after) {
      return before.decimal().compareTo(after.decimal()) > 0 ? before : after;
    }
    return later;
  }
}
