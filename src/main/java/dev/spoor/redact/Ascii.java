package dev.spoor.redact;

/** Kinds of characters, ASCII alone: no key has others. */
final class Ascii {
  private Ascii() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLetter(char c) {
    return isLower(c) || isUpper(c);
  }

  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
