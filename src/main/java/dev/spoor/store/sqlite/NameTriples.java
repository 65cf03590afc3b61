package dev.spoor.store.sqlite;

import dev.spoor.model.Wtf8;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The parts of a run's name, three letters long, by which parts of names are found. Signs and
 * blanks count too, so they are written as letters that no text has.
 */
final class NameTriples {
  private static final int LENGTH = 3;

  /** Of the private use area: begins a triple, so that it is never taken for a word. */
  private static final int MARK = 0xE000;

  private static final int SIGNS = 0xE100;
  private static final int LONE_SURROGATE = 0xE200;

  /** Names are whole prompts sometimes, and nobody types more than this of one. */
  private static final int MOST_LETTERS = 4_000;

  private NameTriples() {}

  /** The triples of a name or a part of one; none when it is shorter. */
  static Set<String> of(String text) {
    int[] letters =
        Wtf8.decode(RunRows.searchable(text))
            .codePoints()
            .limit(MOST_LETTERS)
            .map(NameTriples::letter)
            .toArray();
    Set<String> triples = new LinkedHashSet<>();
    for (int i = 0; i + LENGTH <= letters.length; i++) {
      triples.add(Character.toString(MARK) + new String(letters, i, LENGTH));
    }
    return triples;
  }

  private static int letter(int point) {
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      return LONE_SURROGATE;
    }
    return point < 0x80 && !Character.isLetterOrDigit(point) ? SIGNS + point : point;
  }
}
