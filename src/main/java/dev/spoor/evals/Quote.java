package dev.spoor.evals;

/** Short pieces of text for people, cut between characters and never inside one. */
final class Quote {
  private static final int LONGEST = 60;
  private static final int AROUND = 60;

  private Quote() {}

  /** The beginning of a text in quotation marks. */
  static String of(String text) {
    return "\"" + beginning(text) + "\"";
  }

  /** The beginning of a text. */
  static String beginning(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, boundary(text, LONGEST)) + "…";
  }

  /** A place in a text with a little of what stands around it. */
  static String around(String text, int start, int end) {
    int shownEnd = Math.min(end, start + AROUND);
    int from = boundary(text, Math.max(0, start - AROUND));
    int to = boundary(text, Math.min(text.length(), shownEnd + AROUND));
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  private static int boundary(String text, int index) {
    boolean insidePair =
        index > 0
            && index < text.length()
            && Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return insidePair ? index - 1 : index;
  }
}
