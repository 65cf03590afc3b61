package dev.spoor.price;

import static dev.spoor.price.Calls.call;
import static dev.spoor.price.Calls.detail;
import static dev.spoor.price.Calls.price;
import static dev.spoor.price.Calls.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case is a way in which tracers are known to be wrong about prompt caches, by 2x to 10x. */
class CacheCostTest {
  private final PriceBook book = PriceBook.bundled();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          half of the input cached             | anthropic | claude-opus-4-6   |  500000 | 500000 |     0 |     0 |  1000 | 2.775
          cached input billed in full, 6.6x    | openai    | gpt-5.1           |   10000 | 190000 |     0 |     0 |  1000 | 0.04625
          cached tokens dropped, 9x under      | openai    | gpt-5.2-codex     |    2000 | 198000 |     0 |     0 |   500 | 0.04515
          buckets summed, 3x to 4x             | anthropic | claude-sonnet-5   |   10000 |  80000 | 10000 |     0 |  2000 | 0.081
          every turn at full input, 5x to 10x  | anthropic | claude-haiku-4-5  |     100 |  99900 |     0 |     0 |   200 | 0.01109
          responses API cache not discounted   | openai    | gpt-4.1           |   20000 |  80000 |     0 |     0 |  4000 | 0.112
          Bedrock cache tokens always 0        | aws       | us.anthropic.claude-sonnet-4-5-20250929-v1:0 | 1000 | 90000 | 9000 | 0 | 1000 | 0.086625
          Anthropic cached tokens ignored      | anthropic | claude-opus-4-5   |     500 | 100000 |     0 |     0 |  1000 | 0.0775
          cached and thought tokens missing    | google    | gemini-2.5-flash  |   10000 |  90000 |     0 |     0 |  5000 | 0.0182
          no cache write, input 0              | anthropic | claude-opus-4-5   |       0 |      0 | 40000 |     0 |     0 | 0.25
          cache creation charged twice         | anthropic | claude-sonnet-4-6 |     300 |      0 | 20000 |     0 |   100 | 0.0774
          one-hour writes at 5-minute price    | anthropic | claude-sonnet-4-6 |       0 |      0 | 20000 | 30000 |     0 | 0.255
          cache reads only, output grows       | anthropic | claude-opus-4-8   |       3 | 120000 |   400 |     0 |    12 | 0.062815
          """)
  void price_knownMistake_isNotMade(
      String mistake,
      String provider,
      String model,
      long uncached,
      long cached,
      long write,
      long writeOneHour,
      long output,
      BigDecimal dollars) {
    Cost cost =
        price(book, call(provider, model, usage(uncached, cached, write, writeOneHour, output)));
    assertEquals(Usd.of(dollars), cost.amount(), mistake);
    assertEquals(CostStatus.COMPUTED, cost.status(), mistake);
  }

  @Test
  void price_kimiOfTheSampleRuns_isPriced() {
    Cost cost = price(book, call(null, "kimi-k2.5", usage(1_000_000, 1_000_000, 0, 0, 1_000_000)));
    assertEquals("$3.7", String.valueOf(cost.amount()), "0.60 + 0.10 + 3.00");
    assertEquals("moonshotai", detail(cost).text("provider"));
  }

  @Test
  void price_kimiBehindClaudeCode_isPricedByItsMaker() {
    Usage usage = usage(1_000_000, 0, 0, 0, 0);
    assertEquals(
        "$0.6", String.valueOf(price(book, call("anthropic", "kimi-k2.5", usage)).amount()));
  }

  @Test
  void price_noPriceForCacheReads_asOtherInput() {
    Cost cost = price(book, call("openai", "gpt-5-pro", usage(1_000, 1_000, 0, 0, 0)));
    assertEquals("$0.03", String.valueOf(cost.amount()));
    assertEquals(CostStatus.COMPUTED, cost.status());
    assertEquals(
        "{\"counter\":\"cached_input_tokens\",\"tokens\":1000,\"usd_per_million\":\"15.00\","
            + "\"usd\":\"0.015\",\"priced_as\":\"uncached_input_tokens\"}",
        detail(cost).array("factors").elements().get(1).write());
  }

  @Test
  void price_noPriceForAnyCacheWrite_asOtherInput() {
    Cost cost = price(book, call("openai", "gpt-5", usage(0, 0, 1_000, 1_000, 0)));
    assertEquals("$0.0025", String.valueOf(cost.amount()));
    assertEquals(CostStatus.COMPUTED, cost.status());
  }

  @Test
  void price_noPriceForOneHourWrites_lowerBoundAtTheFiveMinutePrice() {
    Cost cost = price(book, call("google", "claude-sonnet-4-6", usage(0, 0, 0, 1_000, 0)));
    assertEquals("$0.00375", String.valueOf(cost.amount()));
    assertEquals(CostStatus.PARTIAL, cost.status());
    assertEquals(
        "one-hour cache writes cost more than the five-minute price they are billed at",
        detail(cost).text("why"));
  }
}
