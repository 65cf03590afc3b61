package dev.spoor.ingest;

import dev.spoor.ingest.RunShare.Owner;
import dev.spoor.ingest.RunShare.Part;
import dev.spoor.model.Dimension;
import dev.spoor.model.Grain;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By how much the totals of the store change, summed up over runs. */
final class TotalsDifference {
  private static final Grain[] GRAINS = Grain.values();

  private final Map<TotalsCell, Sums> cells = new HashMap<>();

  /** Adds a part of what a run's owner is booked. */
  void book(Owner owner, Part part, Sums change) {
    if (change.isZero()) {
      return;
    }
    if (part.dimension() != Dimension.ALL) {
      book(owner, part.hour(), part.dimension(), part.value(), change);
      return;
    }
    book(owner, part.hour(), Dimension.AGENT, owner.agent(), change);
    if (owner.feature() != null) {
      book(owner, part.hour(), Dimension.FEATURE, owner.feature(), change);
    }
    if (owner.runner() != null) {
      book(owner, part.hour(), Dimension.RUNNER, owner.runner(), change);
    }
    for (String tag : owner.tags()) {
      book(owner, part.hour(), Dimension.TAG, tag, change);
    }
  }

  private void book(
      Owner owner, long hour, Dimension dimension, @Nullable String value, Sums change) {
    for (Grain grain : GRAINS) {
      add(new TotalsCell(grain, grain.begin(hour), owner.project(), dimension, value), change);
    }
  }

  private void add(TotalsCell cell, Sums change) {
    cells.computeIfAbsent(cell, key -> new Sums()).add(change);
  }

  /** Takes back a cell as it is stored. */
  void subtract(TotalsCell cell, Sums stored) {
    cells.computeIfAbsent(cell, key -> new Sums()).subtract(stored);
  }

  /** The cells that change, and by how much. */
  Map<TotalsCell, Sums> cells() {
    cells.values().removeIf(Sums::isZero);
    return cells;
  }
}
