package dev.spoor.codec.dialect;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON inside of strings, which is how most dialects send what attributes have no form for. */
final class Documents {
  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  private Documents() {}

  /** The object or array that a string holds; any other value as it is. */
  static @Nullable JsonValue of(@Nullable JsonValue value) {
    if (value instanceof JsonString string && opens(string.value())) {
      JsonValue read = read(string.value());
      return read instanceof JsonObject || read instanceof JsonArray ? read : value;
    }
    return value;
  }

  /** As {@link #of}, and so with each element of an array. */
  static @Nullable JsonValue each(@Nullable JsonValue value) {
    return of(value) instanceof JsonArray array
        ? JsonArray.of(array.elements(), Documents::element)
        : of(value);
  }

  private static JsonValue element(JsonValue element) {
    JsonValue read = of(element);
    return read == null ? element : read;
  }

  /** Whatever JSON a string holds, a quoted string too; any other value as it is. */
  static @Nullable JsonValue unquoted(@Nullable JsonValue value) {
    JsonValue read = value instanceof JsonString string ? read(string.value()) : null;
    return read == null ? value : read;
  }

  private static boolean opens(String text) {
    String start = text.substring(0, Math.min(text.length(), 100)).stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static @Nullable JsonValue read(String text) {
    if (!mayBeJson(text)) {
      return null;
    }
    try {
      return Json.read(text);
    } catch (JsonReadException e) {
      return null;
    }
  }

  /** Most strings are words, and to find that out by reading them is slow. */
  private static boolean mayBeJson(String text) {
    String start = text.stripLeading();
    return !start.isEmpty()
        && ("{[\"-0123456789".indexOf(start.charAt(0)) >= 0
            || LITERALS.contains(start.stripTrailing()));
  }

  /**
   * The value, if it can stand so many levels deep in other JSON and still be read; its text as a
   * string otherwise.
   */
  static JsonValue bounded(JsonValue value, int levels) {
    return fits(value, Json.MAX_DEPTH - levels) ? value : new JsonString(value.write());
  }

  /** The same with each member {@link #bounded}. */
  static JsonObject members(JsonObject object, int levels) {
    JsonObject.Builder members = JsonObject.builder();
    object.members().forEach((name, value) -> members.put(name, bounded(value, levels)));
    return members.build();
  }

  private static boolean fits(JsonValue value, int levels) {
    if (value instanceof JsonObject object) {
      return levels > 0
          && object.members().values().stream().allMatch(member -> fits(member, levels - 1));
    } else if (value instanceof JsonArray array) {
      return levels > 0 && array.elements().stream().allMatch(each -> fits(each, levels - 1));
    }
    return true;
  }
}
