package dev.spoor.codec.session;

import dev.spoor.model.Wtf8;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a transcript holds that we did not expect, counted by kind: its format is internal and
 * changes between versions, so that none of it is an error. Not thread-safe.
 */
public final class Oddities {
  private static final int MOST_KINDS = 100;
  private static final int LONGEST_KIND = 80;
  private static final String OTHERS = "others";

  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** One more of a kind; past a hundred kinds they are counted together. */
  public void add(String kind) {
    String shown = kind;
    if (kind.length() > LONGEST_KIND) {
      shown =
          kind.substring(
              0, Wtf8.startsPair(kind, LONGEST_KIND - 1) ? LONGEST_KIND - 1 : LONGEST_KIND);
    }
    boolean known = counts.containsKey(shown) || counts.size() < MOST_KINDS;
    counts.merge(known ? shown : OTHERS, 1L, Long::sum);
  }

  /** How often each kind was seen, in the order first seen. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Counts from zero again. */
  public void clear() {
    counts.clear();
  }
}
