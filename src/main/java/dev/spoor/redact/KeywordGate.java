package dev.spoor.redact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/**
 * Finds all keywords of all rules in one pass over a text (Aho and Corasick, 1975), whatever their
 * case. Only where one stands is a rule's pattern tried.
 */
final class KeywordGate {
  private static final int ASCII = 128;

  private final byte[] symbolOf = new byte[ASCII];
  private final int symbols;
  private final int[] next;
  private final int[][] found;
  private final List<Keyword> keywords = new ArrayList<>();

  /** Is told of every keyword found, in the order in which they end. */
  interface Hit {
    /** A keyword of the rule begins at the position. */
    void at(int position, int rule);
  }

  KeywordGate(List<RedactionRule> rules) {
    for (int rule = 0; rule < rules.size(); rule++) {
      for (String keyword : rules.get(rule).keywords()) {
        keywords.add(new Keyword(keyword.toLowerCase(Locale.ROOT), rule));
      }
    }
    symbols = numberSymbols();
    List<int[]> trie = new ArrayList<>();
    List<List<Integer>> ends = new ArrayList<>();
    plant(trie, ends);
    int[] fallback = new int[trie.size()];
    next = new int[trie.size() * symbols];
    found = new int[trie.size()][];
    complete(trie, ends, fallback);
  }

  void scan(String text, Hit hit) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      state = next[state * symbols + (c < ASCII ? symbolOf[c] : 0)];
      for (int id : found[state]) {
        Keyword keyword = keywords.get(id);
        hit.at(i + 1 - keyword.text.length(), keyword.rule);
      }
    }
  }

  /** Numbers the characters that occur in keywords from 1, upper case as lower; 0 is any other. */
  private int numberSymbols() {
    byte count = 0;
    for (Keyword keyword : keywords) {
      for (int i = 0; i < keyword.text.length(); i++) {
        char c = keyword.text.charAt(i);
        if (symbolOf[c] == 0) {
          symbolOf[c] = ++count;
          symbolOf[Character.toUpperCase(c)] = count;
        }
      }
    }
    return count + 1;
  }

  private void plant(List<int[]> trie, List<List<Integer>> ends) {
    trie.add(blank());
    ends.add(new ArrayList<>());
    for (int id = 0; id < keywords.size(); id++) {
      String text = keywords.get(id).text;
      int state = 0;
      for (int i = 0; i < text.length(); i++) {
        int symbol = symbolOf[text.charAt(i)];
        if (trie.get(state)[symbol] < 0) {
          trie.get(state)[symbol] = trie.size();
          trie.add(blank());
          ends.add(new ArrayList<>());
        }
        state = trie.get(state)[symbol];
      }
      ends.get(state).add(id);
    }
  }

  private int[] blank() {
    int[] none = new int[symbols];
    Arrays.fill(none, -1);
    return none;
  }

  /** Fills in where to go when the trie ends, breadth first, so that shorter prefixes are ready. */
  private void complete(List<int[]> trie, List<List<Integer>> ends, int[] fallback) {
    Queue<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int state = open.remove();
      if (state != 0) {
        ends.get(state).addAll(ends.get(fallback[state]));
      }
      found[state] = ends.get(state).stream().mapToInt(Integer::intValue).toArray();
      for (int symbol = 0; symbol < symbols; symbol++) {
        int child = trie.get(state)[symbol];
        int otherwise = state == 0 ? 0 : next[fallback[state] * symbols + symbol];
        next[state * symbols + symbol] = child < 0 ? otherwise : child;
        if (child >= 0) {
          fallback[child] = otherwise;
          open.add(child);
        }
      }
    }
  }

  private record Keyword(String text, int rule) {}
}
