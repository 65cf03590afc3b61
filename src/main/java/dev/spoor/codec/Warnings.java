package dev.spoor.codec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was accepted but may not be what the sender meant, in words for the sender. Holds no more
 * than fit into a short answer and counts the rest. Not thread-safe.
 */
public final class Warnings {
  private static final int MOST = 20;

  private final Set<String> texts = new LinkedHashSet<>();
  private int leftOut;

  /** Adds a sentence; one that is there already is not repeated. */
  public void add(String text) {
    if (texts.size() < MOST) {
      texts.add(text);
    } else if (!texts.contains(text)) {
      leftOut++;
    }
  }

  /** The sentences in the order added, the last one saying how many were left out. */
  public List<String> texts() {
    List<String> all = new ArrayList<>(texts);
    if (leftOut > 0) {
      all.add(leftOut + " more warnings were left out");
    }
    return List.copyOf(all);
  }
}
