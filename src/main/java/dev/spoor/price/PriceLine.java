package dev.spoor.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One model's prices at one time, in US dollars per million tokens, for a list that people read.
 * Null is a price that the source does not name.
 *
 * @param source the table's name and version, or the user's file
 * @param provider its id in the table, or the user's word; null for any provider
 * @param model its id in the table, or the user's name or glob
 * @param serviceTier the class of service they hold for; null for the standard one
 * @param validFrom the first day of these prices; null when they always held
 * @param longInputFrom the input tokens from which on a request costs more; null when none does
 */
public record PriceLine(
    String source,
    @Nullable String provider,
    String model,
    @Nullable String serviceTier,
    @Nullable LocalDate validFrom,
    @Nullable BigDecimal input,
    @Nullable BigDecimal cachedInput,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal cacheWriteOneHour,
    @Nullable BigDecimal output,
    @Nullable Long longInputFrom) {

  static PriceLine of(String source, PriceRow row, PriceRow.Version version) {
    Rates rates = version.rates();
    Rate input = rates.byCounter().get(Counter.UNCACHED_INPUT);
    return new PriceLine(
        source,
        row.provider(),
        row.id(),
        row.serviceTier(),
        version.validity().from(),
        base(rates, Counter.UNCACHED_INPUT),
        base(rates, Counter.CACHED_INPUT),
        base(rates, Counter.CACHE_WRITE),
        base(rates, Counter.CACHE_WRITE_ONE_HOUR),
        base(rates, Counter.OUTPUT),
        input == null || input.tiers().isEmpty() ? null : input.tiers().get(0).above() + 1);
  }

  private static @Nullable BigDecimal base(Rates rates, Counter counter) {
    Rate rate = rates.byCounter().get(counter);
    return rate == null ? null : rate.base();
  }
}
