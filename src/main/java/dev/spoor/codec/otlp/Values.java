package dev.spoor.codec.otlp;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import java.math.BigDecimal;
import java.util.Base64;

/** Values of attributes as JSON, the same from both encodings. */
final class Values {
  /** How deep values may be nested; with what surrounds them JSON then stays readable. */
  static final int MOST_LEVELS = 32;

  private Values() {}

  /** A number; a string where JSON has no form for it. */
  static JsonValue number(double value) {
    return Double.isFinite(value)
        ? JsonNumber.of(BigDecimal.valueOf(value))
        : new JsonString(Double.toString(value));
  }

  /** Bytes in base64. */
  static JsonValue octets(byte[] bytes) {
    return new JsonString(Base64.getEncoder().encodeToString(bytes));
  }

  static void requireLevel(int level) {
    if (level > MOST_LEVELS) {
      throw BadInput.of("value", "must be nested to " + MOST_LEVELS + " levels at most");
    }
  }
}
