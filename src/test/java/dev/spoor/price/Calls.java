package dev.spoor.price;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Cost;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Instant;

/** Calls as tests need them, and what they cost. */
final class Calls {
  static final Instant TODAY = Instant.parse("2026-09-23T12:00:00Z");

  private Calls() {}

  static PricedCall call(String provider, String model, Usage usage) {
    return call(provider, model, usage, TODAY);
  }

  static PricedCall call(String provider, String model, Usage usage, Instant at) {
    return new PricedCall(SpanKind.LLM, provider, model, usage, null, at, null);
  }

  static PricedCall reported(String provider, String model, Usage usage, Usd reported) {
    return new PricedCall(SpanKind.LLM, provider, model, usage, null, TODAY, reported);
  }

  static Usage usage(long uncached, long cached, long write, long writeOneHour, long output) {
    return new Usage(uncached, cached, write, writeOneHour, output, 0, false);
  }

  static Cost price(PriceBook book, PricedCall call) {
    Cost cost = book.price(call);
    assertNotNull(cost);
    return cost;
  }

  static JsonObject detail(Cost cost) {
    return (JsonObject) Json.trusted(cost.detail());
  }
}
