package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * What sums are kept for. A span counts where it began, a run where it began.
 *
 * @param grain how much time it covers
 * @param hour when it begins, in hours since 1970, UTC
 * @param project the run's; null for runs without one
 * @param dimension one that is {@linkplain Dimension#kept kept}
 * @param value of that dimension; null only where {@link Dimension} says so
 */
public record TotalsCell(
    Grain grain, long hour, @Nullable String project, Dimension dimension, @Nullable String value) {
  public TotalsCell {
    if (dimension.kept() != dimension || grain.begin(hour) != hour) {
      throw new IllegalArgumentException("no cell is kept for " + dimension + " from " + hour);
    }
  }
}
