package dev.spoor.redact;

/** What must stand before a keyword, and where the pattern is anchored then. */
enum Start {
  /** Anything; at the keyword. */
  ANYWHERE {
    @Override
    int of(String text, int keyword) {
      return keyword;
    }
  },
  /**
   * Anything; at the keyword. It begins a name, or ends one, and behind the name stands what can
   * tie a value to it: the pattern finds that out too, a hundred times as slowly.
   */
  NAME {
    @Override
    int of(String text, int keyword) {
      int end = keyword;
      while (end < text.length()
          && end - keyword <= LONGEST_KEY
          && (Ascii.isLetterOrDigit(text.charAt(end)) || "_.-".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
      boolean tied = end < text.length() && "\"'`\\]= \t:>,|".indexOf(text.charAt(end)) >= 0;
      return tied ? keyword : NONE;
    }
  },
  /** A call of curl on the same line; at the keyword. */
  CURL_OPTION {
    @Override
    int of(String text, int keyword) {
      String before = text.substring(Math.max(0, keyword - LONGEST_COMMAND), keyword);
      int curl = before.lastIndexOf("curl ");
      return curl < 0 || before.indexOf('\n', curl) >= 0 ? NONE : keyword;
    }
  },
  /** No letter or digit, unless it ends an escape; at the keyword. */
  WORD {
    @Override
    int of(String text, int keyword) {
      return beginsWord(text, keyword) ? keyword : NONE;
    }
  },
  /** Nothing that a base64url text could go on with; at the keyword. */
  TOKEN {
    @Override
    int of(String text, int keyword) {
      char before = keyword == 0 ? ' ' : text.charAt(keyword - 1);
      return before == '-' || before == '_' || !beginsWord(text, keyword) ? NONE : keyword;
    }
  },
  /** No letter, digit, point, hyphen or underscore; at the keyword. */
  NUMBER {
    @Override
    int of(String text, int keyword) {
      char before = keyword == 0 ? ' ' : text.charAt(keyword - 1);
      return before == '.' ? NONE : TOKEN.of(text, keyword);
    }
  },
  /** A digit; at the keyword. */
  AFTER_DIGIT {
    @Override
    int of(String text, int keyword) {
      return keyword > 0 && Ascii.isDigit(text.charAt(keyword - 1)) ? keyword : NONE;
    }
  },
  /** The name in a mail address, at whose first character the pattern is anchored. */
  MAIL_NAME {
    @Override
    int of(String text, int keyword) {
      int start = keyword;
      while (start > 0 && keyword - start <= LONGEST_NAME && inName(text.charAt(start - 1))) {
        start--;
      }
      return start == keyword || keyword - start > LONGEST_NAME ? NONE : start;
    }
  };

  /** Not here. */
  static final int NONE = -1;

  private static final int LONGEST_COMMAND = 300;
  private static final int LONGEST_KEY = 60;

  /** RFC 5321, section 4.5.3.1.1. */
  private static final int LONGEST_NAME = 64;

  /** The place from which the pattern is tried, or {@link #NONE}. */
  abstract int of(String text, int keyword);

  private static boolean inName(char c) {
    return Ascii.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
  }

  private static boolean beginsWord(String text, int at) {
    return at == 0 || !Ascii.isLetterOrDigit(text.charAt(at - 1)) || endsEscape(text, at);
  }

  /**
   * Whether the characters before are an escape: in JSON inside of text {@code \n} is a backslash
   * and the letter n, in a URL {@code %3D} stands for a sign, and a terminal's colour ends in m.
   */
  private static boolean endsEscape(String text, int at) {
    char last = text.charAt(at - 1);
    return (is(text, at - 2, '\\') && "nrtbfv0".indexOf(last) >= 0)
        || (is(text, at - 3, '%') && Ascii.isHex(text, at - 2, at))
        || (is(text, at - 4, '\\') && is(text, at - 3, 'x') && Ascii.isHex(text, at - 2, at))
        || (is(text, at - 6, '\\') && is(text, at - 5, 'u') && Ascii.isHex(text, at - 4, at))
        || (last == 'm' && endsColour(text, at - 1));
  }

  private static boolean endsColour(String text, int letter) {
    int start = letter;
    while (start > 0
        && letter - start < 16
        && (Ascii.isDigit(text.charAt(start - 1)) || text.charAt(start - 1) == ';')) {
      start--;
    }
    return is(text, start - 1, '[');
  }

  private static boolean is(String text, int at, char c) {
    return at >= 0 && text.charAt(at) == c;
  }
}
