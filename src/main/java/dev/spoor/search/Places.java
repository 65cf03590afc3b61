package dev.spoor.search;

import dev.spoor.model.Excerpt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Where the clauses of a terms stand in a text. */
public final class Places {
  private static final int MOST_A_CLAUSE = 50;

  private final List<Excerpt.Mark> marks = new ArrayList<>();
  private final BitSet clauses = new BitSet();

  private Places() {}

  /** Looks for every clause, each for itself. */
  public static Places of(SearchTerms terms, String text) {
    Tokens tokens = new Tokens();
    SearchWords.each(text, tokens::add);
    Places places = new Places();
    for (int clause = 0; clause < terms.clauses().size(); clause++) {
      places.look(terms.clauses().get(clause), clause, tokens);
    }
    places.marks.sort(Comparator.comparingInt(Excerpt.Mark::start));
    return places;
  }

  private void look(SearchTerms.Clause clause, int number, Tokens tokens) {
    int found = 0;
    for (int i = 0; i < tokens.words.size() && found < MOST_A_CLAUSE; i++) {
      int last = tokens.matchFrom(i, clause.words());
      if (last >= 0) {
        clauses.set(number);
        marks.add(new Excerpt.Mark(tokens.starts.get(i), tokens.ends.get(last)));
        found++;
      }
    }
  }

  /** The numbers of the clauses that stand in it. */
  public BitSet clauses() {
    return (BitSet) clauses.clone();
  }

  /** Where, by start; of a clause that stands there often, the first places. */
  public List<Excerpt.Mark> marks() {
    return List.copyOf(marks);
  }

  private static final class Tokens {
    private final List<String> words = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();

    void add(String word, int start, int end, int position) {
      words.add(word);
      starts.add(start);
      ends.add(end);
      positions.add(position);
    }

    /** The last word of a match that begins at a word; -1 when none does. */
    int matchFrom(int first, List<SearchTerms.Wanted> wanted) {
      SearchTerms.Wanted head = wanted.get(0);
      if (!head.fits(words.get(first))) {
        return -1;
      }
      int base = positions.get(first) - head.step();
      int at = first;
      for (SearchTerms.Wanted next : wanted.subList(1, wanted.size())) {
        at = find(at, base + next.step(), next);
        if (at < 0) {
          return -1;
        }
      }
      return at;
    }

    private int find(int from, int position, SearchTerms.Wanted wanted) {
      for (int i = from; i < words.size() && positions.get(i) <= position; i++) {
        if (positions.get(i) == position && wanted.fits(words.get(i))) {
          return i;
        }
      }
      return -1;
    }
  }
}
