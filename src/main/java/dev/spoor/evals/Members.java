package dev.spoor.evals;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of which every member must be known; a null member counts as missing. */
final class Members {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000_000L);
  private static final int MOST_DIGITS = 30;
  private static final int LONGEST_NAME = 200;

  private final JsonObject object;
  private final String path;
  private final String example;

  /**
   * Begins to read; an unknown key is {@link BadInput}.
   *
   * @param path where the object stands
   * @param keys all that it may have
   * @param example an object that is right
   */
  Members(JsonObject object, String path, List<String> keys, String example) {
    this.object = object;
    this.path = path;
    this.example = example;
    for (String key : object.members().keySet()) {
      if (!keys.contains(key)) {
        throw mistake(
            Quote.beginning(key),
            "is unknown here; the nearest of "
                + String.join(", ", keys)
                + " is "
                + NearestName.of(key, keys));
      }
    }
  }

  /** The path of a member. */
  String path(String key) {
    return path + "." + key;
  }

  /** The member; null when there is none. */
  @Nullable JsonValue get(String key) {
    JsonValue value = object.get(key);
    return value == JsonNull.NULL ? null : value;
  }

  /** The member, which must be there. */
  JsonValue required(String key) {
    JsonValue value = get(key);
    if (value == null) {
      throw mistake(key, "is required");
    }
    return value;
  }

  /** The member as a name, which is not blank and not long; null when there is none. */
  @Nullable String name(String key) {
    JsonValue value = get(key);
    if (value == null) {
      return null;
    } else if (value instanceof JsonString string && isName(string.value())) {
      return string.value();
    }
    throw mistake(key, "must be a name of 1 to " + LONGEST_NAME + " characters").got(value.shape());
  }

  /** Whether it is not blank and not long. */
  static boolean isName(String text) {
    return !text.isBlank() && text.length() <= LONGEST_NAME;
  }

  /** The member as a number from 0 to 10^15; null when there is none. */
  @Nullable BigDecimal number(String key) {
    JsonValue value = get(key);
    if (value == null) {
      return null;
    } else if (value instanceof JsonNumber number) {
      BigDecimal decimal = number.decimal();
      boolean isShort = decimal.precision() <= MOST_DIGITS && decimal.scale() <= MOST_DIGITS;
      if (isShort && decimal.signum() >= 0 && decimal.compareTo(MOST) <= 0) {
        return decimal;
      }
    }
    throw mistake(key, "must be a number from 0 to " + MOST).got(value.shape());
  }

  /** Complains when the member is there. */
  void refuse(String key, String rule) {
    JsonValue value = get(key);
    if (value != null) {
      throw mistake(key, rule).got(value.shape());
    }
  }

  /** A mistake in a member, with the example of the whole object. */
  BadInput mistake(String key, String rule) {
    return BadInput.of(path(key), rule).example(example);
  }
}
