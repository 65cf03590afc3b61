package dev.spoor.codec;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that somebody may have meant. */
public final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  /** The known name with the fewest edits, at most a third of its letters; empty when none is. */
  public static Optional<String> of(String sent, Stream<String> known) {
    if (sent.length() > LONGEST) {
      return Optional.empty();
    }
    String letters = letters(sent);
    return known
        .filter(name -> edits(letters, letters(name)) <= letters(name).length() / 3)
        .min(Comparator.comparingInt(name -> edits(letters, letters(name))));
  }

  /** Case and separators are no difference: {@code startedAt} is {@code started_at}. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[from.length()][to.length()];
  }
}
