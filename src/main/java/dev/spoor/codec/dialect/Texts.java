package dev.spoor.codec.dialect;

import dev.spoor.codec.Limits;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Wtf8;
import org.jspecify.annotations.Nullable;

/** Texts of limited length that people read and filter by. */
final class Texts {
  private static final int LONGEST_TITLE = 120;

  private Texts() {}

  /** A string, or a number or boolean as one; null for anything else. */
  static @Nullable String of(@Nullable JsonValue value) {
    if (value instanceof JsonString string) {
      return string.value();
    } else if (value instanceof JsonNumber number) {
      return number.literal();
    }
    return value instanceof JsonBoolean bool ? String.valueOf(bool.value()) : null;
  }

  /** A text to filter by; null when it is blank, or so long that it would have to be cut. */
  static @Nullable String word(@Nullable JsonValue value) {
    String text = of(value);
    return text == null
            || text.isBlank()
            || text.length() > Limits.WORD
            || Wtf8.hasLoneSurrogate(text)
        ? null
        : text;
  }

  /** As much of a text as may be. */
  static String cut(String text, int most) {
    String start = text;
    if (text.length() > most) {
      start = text.substring(0, Wtf8.startsPair(text, most - 1) ? most - 1 : most);
    }
    return Wtf8.hasLoneSurrogate(start) ? withoutHalves(start) : start;
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      if (Wtf8.startsPair(text, i)) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        whole.setCharAt(i, '\uFFFD');
      }
    }
    return whole.toString();
  }

  /** The first line that says something, short; the other when none does. */
  static String title(@Nullable String text, String other) {
    String line =
        text == null
            ? other
            : text.lines()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse(other);
    return cut(line, LONGEST_TITLE);
  }
}
