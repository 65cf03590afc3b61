package dev.spoor.codec.session;

import dev.spoor.model.Wtf8;

/** The beginning of a text as a name. */
public final class FirstLine {
  private static final int LONGEST = 120;

  private FirstLine() {}

  /** Its first line that says something, cut to a name's length; the other text without one. */
  public static String of(String text, String other) {
    return cut(
        text.lines().map(String::strip).filter(one -> !one.isEmpty()).findFirst().orElse(other),
        LONGEST);
  }

  /** At most so many characters of a text, none of them half of one. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Wtf8.startsPair(text, most - 1) ? most - 1 : most);
  }
}
