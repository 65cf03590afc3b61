package dev.spoor.redact;

/** Numbers that prove themselves. */
final class CheckDigits {
  private CheckDigits() {}

  static int count(String text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      if (Ascii.isDigit(text.charAt(i))) {
        digits++;
      }
    }
    return digits;
  }

  /** ISO/IEC 7812-1: from the right every second digit is doubled, the sum ends in 0. */
  static boolean luhn(String text, int start, int end) {
    int sum = 0;
    int place = 0;
    for (int i = end - 1; i >= start; i--) {
      if (Ascii.isDigit(text.charAt(i))) {
        int digit = text.charAt(i) - '0';
        int weighted = place++ % 2 == 0 ? digit : digit * 2;
        sum += weighted > 9 ? weighted - 9 : weighted;
      }
    }
    return place >= 13 && place <= 19 && sum > 0 && sum % 10 == 0;
  }

  /** ISO 13616: country and check digits moved to the end, letters as 10 to 35, 1 modulo 97. */
  static boolean iban(String account) {
    int remainder = 0;
    for (int i = 0; i < account.length(); i++) {
      int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return account.length() >= 15 && remainder == 1;
  }
}
