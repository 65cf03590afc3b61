package dev.spoor.price;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price of one counter, in US dollars per million tokens. With tiers, all tokens of a request
 * cost the price of the tier that the request's whole input reaches.
 *
 * @param base the price below every tier
 * @param tiers by rising bound
 */
record Rate(BigDecimal base, List<Tier> tiers) {
  /**
   * A higher tier.
   *
   * @param above the input tokens a request must have more of
   * @param price in US dollars per million tokens
   */
  record Tier(long above, BigDecimal price) {}

  Rate {
    tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
  }

  /** The same price for requests of every size. */
  static Rate flat(BigDecimal price) {
    return new Rate(price, List.of());
  }

  /** The tier of a request; null when it pays the base price. */
  @Nullable Tier tier(long inputTokens) {
    Tier reached = null;
    for (Tier tier : tiers) {
      if (inputTokens > tier.above()) {
        reached = tier;
      }
    }
    return reached;
  }
}
