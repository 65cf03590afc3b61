package dev.spoor.price;

import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out one call: tokens times price, counter by counter, exact, the sum rounded once to
 * nano-dollars, half up.
 *
 * <p>A counter without a price of its own costs what the next wider one does, as the genai-prices
 * data means it: cache reads and writes cost as much as other input, one-hour writes as much as
 * five-minute ones. The last is known to be too little wherever five-minute writes have a price, so
 * that such a sum is {@link CostStatus#PARTIAL}, a lower bound; so is one with output that has no
 * price, with a fee per request, or of a usage that is partial itself.
 */
final class Bill {
  private static final int MILLION_DIGITS = 6;
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000_000);

  private final Usage usage;
  private final Rates rates;
  private final List<JsonValue> factors = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private BigDecimal sum = BigDecimal.ZERO;
  private long tierAbove = -1;

  private Bill(Usage usage, Rates rates) {
    this.usage = usage;
    this.rates = rates;
  }

  /** What the usage costs at these prices. */
  static Cost of(Usage usage, Quote quote) {
    Rates rates = quote.version().rates();
    if (rates.byCounter().isEmpty()) {
      return unpriced("the price table has no price per token for the model", quote.row().id());
    }
    return new Bill(usage, rates).cost(quote);
  }

  /**
   * No amount, and why.
   *
   * @param nearest the id of a row that could not be used; null when there is none
   */
  static Cost unpriced(String why, @Nullable String nearest) {
    JsonObject detail = JsonObject.builder().put("why", why).put("nearest", nearest).build();
    return new Cost(null, CostStatus.UNPRICED, Json.text(detail));
  }

  /** An exact number of dollars, with two decimals at least. */
  static String plain(BigDecimal dollars) {
    BigDecimal stripped = dollars.stripTrailingZeros();
    return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
  }

  private Cost cost(Quote quote) {
    for (Counter counter : Counter.values()) {
      long tokens = counter.tokens(usage, rates.reasoningApart());
      if (tokens > 0) {
        add(counter, tokens);
      }
    }
    if (rates.billsRequests()) {
      gaps.add("each request costs something beside its tokens");
    }
    if (usage.partial()) {
      gaps.add("the usage leaves something out");
    }
    return sum.compareTo(MOST_DOLLARS) > 0
        ? unpriced("the sum is above " + MOST_DOLLARS + " US dollars", quote.row().id())
        : new Cost(
            Usd.of(sum),
            gaps.isEmpty() ? CostStatus.COMPUTED : CostStatus.PARTIAL,
            Json.text(detail(quote)));
  }

  private void add(Counter counter, long tokens) {
    JsonObject.Builder factor =
        JsonObject.builder().put("counter", counter.word()).put("tokens", tokens);
    Counter pricedAs = rates.pricedAs(counter);
    Rate rate = pricedAs == null ? null : rates.byCounter().get(pricedAs);
    if (pricedAs == null || rate == null) {
      gaps.add("no price for " + counter.word());
      factors.add(factor.build());
      return;
    }
    Rate.Tier tier = rate.tier(usage.inputTokens());
    BigDecimal perMillion = tier == null ? rate.base() : tier.price();
    BigDecimal dollars =
        perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION_DIGITS);
    sum = sum.add(dollars);
    tierAbove = Math.max(tierAbove, tier == null ? -1 : tier.above());
    factor.put("usd_per_million", plain(perMillion)).put("usd", plain(dollars));
    if (pricedAs != counter) {
      factor.put("priced_as", pricedAs.word());
    }
    if (counter == Counter.CACHE_WRITE_ONE_HOUR && pricedAs == Counter.CACHE_WRITE) {
      gaps.add("one-hour cache writes cost more than the five-minute price they are billed at");
    }
    factors.add(factor.build());
  }

  private JsonObject detail(Quote quote) {
    Validity validity = quote.version().validity();
    LocalDate from = validity.from();
    Validity.Hours hours = validity.hours();
    return JsonObject.builder()
        .put("source", quote.source())
        .put("provider", quote.row().provider())
        .put("model", quote.row().id())
        .put("valid_from", from == null ? null : from.toString())
        .put("hours_utc", hours == null ? null : hours.toString())
        .put("tier_from_tokens", tierAbove < 0 ? null : Json.of(tierAbove + 1))
        .put("factors", new JsonArray(factors))
        .put("matched_by", quote.matchedBy())
        .put("why", gaps.isEmpty() ? null : new JsonString(String.join("; ", gaps)))
        .build();
  }
}
