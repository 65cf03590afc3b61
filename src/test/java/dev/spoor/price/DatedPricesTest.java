package dev.spoor.price;

import static dev.spoor.price.Calls.call;
import static dev.spoor.price.Calls.detail;
import static dev.spoor.price.Calls.price;
import static dev.spoor.price.Calls.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Cost;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatedPricesTest {
  private final PriceBook book = PriceBook.bundled();

  @ParameterizedTest
  @CsvSource({
    "gpt-5.6-sol,       2026-08-20T23:59:59.999999999Z, 0.50, ",
    "gpt-5.6-sol,       2026-08-21T00:00:00Z,           0.40, 2026-08-21",
    "claude-opus-4-6,   2026-03-12T23:59:59Z,           0.50, ",
    "o3,                2025-06-09T12:00:00Z,           1.00, ",
    "o3,                2025-06-10T00:00:00Z,           0.20, 2025-06-10",
    "gemini-3.6-flash,  2026-12-31T23:59:59Z,           0.075, ",
    "gemini-3.6-flash,  2027-01-01T00:00:00Z,           0.15, 2027-01-01",
    "deepseek-chat,     2026-09-01T00:29:59Z,           0.0135, ",
    "deepseek-chat,     2026-09-01T00:30:00Z,           0.027, ",
    "deepseek-chat,     2026-09-01T16:29:59Z,           0.027, ",
    "deepseek-chat,     2026-09-01T16:30:00Z,           0.0135, ",
    "deepseek-v4-flash, 2026-08-16T02:00:00Z,           0.014, ",
    "deepseek-v4-flash, 2026-08-17T00:00:00Z,           0.022, 2026-08-17",
    "deepseek-v4-flash, 2026-08-17T02:00:00Z,           0.044, 2026-08-17",
    "deepseek-v4-flash, 2026-08-17T06:00:00Z,           0.044, 2026-08-17",
    "deepseek-v4-flash, 2026-08-17T10:00:00Z,           0.022, 2026-08-17",
  })
  void price_hundredThousandInput_asOfThatMoment(
      String model, Instant at, BigDecimal dollars, String validFrom) {
    Cost cost = price(book, call(null, model, usage(100_000, 0, 0, 0, 0), at));
    assertEquals(Usd.of(dollars), cost.amount());
    assertEquals(validFrom, detail(cost).text("valid_from"));
  }

  @Test
  void price_hours_areInTheDetail() {
    Instant at = Instant.parse("2026-09-01T03:00:00Z");
    Cost cost = price(book, call("deepseek", "deepseek-chat", usage(1, 0, 0, 0, 0), at));
    assertEquals("00:30-16:30", detail(cost).text("hours_utc"));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 200000,      0, 0.6,    ",
    "claude-sonnet-4-5, 200001,      0, 1.200006, 200001",
    "claude-sonnet-4-5, 1000000,     0, 6,      200001",
    "gpt-5.5,           271999,      0, 1.359995, ",
    "gpt-5.5,           272000,      0, 2.72,   272000",
    "claude-opus-4-6,   1000000,     0, 5,      ",
  })
  void price_tiers_wholeRequestAtTheTierOfItsInput(
      String model, long uncached, long cached, BigDecimal dollars, Long tierFrom) {
    Cost cost = price(book, call(null, model, usage(uncached, cached, 0, 0, 0)));
    assertEquals(Usd.of(dollars), cost.amount());
    assertEquals(
        tierFrom == null ? null : tierFrom.toString(),
        detail(cost).get("tier_from_tokens") == null
            ? null
            : detail(cost).get("tier_from_tokens").write());
  }

  @Test
  void price_tiers_countCachedAndWrittenInputToo() {
    Cost cost =
        price(book, call("anthropic", "claude-sonnet-4-5", usage(1, 150_000, 40_000, 10_000, 10)));
    assertEquals(
        Usd.of(new BigDecimal("0.510231")),
        cost.amount(),
        "1 x 6 + 150,000 x 0.6 + 40,000 x 7.5 + 10,000 x 12 + 10 x 22.5, per million");
  }

  @Test
  void hours_overMidnight_bothEnds() {
    Validity.Hours night = new Validity.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0));
    assertEquals(true, night.contain(LocalTime.of(22, 0)));
    assertEquals(true, night.contain(LocalTime.of(5, 59, 59)));
    assertEquals(false, night.contain(LocalTime.of(6, 0)));
    assertEquals(false, night.contain(LocalTime.of(21, 59, 59)));
  }
}
