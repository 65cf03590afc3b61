package dev.spoor.price;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The user's own prices, which win over the table. The file is a JSON object with the member {@code
 * prices}, an array of entries:
 *
 * <ul>
 *   <li>{@code model}: the name as it is sent, or a glob with {@code *} and {@code ?}; required
 *   <li>{@code provider}: as it is sent; without it any, or none
 *   <li>{@code service_tier}: the class of service it holds for, {@code priority}, {@code flex},
 *       {@code batch}, {@code fast}; without it the standard one
 *   <li>{@code valid_from}: the first day in UTC, {@code 2026-01-31}; without it always
 *   <li>{@code input}, {@code cached_input}, {@code cache_write}, {@code cache_write_1h}, {@code
 *       output}: US dollars per million tokens; {@code input} is required
 * </ul>
 *
 * <p>Upper and lower case are the same. An entry with a provider comes before one without, a name
 * before a glob, a longer glob before a shorter one.
 */
final class OwnPrices {
  /** The user has none. */
  static final OwnPrices NONE = new OwnPrices(List.of());

  /** Where they come from, for the reader of a cost's detail. */
  static final String SOURCE = "prices.json";

  private final List<PriceRow> rows;

  /** Rows, the one to ask first in front. */
  OwnPrices(List<PriceRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The rows that mean a call's model, the one to ask first in front. */
  List<PriceRow> find(@Nullable String providerSent, String modelSent) {
    String provider = providerSent == null ? "" : lower(providerSent);
    String model = lower(modelSent);
    return rows.stream().filter(row -> means(row, provider, model)).toList();
  }

  /** Every row, the one to ask first in front. */
  List<PriceRow> rows() {
    return rows;
  }

  private static boolean means(PriceRow row, String provider, String model) {
    if (row.provider() == null || row.provider().equals(provider)) {
      return row.match().find(model) != null;
    }
    String prefix = row.provider() + "/";
    return provider.isEmpty()
        && model.startsWith(prefix)
        && row.match().find(model.substring(prefix.length())) != null;
  }

  /** How names are compared. */
  static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
