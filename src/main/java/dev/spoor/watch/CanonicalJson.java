package dev.spoor.watch;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import java.util.TreeMap;

/** One text for all spellings of a JSON value: keys sorted, numbers by value, strings exact. */
final class CanonicalJson {
  private CanonicalJson() {}

  /** Of a payload; what is neither JSON nor text that holds a JSON object is its own text. */
  static String of(Payload payload) {
    String text = payload.text();
    boolean mayBeJson =
        switch (payload.form()) {
          case JSON -> true;
          case TEXT -> text.stripLeading().startsWith("{");
          case BASE64 -> false;
        };
    if (!mayBeJson) {
      return text;
    }
    try {
      return sorted(Json.read(text)).write();
    } catch (JsonReadException notJson) {
      return text;
    }
  }

  private static JsonValue sorted(JsonValue value) {
    if (value instanceof JsonObject object) {
      JsonObject.Builder members = JsonObject.builder();
      new TreeMap<>(object.members()).forEach((key, member) -> members.put(key, sorted(member)));
      return members.build();
    } else if (value instanceof JsonArray array) {
      return JsonArray.of(array.elements(), CanonicalJson::sorted);
    } else if (value instanceof JsonNumber number) {
      return new JsonNumber(canonicalNumber(number.literal()));
    }
    return value;
  }

  /**
   * Digits without zeros at either end, and the power of ten. Worked out on the text: to do it by
   * arithmetic takes seconds for a number of 100,000 digits.
   */
  static String canonicalNumber(String literal) {
    int mantissaEnd = Math.max(literal.indexOf('e'), literal.indexOf('E'));
    long power = mantissaEnd < 0 ? 0 : Long.parseLong(literal.substring(mantissaEnd + 1));
    String mantissa = mantissaEnd < 0 ? literal : literal.substring(0, mantissaEnd);
    boolean negative = mantissa.startsWith("-");
    int point = mantissa.indexOf('.');
    power -= point < 0 ? 0 : mantissa.length() - point - 1;
    String digits = mantissa.replace(".", "").replace("-", "");
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    int end = digits.length();
    while (end > start && digits.charAt(end - 1) == '0') {
      end--;
    }
    if (start == end) {
      return "0";
    }
    power += digits.length() - end;
    return (negative ? "-" : "") + digits.substring(start, end) + "E" + power;
  }
}
