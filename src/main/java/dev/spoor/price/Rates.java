package dev.spoor.price;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one model at one time.
 *
 * @param byCounter only the counters that have a price of their own
 * @param billsRequests whether each request costs something beside its tokens
 */
record Rates(Map<Counter, Rate> byCounter, boolean billsRequests) {
  /** Nothing to pay for any token. */
  static final Rates FREE =
      new Rates(
          Map.of(
              Counter.UNCACHED_INPUT,
              Rate.flat(BigDecimal.ZERO),
              Counter.OUTPUT,
              Rate.flat(BigDecimal.ZERO)),
          false);

  Rates {
    EnumMap<Counter, Rate> copy = new EnumMap<>(Counter.class);
    copy.putAll(byCounter);
    byCounter = copy;
  }

  /** Whether reasoning is billed apart from the other output. */
  boolean reasoningApart() {
    return byCounter.containsKey(Counter.REASONING);
  }

  /**
   * The counter whose price holds for this one: itself, else the next {@linkplain Counter#wider
   * wider} one with a price; null when there is none.
   */
  @Nullable Counter pricedAs(Counter counter) {
    Counter candidate = counter;
    while (candidate != null && !byCounter.containsKey(candidate)) {
      candidate = candidate.wider();
    }
    return candidate;
  }
}
