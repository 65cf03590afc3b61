package dev.spoor.redact;

/** What a match must look like beside its pattern. */
enum Check {
  /** Nothing: the pattern says enough. */
  NONE {
    @Override
    boolean agrees(String text, int start, int end) {
      return true;
    }
  },
  /** Letters and digits, as many different ones as chance would give. */
  MIXED {
    @Override
    boolean agrees(String text, int start, int end) {
      return Likeness.isMixed(text.substring(start, end)) && !isCode(text, end);
    }
  },
  /** Made by chance, not by a person; and no identifier that is no secret, as UUIDs are. */
  RANDOM {
    @Override
    boolean agrees(String text, int start, int end) {
      return Likeness.isRandom(text.substring(start, end)) && !isCode(text, end);
    }
  },
  /** Neither a word nor a piece of program. */
  UNLIKE_A_WORD {
    @Override
    boolean agrees(String text, int start, int end) {
      return Likeness.isUnlikeWord(text.substring(start, end)) && !isCode(text, end);
    }
  },
  /** What a person may have chosen as a password. */
  PASSWORD {
    @Override
    boolean agrees(String text, int start, int end) {
      String value = text.substring(start, end);
      boolean quoted = start > 0 && "\"'".indexOf(text.charAt(start - 1)) >= 0;
      return quoted
          ? Likeness.isPassword(value)
          : Likeness.isBarePassword(value) && !isCode(text, end);
    }
  },
  /** No stand-in for a value that is filled in later. */
  NOT_TEMPLATE {
    @Override
    boolean agrees(String text, int start, int end) {
      return !Likeness.isTemplate(text.substring(start, end));
    }
  },
  /** Base64 of {@code user:password} (RFC 7617, section 2). */
  BASIC_CREDENTIALS {
    @Override
    boolean agrees(String text, int start, int end) {
      return Likeness.isBasicCredentials(text.substring(start, end));
    }
  },
  /** A mail address, and not the user of a Git server. */
  MAIL {
    @Override
    boolean agrees(String text, int start, int end) {
      return !text.startsWith("git@", start);
    }
  },
  /** As many digits as telephone numbers have (E.164 allows 15). */
  PHONE {
    @Override
    boolean agrees(String text, int start, int end) {
      int digits = CheckDigits.count(text, start, end);
      return digits >= 10 && digits <= 15;
    }
  },
  /** The check digit of cards (ISO/IEC 7812-1, annex B). */
  LUHN {
    @Override
    boolean agrees(String text, int start, int end) {
      return CheckDigits.luhn(text, start, end);
    }
  },
  /** The check digits of bank accounts (ISO 13616). */
  IBAN {
    @Override
    boolean agrees(String text, int start, int end) {
      return CheckDigits.iban(text.substring(start, end).replace(" ", ""));
    }
  },
  /** No number that was never given out. */
  SOCIAL_SECURITY {
    @Override
    boolean agrees(String text, int start, int end) {
      String number = text.substring(start, end);
      return !number.startsWith("000")
          && !number.startsWith("666")
          && !number.startsWith("00", 4)
          && !number.endsWith("0000");
    }
  };

  /** Whether the characters may be the secret. */
  abstract boolean agrees(String text, int start, int end);

  /** Whether what follows a bare value shows that it is a call, an index or a generic type. */
  private static boolean isCode(String text, int end) {
    return end < text.length()
        && "([{<".indexOf(text.charAt(end)) >= 0
        && !text.startsWith("</", end);
  }
}
