package dev.spoor.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.JsonText;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierTest {
  private static final Usage USAGE = new Usage(1_000_000, 0, 0, 0, 0, 0, false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"openai.response.service_tier\":\"Flex\"}            | flex",
        "{\"gen_ai.openai.response.service_tier\":\"priority\"} | priority",
        "{\"speed\":\"fast\"}                                   | fast",
        "{\"usage\":{\"service_tier\":\"batch\"}}               | batch",
        "{\"service_tier\":\"standard\",\"speed\":\"fast\"}     | fast",
      })
  void in_tier_isFound(String attributes, String tier) {
    assertEquals(tier, ServiceTier.in(new JsonText(attributes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"service_tier\":\"standard\"}",
        "{\"service_tier\":\"default\",\"speed\":\"normal\"}",
        "{\"service_tier\":7}",
        "{\"text\":\"the service_tier\"}",
      })
  void in_standardOrNone_isNull(String attributes) {
    assertNull(ServiceTier.in(new JsonText(attributes)));
  }

  @Test
  void price_tierTheTableDoesNotKnow_isUnpricedAndSaysSo() {
    Cost cost = price(PriceBook.bundled(), "priority");
    assertEquals(CostStatus.UNPRICED, cost.status());
    assertTrue(cost.detail().text().contains("service tier priority"), cost.detail().text());
  }

  @Test
  void price_ownRowOfTheTier_isUsedForThatTierOnly() {
    PriceBook book =
        PriceBook.withOwnPrices(
            "{\"prices\":[{\"model\":\"gpt-5\",\"service_tier\":\"priority\",\"input\":2.5}]}"
                .getBytes(UTF_8));
    assertEquals("$2.5", String.valueOf(price(book, "priority").amount()));
    assertEquals("$1.25", String.valueOf(price(book, null).amount()));
    assertNull(price(book, "flex").amount());
  }

  private static Cost price(PriceBook book, String tier) {
    return Objects.requireNonNull(
        book.price(
            new PricedCall(SpanKind.LLM, "openai", "gpt-5", USAGE, tier, Calls.TODAY, null)));
  }
}
