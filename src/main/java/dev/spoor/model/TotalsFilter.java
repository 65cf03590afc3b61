package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * Which totals to read.
 *
 * @param dimension by what they are broken down
 * @param project only of runs of exactly this project; null for all
 * @param value only of exactly this value of the dimension; null for all
 */
public record TotalsFilter(Dimension dimension, @Nullable String project, @Nullable String value) {
  /** Everything, broken down. */
  public static TotalsFilter by(Dimension dimension) {
    return new TotalsFilter(dimension, null, null);
  }
}
