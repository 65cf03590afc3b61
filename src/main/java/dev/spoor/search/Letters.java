package dev.spoor.search;

import java.text.Normalizer;
import java.util.Locale;

/** What a code point is to a search, and how it is written there: without case and accents. */
final class Letters {
  private static final int TABLE_END = 0x2000;
  private static final int EMOJI = 0x2600;

  /** Most letters of the world, worked out once. */
  private static final String[] TABLE = new String[TABLE_END];

  static {
    for (int point = 0; point < TABLE_END; point++) {
      TABLE[point] = workOut(point);
    }
  }

  private Letters() {}

  /** Whether a word may begin with it. */
  static boolean begins(int point) {
    return Character.isLetter(point) || isNumber(point);
  }

  /** Whether a word goes on with it; marks and joiners never end one. */
  static boolean goesOn(int point) {
    return begins(point) || isMark(point) || isJoiner(point);
  }

  /** Whether it is a word of its own: emoji, and not the lines and dots that terminals draw. */
  static boolean isEmoji(int point) {
    return point >= EMOJI
        && Character.getType(point) == Character.OTHER_SYMBOL
        && (point < 0x2800 || point > 0x28FF);
  }

  /** Whether it belongs to a script that leaves no blanks between words, or glues endings on. */
  static boolean isDense(int point) {
    if (point < 0x0E00 || point > 0x3FFFF) {
      return false;
    }
    return point <= 0x0EFF
        || between(point, 0x1000, 0x11FF)
        || between(point, 0x1780, 0x17FF)
        || between(point, 0x2E80, 0x2FDF)
        || between(point, 0x3005, 0x9FFF)
        || between(point, 0xAC00, 0xD7FF)
        || between(point, 0xF900, 0xFAFF)
        || between(point, 0xFF66, 0xFFDC)
        || point >= 0x20000;
  }

  /** How it is written in an index; empty for an accent. */
  static String folded(int point) {
    if (point < TABLE_END) {
      return TABLE[point];
    }
    return between(point, 0x3000, 0xD7FF) || (point > 0xFFFF && isDense(point))
        ? Character.toString(point)
        : workOut(point);
  }

  private static String workOut(int point) {
    if (isAccent(point) || isJoiner(point)) {
      return "";
    }
    String plain = Character.toString(point);
    if (!goesOn(point)) {
      return plain;
    }
    StringBuilder bare = new StringBuilder();
    Normalizer.normalize(plain, Normalizer.Form.NFKD)
        .codePoints()
        .filter(part -> !isAccent(part))
        .forEach(bare::appendCodePoint);
    String whole = Normalizer.normalize(bare, Normalizer.Form.NFC);
    boolean oneWord = !whole.isEmpty() && whole.codePoints().allMatch(Letters::goesOn);
    // Up and down again, since ß has two capitals and the Greek s two small forms.
    return (oneWord ? whole : plain)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .filter(part -> !isAccent(part))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Accents, Arabic vowel signs and Hebrew points, which people leave out when they search. */
  private static boolean isAccent(int point) {
    return between(point, 0x0300, 0x036F)
        || (between(point, 0x0591, 0x05C7) && isMark(point))
        || point == 0x0640
        || between(point, 0x064B, 0x065F)
        || point == 0x0670;
  }

  private static boolean isNumber(int point) {
    int type = Character.getType(point);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isJoiner(int point) {
    return point == 0x00AD || point == 0x200C || point == 0x200D || point == 0xFE0F;
  }

  private static boolean between(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
