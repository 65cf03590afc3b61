package dev.spoor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the runs that match.
 *
 * @param runs the rows
 * @param next where the next page begins; null after the last row
 * @param total how many match in all, counted to {@link #EXACT_TOTAL}
 * @param totalIsExact false when more than that match
 */
public record RunPage(List<Run> runs, @Nullable RunCursor next, long total, boolean totalIsExact) {
  /** The count after which counting stops. */
  public static final long EXACT_TOTAL = 1_000;

  public RunPage {
    runs = List.copyOf(runs);
  }
}
