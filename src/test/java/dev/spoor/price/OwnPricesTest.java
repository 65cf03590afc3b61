package dev.spoor.price;

import static dev.spoor.price.Calls.call;
import static dev.spoor.price.Calls.detail;
import static dev.spoor.price.Calls.price;
import static dev.spoor.price.Calls.usage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.model.BadInput;
import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPricesTest {
  private static final Usage MILLION = usage(1_000_000, 0, 0, 0, 0);

  private static PriceBook book(String entries) {
    return PriceBook.withOwnPrices(("{\"prices\":[" + entries + "]}").getBytes(UTF_8));
  }

  @Test
  void price_ownEntry_winsOverTheTable() {
    PriceBook book =
        book(
            "{\"model\":\"gpt-5\",\"input\":1,\"cached_input\":0.5,\"cache_write\":2,"
                + "\"cache_write_1h\":3,\"output\":4}");
    Usage each = usage(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);
    Cost cost = price(book, call("openai", "GPT-5", each));
    assertEquals("$10.5", String.valueOf(cost.amount()));
    assertEquals(CostStatus.COMPUTED, cost.status());
    assertEquals("prices.json", detail(cost).text("source"));
    assertEquals("{\"rule\":\"model gpt-5\"}", detail(cost).object("matched_by").write());
    assertEquals(
        "genai-prices 0.1.8",
        detail(price(book, call("openai", "gpt-5-mini", each))).text("source"));
  }

  @Test
  void price_ownZero_isFree() {
    PriceBook book = book("{\"provider\":\"ollama\",\"model\":\"*\",\"input\":0,\"output\":0}");
    Cost cost = price(book, call("ollama", "gpt-oss-20b", usage(5, 0, 0, 0, 5)));
    assertEquals(Usd.ZERO, cost.amount());
    assertEquals(CostStatus.COMPUTED, cost.status());
  }

  @ParameterizedTest
  @CsvSource({
    "acme, acme-1,       1",
    "ACME, Acme-1,       1",
    "acme, acme-1-large, 2",
    "acme, acme-9,       3",
    "acme, other,        4",
    ",     acme-1,       5",
    "zeta, acme-1,       5",
    ",     acme/acme-1,  1",
    ",     acme-7-x,     6",
  })
  void price_severalEntries_theNarrowestCounts(String provider, String model, BigDecimal dollars) {
    PriceBook book =
        book(
            "{\"model\":\"acme-?-x\",\"input\":6},"
                + "{\"provider\":\"acme\",\"model\":\"*\",\"input\":4},"
                + "{\"model\":\"acme-1\",\"input\":5},"
                + "{\"provider\":\"acme\",\"model\":\"acme-*\",\"input\":3},"
                + "{\"provider\":\"acme\",\"model\":\"acme-1-*\",\"input\":2},"
                + "{\"provider\":\"Acme\",\"model\":\"ACME-1\",\"input\":1}");
    assertEquals(Usd.of(dollars), price(book, call(provider, model, MILLION)).amount());
  }

  @Test
  void price_glob_signsOfExpressionsMeanThemselves() {
    PriceBook book = book("{\"model\":\"a.c+(x)*\",\"input\":1}");
    assertEquals("$1", String.valueOf(price(book, call(null, "a.c+(x)-7", MILLION)).amount()));
    assertEquals(CostStatus.UNPRICED, price(book, call(null, "abc+(x)-7", MILLION)).status());
  }

  @Test
  void price_datedEntries_theLastThatHoldsElseTheTable() {
    PriceBook book =
        book(
            "{\"model\":\"gpt-5\",\"valid_from\":\"2026-06-01\",\"input\":7},"
                + "{\"model\":\"gpt-5\",\"valid_from\":\"2026-01-01\",\"input\":9}");
    assertEquals("$1.25", at(book, "2025-12-31T23:59:59Z"));
    assertEquals("$9", at(book, "2026-01-01T00:00:00Z"));
    assertEquals("$7", at(book, "2026-06-01T00:00:00Z"));
    Cost cost = price(book, call("openai", "gpt-5", MILLION));
    assertEquals("2026-06-01", detail(cost).text("valid_from"));
  }

  private static String at(PriceBook book, String moment) {
    return String.valueOf(
        price(book, call("openai", "gpt-5", MILLION, Instant.parse(moment))).amount());
  }

  @Test
  void price_outputNotListed_partial() {
    Cost cost =
        price(
            book("{\"model\":\"gpt-5\",\"input\":1}"),
            call("openai", "gpt-5", usage(1_000_000, 0, 0, 0, 1)));
    assertEquals(CostStatus.PARTIAL, cost.status());
    assertEquals("$1", String.valueOf(cost.amount()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                           | prices.json           | must be JSON
          []                                                 | prices.json           | must be an object whose only member is the array prices
          {"price":[]}                                       | prices.json           | must be an object whose only member is the array prices
          {"prices":{}}                                      | prices.json           | must be an object whose only member is the array prices
          {"prices":[7]}                                     | prices[0].entry       | must be an object
          {"prices":[{"model":"a","input":1},{"input":1}]}   | prices[1].model       | is required
          {"prices":[{"model":" ","input":1}]}               | prices[0].model       | must be a string that is not blank
          {"prices":[{"model":null,"input":1}]}              | prices[0].model       | must be a string that is not blank
          {"prices":[{"model":"a","provider":3,"input":1}]}  | prices[0].provider    | must be a string that is not blank
          {"prices":[{"model":"a"}]}                         | prices[0].input       | is required
          {"prices":[{"model":"a","input":"1"}]}             | prices[0].input       | must be a number of US dollars per million tokens, from 0 to 1000000 with at most 18 decimals
          {"prices":[{"model":"a","input":-0.1}]}            | prices[0].input       | must be a number of US dollars per million tokens, from 0 to 1000000 with at most 18 decimals
          {"prices":[{"model":"a","input":1,"output":1e7}]}  | prices[0].output      | must be a number of US dollars per million tokens, from 0 to 1000000 with at most 18 decimals
          {"prices":[{"model":"a","input":1e-99999}]}        | prices[0].input       | must be a number of US dollars per million tokens, from 0 to 1000000 with at most 18 decimals
          {"prices":[{"model":"a","input":1e99999999999}]}   | prices.json           | must be JSON
          {"prices":[{"model":"a","input":1,"valid_from":"June"}]} | prices[0].valid_from | must be a date
          {"prices":[{"model":"a","input":1,"cahced_input":1}]}    | prices[0].entry   | must have no other members than cache_write, cache_write_1h, cached_input, input, model, output, provider, service_tier, valid_from
          {"prices":[{"model":"a","input":1},{"model":"A","input":2}]} | prices[1].model | must be listed once for each provider, service_tier and valid_from
          """)
  void withOwnPrices_badFile_namesFieldAndRule(String json, String field, String rule) {
    BadInput bad =
        assertThrows(BadInput.class, () -> PriceBook.withOwnPrices(json.getBytes(UTF_8)));
    assertEquals(field, bad.field());
    assertEquals(rule, bad.rule());
  }
}
