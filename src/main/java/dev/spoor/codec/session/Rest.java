package dev.spoor.codec.session;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.model.JsonText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is left of an object when the members that have fields of their own are taken out. */
public final class Rest {
  private Rest() {}

  /** The object without those members, and without those that are null. */
  public static JsonObject without(JsonObject object, Set<String> names) {
    JsonObject.Builder rest = JsonObject.builder();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (value != JsonNull.NULL && !names.contains(name)) {
                rest.put(name, value);
              }
            });
    return rest.build();
  }

  /** The object; null when it is empty. */
  public static @Nullable JsonObject orNull(JsonObject object) {
    return object.members().isEmpty() ? null : object;
  }

  /** The object as attributes; null when it is empty. */
  public static @Nullable JsonText text(JsonObject object) {
    return object.members().isEmpty() ? null : Json.text(object);
  }
}
