package dev.spoor.search;

import dev.spoor.model.Excerpt;
import dev.spoor.model.Wtf8;
import java.util.List;

/** Cuts the piece around the first place out of a text. */
public final class Excerpts {
  /** Characters of a piece. */
  public static final int LONGEST = 200;

  private static final int BEFORE = 60;
  private static final int MOST_GIVEN_UP = 16;

  private Excerpts() {}

  /**
   * The piece around the first mark.
   *
   * @param text what was searched
   * @param marks at least one, by start
   * @param begins where that begins in the whole, in bytes
   * @param bytes how long the whole is
   */
  public static Excerpt around(
      Excerpt.Source source, String text, List<Excerpt.Mark> marks, long begins, long bytes) {
    Excerpt.Mark first = marks.get(0);
    int from = wordStart(text, Math.max(0, first.start() - BEFORE), first.start());
    int to = wordEnd(text, from, first);
    List<Excerpt.Mark> shown =
        marks.stream()
            .filter(mark -> mark.start() < to)
            .map(mark -> new Excerpt.Mark(mark.start() - from, Math.min(mark.end(), to) - from))
            .toList();
    long offset = begins + Wtf8.encode(text.substring(0, from)).length;
    return new Excerpt(source, text.substring(from, to), offset, bytes, shown);
  }

  /** The index, or the beginning of a word a little later. */
  private static int wordStart(String text, int index, int mostIndex) {
    if (index == 0) {
      return 0;
    }
    int end = Math.min(index + MOST_GIVEN_UP, mostIndex);
    for (int i = index; i < end; i++) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return characterStart(text, index);
  }

  private static int wordEnd(String text, int from, Excerpt.Mark first) {
    int index = from + LONGEST;
    if (index >= text.length()) {
      return text.length();
    }
    int least = Math.min(Math.max(index - MOST_GIVEN_UP, first.end()), index);
    for (int i = index; i > least; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return characterStart(text, index);
  }

  private static int characterStart(String text, int index) {
    return index > 0 && Wtf8.startsPair(text, index - 1) ? index - 1 : index;
  }
}
