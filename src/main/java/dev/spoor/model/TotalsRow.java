package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * What was counted in a period for a value.
 *
 * @param period which of the periods asked for, from 0
 * @param value of the dimension asked for; null only where {@link Dimension} says so
 * @param sums what adds up, never all zero
 */
public record TotalsRow(int period, @Nullable String value, Sums sums) {}
