package dev.spoor.codec.otlp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message in JSON (protobuf.dev/programming-guides/json, with the exceptions of the
 * OTLP specification): names in lowerCamelCase or as in the schema, whole numbers as numbers or
 * strings, null for nothing. A member that is written otherwise is {@link BadInput}.
 */
record JsonMessage(JsonObject object) {
  private static final BigDecimal MOST = new BigDecimal(Long.MAX_VALUE);

  /** So many digits fit into 64 bits when the first is no 9. */
  private static final int PLAIN_DIGITS = 19;

  /** The member; null when it is missing or null. */
  @Nullable JsonValue value(String name) {
    JsonValue value = object.get(name);
    if (value == null && spellsAsSchema()) {
      value = object.get(schemaName(name));
    }
    return value == JsonNull.NULL ? null : value;
  }

  private boolean spellsAsSchema() {
    for (String name : object.members().keySet()) {
      if (name.indexOf('_') >= 0) {
        return true;
      }
    }
    return false;
  }

  /** {@code traceId} as the schema spells it: {@code trace_id}. */
  static String schemaName(String name) {
    StringBuilder spelt = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        spelt.append('_').append((char) (letter + ('a' - 'A')));
      } else {
        spelt.append(letter);
      }
    }
    return spelt.toString();
  }

  /** The member's characters; empty when it is missing. */
  String text(String name) {
    JsonValue value = value(name);
    if (value == null || value instanceof JsonString) {
      return value == null ? "" : ((JsonString) value).value();
    }
    throw noString(name, value);
  }

  static BadInput noString(String name, JsonValue value) {
    return BadInput.of(name, "must be a string").got(value.shape());
  }

  /** Nanoseconds since 1970; 0 when the member is missing. */
  long nanos(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return 0;
    } else if (isPlain(value)) {
      return whole(name, value);
    }
    BigDecimal number = decimal(name, value);
    if (number.signum() < 0 || number.compareTo(MOST) > 0) {
      throw Nanos.tooLate(name);
    }
    return whole(name, value);
  }

  /** The number of an enumeration's constant, also by its name; 0 for an unknown one. */
  long constant(String name, List<String> constants) {
    JsonValue value = value(name);
    if (value == null) {
      return 0;
    } else if (value instanceof JsonString word && !word.value().matches("-?\\d{1,10}")) {
      return Math.max(0, constants.indexOf(word.value().toUpperCase(Locale.ROOT)));
    }
    return whole(name, value);
  }

  /** A whole number of 64 bits. */
  static long whole(String name, JsonValue value) {
    if (isPlain(value)) {
      return Long.parseLong(digits(value));
    }
    OptionalLong whole = new JsonNumber(decimal(name, value).toString()).whole();
    return whole.orElseThrow(
        () -> BadInput.of(name, "must be a whole number of 64 bits").got(value.shape()));
  }

  /** Whether it is written with a few digits and nothing else, as nearly all are. */
  private static boolean isPlain(JsonValue value) {
    String digits = digits(value);
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return !digits.isEmpty()
        && (digits.length() < PLAIN_DIGITS
            || (digits.length() == PLAIN_DIGITS && digits.charAt(0) < '9'));
  }

  private static String digits(JsonValue value) {
    return value instanceof JsonNumber number
        ? number.literal()
        : value instanceof JsonString text ? text.value() : "";
  }

  /** A number, also as a string. */
  static BigDecimal decimal(String name, JsonValue value) {
    try {
      if (value instanceof JsonNumber number) {
        return number.decimal();
      } else if (value instanceof JsonString text && text.value().length() <= 40) {
        return new BigDecimal(text.value());
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw BadInput.of(name, "must be a number, or a string of one").got(value.shape());
  }

  boolean truth(String name, JsonValue value) {
    if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    throw BadInput.of(name, "must be true or false").got(value.shape());
  }

  /** The member as a message; without members when it is missing. */
  JsonMessage message(String name) {
    JsonValue value = value(name);
    return value == null ? new JsonMessage(JsonObject.EMPTY) : of(name, value);
  }

  /** The member's elements as messages; none when it is missing. */
  List<JsonMessage> messages(String name) {
    JsonValue value = value(name);
    if (value == null) {
      return List.of();
    } else if (value instanceof JsonArray array) {
      List<JsonMessage> messages = new ArrayList<>(array.elements().size());
      for (JsonValue element : array.elements()) {
        messages.add(of(name, element));
      }
      return messages;
    }
    throw BadInput.of(name, "must be an array").got(value.shape());
  }

  /** A value that must be an object. */
  static JsonMessage of(String name, JsonValue value) {
    if (value instanceof JsonObject object) {
      return new JsonMessage(object);
    }
    throw BadInput.of(name, "must be an object").got(value.shape());
  }
}
