package dev.spoor.price;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Cost;
import dev.spoor.model.Usd;
import java.util.Objects;

/** Puts a new cost in the place of an old one, which stays to be seen. */
public final class Repricing {
  private static final String PREVIOUS = "previous";

  private Repricing() {}

  /**
   * The new cost, with the figure before it and where that came from as {@code previous} in its
   * detail; the old one when the figure is the same.
   */
  public static Cost of(Cost before, Cost now) {
    if (before.status() == now.status() && Objects.equals(before.amount(), now.amount())) {
      return before;
    }
    JsonObject.Builder detail = JsonObject.builder();
    object(now).members().forEach(detail::put);
    return new Cost(
        now.amount(), now.status(), Json.text(detail.put(PREVIOUS, figure(before)).build()));
  }

  private static JsonObject figure(Cost cost) {
    Usd amount = cost.amount();
    JsonObject detail = object(cost);
    return JsonObject.builder()
        .putOrNull("cost_usd", amount == null ? null : new JsonString(Bill.plain(amount.dollars())))
        .put("cost_status", cost.status().word())
        .put("source", detail.text("source"))
        .put("valid_from", detail.text("valid_from"))
        .put("why", detail.text("why"))
        .build();
  }

  private static JsonObject object(Cost cost) {
    return Json.trusted(cost.detail()) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}
