package dev.spoor.watch;

/**
 * Leaves out of a result what differs between two runs of the same thing: times, durations, UUIDs,
 * addresses, process ids and temporary files. Reads every character a few times at most, whatever
 * the text.
 */
final class VolatileText {
  private static final String UUID = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
  private static final String[] UNITS = {
    "ns", "us", "µs", "ms", "s", "sec", "secs", "seconds", "milliseconds"
  };
  private static final int SHORTEST_ADDRESS = 6;

  private final String text;

  private VolatileText(String text) {
    this.text = text;
  }

  /** The text with {@code #} in the place of each such piece. */
  static String without(String text) {
    VolatileText pieces = new VolatileText(text);
    StringBuilder out = new StringBuilder(text.length());
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      int end = pieces.isAlone(at) ? pieces.endOfPiece(at) : at;
      if (end > at) {
        out.append(text, kept, at).append('#');
        kept = end;
      }
      at = Math.max(end, at + 1);
    }
    return out.append(text, kept, text.length()).toString();
  }

  /** Whether no word goes on here. */
  private boolean isAlone(int at) {
    return at == 0 || !isWord(text.charAt(at - 1));
  }

  /** After the piece that begins here; here when none does. */
  private int endOfPiece(int at) {
    char c = text.charAt(at);
    if (c == '/') {
      return temporaryFile(at);
    } else if (c == 'p' || c == 'P') {
      return processId(at);
    } else if (fits(at, UUID)) {
      return closed(at, at + UUID.length());
    } else if (!isDigit(c)) {
      return at;
    }
    int end = address(at);
    end = end == at ? time(at) : end;
    return end == at ? numberOfMoment(at) : end;
  }

  private int address(int at) {
    if (!text.startsWith("0x", at)) {
      return at;
    }
    int end = at + 2;
    while (end < text.length() && isHex(text.charAt(end))) {
      end++;
    }
    return end - at - 2 < SHORTEST_ADDRESS ? at : closed(at, end);
  }

  /** A date with a time (RFC 3339, or a blank for its T), or a time of day. */
  private int time(int at) {
    if (fits(at, "dddd-dd-ddtdd:dd:dd")) {
      return zone(fraction(at + 19));
    }
    boolean partOfMore = at > 0 && text.charAt(at - 1) == ':';
    if (partOfMore || !fits(at, "dd:dd:dd")) {
      return at;
    }
    int end = fraction(at + 8);
    return end < text.length() && text.charAt(end) == ':' ? at : closed(at, end);
  }

  private int fraction(int at) {
    boolean point = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    int end = point ? digits(at + 1) : at;
    return end == at + 1 ? at : end;
  }

  private int zone(int at) {
    if (fits(at, "+dd:dd") || fits(at, "-dd:dd")) {
      return at + 6;
    } else if (fits(at, "+dddd") || fits(at, "-dddd")) {
      return at + 5;
    }
    return at < text.length() && text.charAt(at) == 'Z' ? at + 1 : at;
  }

  /** A duration, or a point in time as seconds or less since 1970. */
  private int numberOfMoment(int at) {
    int whole = digits(at);
    int minutes = whole < text.length() && text.charAt(whole) == 'm' ? whole + 1 : whole;
    int end = minutes > whole && digits(minutes) > minutes ? digits(minutes) : whole;
    end = fraction(end);
    int unit = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
    for (String word : UNITS) {
      if (text.startsWith(word, unit) && closed(at, unit + word.length()) > at) {
        return unit + word.length();
      }
    }
    int length = whole - at;
    boolean sinceEpoch =
        text.charAt(at) == '1' && (length == 10 || length == 13 || length == 16 || length == 19);
    return sinceEpoch ? closed(at, whole) : at;
  }

  private int processId(int at) {
    if (!text.regionMatches(true, at, "pid", 0, 3)) {
      return at;
    }
    int start = at + 3;
    while (start < text.length() && start - at < 8 && " =:".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return start == at + 3 || digits(start) == start ? at : closed(at, digits(start));
  }

  /** A name below {@code /tmp} that was made up: it has a digit or a capital, or begins as such. */
  private int temporaryFile(int at) {
    String folder = text.startsWith("/tmp/", at) ? "/tmp/" : null;
    folder = text.startsWith("/var/folders/", at) ? "/var/folders/" : folder;
    return folder == null ? at : temporaryFile(at, at + folder.length());
  }

  private int temporaryFile(int at, int start) {
    boolean madeUp = text.startsWith("tmp", start);
    int end = start;
    while (end < text.length() && isName(text.charAt(end))) {
      char c = text.charAt(end++);
      madeUp |= isDigit(c) || (c >= 'A' && c <= 'Z');
    }
    return madeUp ? end : at;
  }

  private int digits(int at) {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The end when no word goes on there, else the start. */
  private int closed(int start, int end) {
    return end < text.length() && isWord(text.charAt(end)) ? start : end;
  }

  /** Whether the text has this shape here: d is a digit, h a hex digit, t a T or a blank. */
  private boolean fits(int at, String shape) {
    if (at + shape.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < shape.length(); i++) {
      char c = text.charAt(at + i);
      boolean fits =
          switch (shape.charAt(i)) {
            case 'd' -> isDigit(c);
            case 'h' -> isHex(c);
            case 't' -> c == 'T' || c == ' ';
            default -> c == shape.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isName(char c) {
    return isWord(c) || c == '.' || c == '-';
  }
}
