package dev.spoor.model;

import org.jspecify.annotations.Nullable;

/**
 * What a span cost and how that is known.
 *
 * @param amount null exactly when {@code status} is {@link CostStatus#UNPRICED}
 * @param status where the amount comes from
 * @param detail the derivation as a JSON object: price row, valid-from date and each factor, or why
 *     there is no price
 */
public record Cost(@Nullable Usd amount, CostStatus status, JsonText detail) {
  public Cost {
    if ((amount == null) != (status == CostStatus.UNPRICED)) {
      throw new IllegalArgumentException("amount is absent exactly when the status is UNPRICED");
    }
  }
}
