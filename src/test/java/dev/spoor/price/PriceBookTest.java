package dev.spoor.price;

import static dev.spoor.price.Calls.call;
import static dev.spoor.price.Calls.detail;
import static dev.spoor.price.Calls.price;
import static dev.spoor.price.Calls.reported;
import static dev.spoor.price.Calls.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonArray;
import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PriceBookTest {
  private static final Usage SOME = usage(1_000, 0, 0, 0, 100);

  private final PriceBook book = PriceBook.bundled();

  @Test
  void price_reported_winsAndKeepsWhatTheTableSays() {
    Usd said = new Usd(1_234_567);
    Cost cost = price(book, reported("openai", "gpt-5", SOME, said));
    assertEquals(said, cost.amount());
    assertEquals(CostStatus.REPORTED, cost.status());
    assertEquals(
        "{\"source\":\"reported\",\"computed_usd\":\"0.00225\",\"computed_status\":\"computed\"}",
        cost.detail().text());
  }

  @Test
  void price_reportedForUnknownModelOrNoUsage_wins() {
    Usd said = new Usd(5);
    for (PricedCall call :
        List.of(
            reported(null, "nobody-knows", SOME, said),
            reported(null, null, null, said),
            new PricedCall(SpanKind.AGENT, null, null, null, null, Calls.TODAY, said))) {
      Cost cost = price(book, call);
      assertEquals(said, cost.amount());
      assertEquals("{\"source\":\"reported\"}", cost.detail().text());
    }
  }

  @Test
  void price_reportedZero_isZeroAndNotUnknown() {
    assertEquals(Usd.ZERO, price(book, reported(null, "nobody-knows", SOME, Usd.ZERO)).amount());
  }

  @Test
  void price_noUsageYet_null() {
    assertNull(book.price(call("openai", "gpt-5", null)));
  }

  @Test
  void price_kindThatIsNotBilled_null() {
    assertNull(
        book.price(
            new PricedCall(SpanKind.AGENT, "openai", "gpt-5", SOME, null, Calls.TODAY, null)));
  }

  @Test
  void price_embeddingAndRerank_areBilled() {
    for (SpanKind kind : List.of(SpanKind.EMBEDDING, SpanKind.RERANK)) {
      Cost cost =
          price(
              book,
              new PricedCall(
                  kind,
                  "openai",
                  "text-embedding-3-small",
                  usage(500_000, 0, 0, 0, 0),
                  null,
                  Calls.TODAY,
                  null));
      assertEquals("$0.01", String.valueOf(cost.amount()));
    }
  }

  @Test
  void price_unknownModel_unpricedAndNeverZero() {
    for (Usage usage : List.of(SOME, Usage.NONE)) {
      Cost cost = price(book, call(null, "nobody-knows", usage));
      assertNull(cost.amount());
      assertEquals(CostStatus.UNPRICED, cost.status());
      assertEquals(
          "no provider was sent, and the model's name tells of no maker in the price table",
          detail(cost).text("why"));
    }
  }

  @Test
  void price_noModel_unpriced() {
    assertEquals("no model was sent", detail(price(book, call("openai", null, SOME))).text("why"));
    assertEquals("no model was sent", detail(price(book, call("openai", " ", SOME))).text("why"));
  }

  @Test
  void price_hugeNames_unpriced() {
    String huge = "gpt-5".repeat(100_000);
    assertEquals(CostStatus.UNPRICED, price(book, call("openai", huge, SOME)).status());
    assertEquals(CostStatus.UNPRICED, price(book, call(huge, "gpt-5", SOME)).status());
  }

  @Test
  void price_noTokens_isZeroComputed() {
    Cost cost = price(book, call("openai", "gpt-5", Usage.NONE));
    assertEquals(Usd.ZERO, cost.amount());
    assertEquals(CostStatus.COMPUTED, cost.status());
    assertEquals(JsonArray.EMPTY, detail(cost).get("factors"));
  }

  @Test
  void price_partialUsage_partial() {
    Usage partial = new Usage(1_000, 0, 0, 0, 0, 0, true);
    Cost cost = price(book, call("openai", "gpt-5", partial));
    assertEquals(CostStatus.PARTIAL, cost.status());
    assertEquals("$0.00125", String.valueOf(cost.amount()));
    assertEquals("the usage leaves something out", detail(cost).text("why"));
    assertEquals(CostStatus.UNPRICED, price(book, call(null, "nobody-knows", partial)).status());
  }

  @Test
  void price_detail_showsRowDateTierAndEachFactor() {
    Cost cost =
        price(book, call(null, "gpt-5.6-sol-2026-08-01", usage(100_000, 200_000, 0, 0, 1_000)));
    assertEquals(
        "{\"source\":\"genai-prices 0.1.8\",\"provider\":\"openai\",\"model\":\"gpt-5.6-sol\","
            + "\"valid_from\":\"2026-08-21\",\"tier_from_tokens\":272000,\"factors\":["
            + "{\"counter\":\"uncached_input_tokens\",\"tokens\":100000,"
            + "\"usd_per_million\":\"8.00\",\"usd\":\"0.80\"},"
            + "{\"counter\":\"cached_input_tokens\",\"tokens\":200000,"
            + "\"usd_per_million\":\"0.80\",\"usd\":\"0.16\"},"
            + "{\"counter\":\"output_tokens\",\"tokens\":1000,"
            + "\"usd_per_million\":\"30.00\",\"usd\":\"0.03\"}],"
            + "\"matched_by\":{\"provider\":\"maker\","
            + "\"rule\":\"regex ^gpt-5\\\\.6-sol-\\\\d{4}-\\\\d{2}-\\\\d{2}$\","
            + "\"name\":\"gpt-5.6-sol-2026-08-01\"}}",
        cost.detail().text());
    assertEquals("$0.99", String.valueOf(cost.amount()));
  }

  @Test
  void price_reasoning_isInsideOutput() {
    Usage plain = new Usage(0, 0, 0, 0, 1_000, 0, false);
    Usage thinking = new Usage(0, 0, 0, 0, 1_000, 900, false);
    assertEquals(
        price(book, call("google", "gemini-2.5-pro", plain)),
        price(book, call("google", "gemini-2.5-pro", thinking)));
  }

  @Test
  void price_reasoningWithItsOwnPrice_isTakenFromOutput() {
    Usage usage = new Usage(0, 0, 0, 0, 1_000_000, 400_000, false);
    Cost cost = price(book, call("perplexity", "sonar-deep-research", usage));
    assertEquals("$6", String.valueOf(cost.amount()), "600,000 at $8 and 400,000 at $3");
  }

  @Test
  void price_feePerRequest_partial() {
    Cost cost = price(book, call("perplexity", "sonar-pro", SOME));
    assertEquals(CostStatus.PARTIAL, cost.status());
    assertEquals("$0.0045", String.valueOf(cost.amount()));
  }

  @Test
  void price_outputWithoutPrice_partial() {
    Cost cost = price(book, call("openai", "text-embedding-3-small", SOME));
    assertEquals(CostStatus.PARTIAL, cost.status());
    assertEquals("no price for output_tokens", detail(cost).text("why"));
  }

  @Test
  void price_rowThatPricesNoTokens_unpricedUnlessItIsFree() {
    assertEquals(CostStatus.UNPRICED, price(book, call("openai", "whisper-1", SOME)).status());
    assertEquals(
        CostStatus.UNPRICED, price(book, call("cerebras", "qwen-3-coder-480b", SOME)).status());
    Cost free = price(book, call("openrouter", "qwen/qwen3-coder:free", SOME));
    assertEquals(Usd.ZERO, free.amount());
    assertEquals(CostStatus.COMPUTED, free.status());
  }

  @Test
  void price_moreThanAnyAmount_unpriced() {
    Usage endless = usage(Usage.MAX_TOKENS, 0, 0, 0, Usage.MAX_TOKENS);
    Cost cost = price(book, call("openai", "o1-pro", endless));
    assertEquals("$750000000", String.valueOf(cost.amount()));
    Usage more = usage(0, 0, 0, 0, 2 * Usage.MAX_TOKENS);
    assertEquals(CostStatus.UNPRICED, price(book, call("openai", "o1-pro", more)).status());
  }

  @Test
  void price_manyThreadsAndModels_sameAsOne() throws Exception {
    List<PricedCall> calls = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      calls.add(call("openai", i % 2 == 0 ? "gpt-5" : "nobody-" + i, SOME));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<Cost>>> work =
          Collections.nCopies(4, () -> calls.stream().map(call -> price(book, call)).toList());
      List<Cost> expected = calls.stream().map(call -> price(book, call)).toList();
      for (Future<List<Cost>> costs : threads.invokeAll(work)) {
        assertEquals(expected, costs.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void lines_everyRowThatHolds_ownFirst() {
    PriceBook with =
        PriceBook.withOwnPrices("{\"prices\":[{\"model\":\"acme-*\",\"input\":1.5}]}".getBytes());
    List<PriceLine> lines = with.lines(Calls.TODAY);
    assertEquals("acme-*", lines.get(0).model());
    assertEquals("prices.json", lines.get(0).source());
    assertNull(lines.get(0).output());
    assertEquals(1_373, lines.size());
    PriceLine opus =
        lines.stream().filter(line -> line.model().equals("claude-opus-4-6")).findFirst().get();
    assertEquals("2026-03-13", String.valueOf(opus.validFrom()));
    assertEquals("0.5", String.valueOf(opus.cachedInput()));
    assertTrue(
        lines.stream()
            .anyMatch(
                l ->
                    l.model().equals("gpt-5.5")
                        && Long.valueOf(272_000).equals(l.longInputFrom())));
  }
}
