package dev.spoor.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Words to filter runs by.
 *
 * @param words each once, in the order sent
 */
public record Tags(List<String> words) {
  public Tags {
    words = List.copyOf(new LinkedHashSet<>(words));
  }

  /** Tags in the order given. */
  public static Tags of(Collection<String> words) {
    return new Tags(List.copyOf(words));
  }
}
