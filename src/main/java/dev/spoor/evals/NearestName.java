package dev.spoor.evals;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a caller who wrote an unknown name most likely meant. */
final class NearestName {
  private NearestName() {}

  /** A name that has the written one in it, else the one with the fewest letters to change. */
  static String of(String written, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> name.contains(written) ? 0 : edits(written, name)))
        .orElseThrow(() -> new IllegalArgumentException("no names"));
  }

  /** Letters to insert, delete or replace (Levenshtein's distance). */
  private static int edits(String from, String to) {
    int length = Math.min(from.length(), 100);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
