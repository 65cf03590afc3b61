package dev.spoor.search;

/**
 * Cuts a text into the words by which it is found, each without case and accents.
 *
 * <p>Letters and digits side by side are a word. Scripts that leave no blanks between words
 * (Chinese, Japanese, Korean, Thai and their neighbours) give each letter with the one after it,
 * and the last of a row alone. An emoji is a word. An escape that a sender left in the text ({@code
 * \n}, <code>&#92;u4e2d</code>) is read as what it stands for; where it may as well be a folder of
 * Windows, the word is given both ways. Rows of letters that nobody reads, as base64 makes them,
 * are no words.
 */
public final class SearchWords {
  /** Letters of a word; of a longer one only these are looked at. */
  public static final int LONGEST = 64;

  private static final int LEAST_BLOB = 256;

  private final String text;
  private final Sink sink;
  private final StringBuilder word = new StringBuilder();
  private int at;
  private int start;
  private int position;
  private int blobLookedTo;
  private boolean afterEscape;

  /** What {@link #read} found at {@link #at}, and where it ends. */
  private int point;

  private int pointEnd;

  private SearchWords(String text, Sink sink) {
    this.text = text;
    this.sink = sink;
  }

  /** Takes words. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One word.
     *
     * @param word how it is written in an index
     * @param start where it begins in the text
     * @param end where it ends
     * @param position which word it is, from 0; two ways of reading one word share it
     */
    void take(String word, int start, int end, int position);
  }

  /** Gives every word of the text, by position. */
  public static void each(String text, Sink sink) {
    new SearchWords(text, sink).cut();
  }

  private void cut() {
    while (at < text.length()) {
      read();
      if (Letters.isEmoji(point)) {
        sink.take(Character.toString(point), at, pointEnd, position++);
        at = pointEnd;
      } else if (!Letters.begins(point)) {
        at = pointEnd;
      } else if (Letters.isDense(point)) {
        dense();
      } else if (!skippedBlob()) {
        spaced();
      }
    }
  }

  /** A word that ends at a blank or a sign. */
  private void spaced() {
    start = at;
    afterEscape = at > 0 && text.charAt(at - 1) == '\\' && "nrt".indexOf(text.charAt(at)) >= 0;
    word.setLength(0);
    int end = at;
    while (at < text.length()) {
      read();
      if (!Letters.goesOn(point) || Letters.isDense(point)) {
        break;
      }
      if (word.length() < LONGEST) {
        append(point);
      }
      at = pointEnd;
      end = at;
    }
    if (word.length() > LONGEST) {
      word.setLength(Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
    give(end);
  }

  private void append(int letter) {
    if (letter < 0x80) {
      word.append((char) (letter >= 'A' && letter <= 'Z' ? letter + 32 : letter));
    } else {
      word.append(Letters.folded(letter));
    }
  }

  private void give(int end) {
    if ((afterEscape && word.length() == 1) || word.isEmpty()) {
      return;
    }
    sink.take(word.toString(), start, end, position);
    if (afterEscape) {
      sink.take(word.substring(1), start + 1, end, position);
    }
    position++;
  }

  /** A row of letters that is not cut by blanks. */
  private void dense() {
    String last = "";
    int lastStart = at;
    int lastEnd = at;
    while (at < text.length()) {
      read();
      if (!Letters.goesOn(point) || !Letters.isDense(point)) {
        break;
      }
      String letter = Letters.folded(point);
      if (!last.isEmpty()) {
        sink.take(last + letter, lastStart, pointEnd, position++);
      }
      last = letter;
      lastStart = at;
      lastEnd = pointEnd;
      at = pointEnd;
    }
    sink.take(last, lastStart, lastEnd, position++);
  }

  /** Passes over a long row of the letters of base64. */
  private boolean skippedBlob() {
    if (at < blobLookedTo) {
      return false;
    }
    int end = at;
    while (end < text.length() && isBase64(text.charAt(end))) {
      end++;
    }
    blobLookedTo = end;
    if (end - at < LEAST_BLOB) {
      return false;
    }
    position++;
    at = end;
    return true;
  }

  private static boolean isBase64(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || "+/=-_".indexOf(c) >= 0);
  }

  /** Reads the code point at {@link #at}, which an escape may stand for. */
  private void read() {
    char c = text.charAt(at);
    if (c == '\\') {
      int escaped = escapedUnit(at);
      if (escaped >= 0) {
        readEscape((char) escaped);
        return;
      }
    }
    point = text.codePointAt(at);
    pointEnd = at + Character.charCount(point);
  }

  private void readEscape(char unit) {
    pointEnd = escapeEnd(at);
    point = unit;
    if (Character.isHighSurrogate(unit) && pointEnd < text.length()) {
      int low = escapedUnit(pointEnd);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        point = Character.toCodePoint(unit, (char) low);
        pointEnd = escapeEnd(pointEnd);
      }
    }
  }

  /** The four digits after backslashes and a {@code u} as a number, -1 when there is none. */
  private int escapedUnit(int from) {
    int digits = escapeEnd(from) - 4;
    if (text.charAt(from) != '\\' || digits + 4 > text.length() || text.charAt(digits - 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = digits; i < digits + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  /** Where an escape that begins with backslashes ends, if it is one of a code unit. */
  private int escapeEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == '\\') {
      end++;
    }
    return end + 5;
  }
}
