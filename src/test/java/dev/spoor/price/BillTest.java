package dev.spoor.price;

import static dev.spoor.price.Calls.TODAY;
import static dev.spoor.price.Calls.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.model.Cost;
import dev.spoor.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillTest {
  private static final long BELOW_EVERY_TIER = 10_000;
  private static final long ABOVE_EVERY_TIER = 2_000_000;

  private static Cost bill(Usage usage, BigDecimal perMillion) {
    PriceRow.Version version =
        new PriceRow.Version(
            Validity.ALWAYS,
            new Rates(Map.of(Counter.UNCACHED_INPUT, Rate.flat(perMillion)), false));
    PriceRow row =
        new PriceRow("acme", "acme-1", null, new Match.Equal("acme-1"), List.of(version));
    return Bill.of(usage, new Quote("test", row, version, JsonObject.EMPTY));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.0004999, 0",
    "1, 0.0005,    1",
    "1, 0.0014999, 1",
    "1, 0.0015,    2",
    "3, 0.0005,    2",
    "1, 0.000499999999999999, 0",
    "7, 0.3,       2100",
  })
  void of_fractionsOfANanoDollar_roundedHalfUpOnce(long tokens, BigDecimal price, long nanos) {
    assertEquals(nanos, bill(usage(tokens, 0, 0, 0, 0), price).amount().nanos());
  }

  @Test
  void of_severalFractions_areAddedBeforeTheyAreRounded() {
    Cost cost = bill(usage(1, 1, 1, 1, 0), new BigDecimal("0.0004"));
    assertEquals(2, cost.amount().nanos(), "4 x 0.4 = 1.6, and not 4 x 0");
  }

  @Test
  void of_anyRow_isAdditiveAndMonotoneInEveryCounterWithinATier() throws IOException {
    SplittableRandom random = new SplittableRandom(20260923);
    int priced = 0;
    for (PriceRow row : rows()) {
      PriceRow.Version version = row.at(TODAY);
      if (version.rates().byCounter().isEmpty()) {
        continue;
      }
      priced++;
      Quote quote = new Quote("test", row, version, JsonObject.EMPTY);
      for (long floor : List.of(0L, ABOVE_EVERY_TIER)) {
        Usage base = usage(floor, 0, 0, 0, 0);
        Usage one = base.plus(any(random));
        Usage other = any(random);
        long sum = nanos(one.plus(other), quote);
        long apart = nanos(one, quote) + nanos(base.plus(other), quote) - nanos(base, quote);
        assertTrue(Math.abs(sum - apart) <= 2, () -> row.id() + " adds up to within rounding");
        for (Usage step : steps()) {
          assertTrue(nanos(one.plus(step), quote) >= nanos(one, quote), row.id());
        }
      }
    }
    assertTrue(priced > 1_300);
  }

  private static List<PriceRow> rows() throws IOException {
    try (InputStream json = PriceBook.class.getResourceAsStream("genai-prices-0.1.8.json")) {
      return PriceTableReader.read(json.readAllBytes(), "table", LocalDate.EPOCH).rows();
    }
  }

  private static Usage any(SplittableRandom random) {
    return new Usage(
        random.nextLong(BELOW_EVERY_TIER),
        random.nextLong(BELOW_EVERY_TIER),
        random.nextLong(BELOW_EVERY_TIER),
        random.nextLong(BELOW_EVERY_TIER),
        random.nextLong(BELOW_EVERY_TIER),
        0,
        false);
  }

  private static List<Usage> steps() {
    List<Usage> steps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      steps.add(
          usage(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0, i == 3 ? 1 : 0, i == 4 ? 1 : 0));
    }
    return steps;
  }

  private static long nanos(Usage usage, Quote quote) {
    return Bill.of(usage, quote).amount().nanos();
  }
}
