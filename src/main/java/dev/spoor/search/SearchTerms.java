package dev.spoor.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a user looks for: every clause must be found.
 *
 * <p>Blanks separate clauses; what stands between quotation marks is one, and so is what a sign
 * joins ({@code get_trace}): its words must follow each other. A star at the end of a clause stands
 * for the rest of its last word, of which it needs {@link #LEAST_BEFORE_STAR} letters. Nothing else
 * has a meaning of its own.
 *
 * @param clauses none when the text has neither a letter nor a digit
 */
public record SearchTerms(List<Clause> clauses) {
  /** Letters before a star. */
  public static final int LEAST_BEFORE_STAR = 3;

  private static final int MOST_WORDS = 64;

  public SearchTerms {
    clauses = List.copyOf(clauses);
  }

  /**
   * SearchWords that follow each other.
   *
   * @param words at least one
   */
  public record Clause(List<Wanted> words) {
    public Clause {
      words = List.copyOf(words);
    }
  }

  /**
   * A word to look for.
   *
   * @param word as {@link SearchWords} gives it
   * @param beginning whether a word that begins so will do
   * @param step how many places after the clause's first word it stands
   */
  public record Wanted(String word, boolean beginning, int step) {
    boolean fits(String found) {
      return beginning ? found.startsWith(word) : found.equals(word);
    }
  }

  /** Reads what a user typed; after 64 words nothing is looked for. */
  public static SearchTerms of(String text) {
    Set<Clause> clauses = new LinkedHashSet<>();
    int words = 0;
    for (String part : parts(text)) {
      List<Wanted> wanted = wanted(part);
      List<Wanted> taken = wanted.subList(0, Math.min(wanted.size(), MOST_WORDS - words));
      if (!taken.isEmpty() && clauses.add(new Clause(taken))) {
        words += taken.size();
      }
    }
    return new SearchTerms(List.copyOf(clauses));
  }

  /** Whether there is nothing to look for. */
  public boolean isEmpty() {
    return clauses.isEmpty();
  }

  /**
   * Whether an index of single words answers it: a text that has all words of it has all clauses.
   */
  public boolean isOfSingleWords() {
    return clauses.stream().allMatch(clause -> clause.words.size() == 1);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mark = c == '"' || c == '\u201C' || c == '\u201D' || c == '\u201E';
      if (mark || (!quoted && Character.isWhitespace(c))) {
        parts.add(part.toString());
        part.setLength(0);
        quoted ^= mark;
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static List<Wanted> wanted(String part) {
    List<Wanted> wanted = new ArrayList<>();
    int[] before = {-1, -1};
    SearchWords.each(
        part,
        (word, start, end, position) -> {
          boolean lone = word.codePointCount(0, word.length()) == 1;
          boolean letter = lone && Letters.isDense(word.codePointAt(0));
          // A word that holds it too is wanted already: the last letter of a row, a second reading.
          boolean known = (letter && end == before[0]) || position == before[1];
          before[0] = end;
          before[1] = position;
          if (!known) {
            wanted.add(new Wanted(word, letter, position));
          }
        });
    if (part.endsWith("*") && !wanted.isEmpty()) {
      wanted.add(withStar(wanted.remove(wanted.size() - 1)));
    }
    return wanted;
  }

  private static Wanted withStar(Wanted last) {
    boolean enough = last.word.length() >= LEAST_BEFORE_STAR;
    return new Wanted(last.word, last.beginning || enough, last.step);
  }
}
