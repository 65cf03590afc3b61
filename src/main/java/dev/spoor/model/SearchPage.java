package dev.spoor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the spans that a search finds.
 *
 * @param hits the spans
 * @param next where the search goes on; null at its end
 * @param unindexed how many spans were written and not searched yet: about so many; 0 nearly always
 */
public record SearchPage(List<SpanHit> hits, @Nullable SearchCursor next, long unindexed) {
  public SearchPage {
    hits = List.copyOf(hits);
  }
}
