package dev.spoor.store;

import dev.spoor.model.Run;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import java.util.List;

/** Is shown every run and every cell of the totals. It must not use the store. */
public interface TotalsScan {
  /**
   * Comes first; and again when the engine had to begin anew, and then what came before is void.
   *
   * @param corrections as {@link SpanReader#corrections}
   */
  void begin(long corrections);

  /**
   * A run and all its spans in order of arrival.
   *
   * @param run without flags, scores and {@code childrenCost}
   */
  void run(Run run, List<SpanOutline> spans);

  /** A cell that is kept. */
  void cell(TotalsCell cell, Sums sums);
}
