package dev.spoor.model;

/** The form of ids: so many lower-case hex digits, not all zero. */
final class HexDigits {
  private HexDigits() {}

  /** Whether the text is an id of so many digits. */
  static boolean isId(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    boolean zero = true;
    for (int i = 0; i < digits; i++) {
      char digit = text.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
      zero &= digit == '0';
    }
    return !zero;
  }
}
