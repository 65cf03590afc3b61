package dev.spoor.price;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model of one provider, with all its prices over time.
 *
 * @param provider the provider's id in the table, or as the user wrote it; null for any provider
 * @param id the model's id in the table, or the user's name or glob
 * @param serviceTier the class of service it is the price of; null for the standard one
 * @param match which names mean this model
 * @param versions its prices; of those that hold, the last counts
 */
record PriceRow(
    @Nullable String provider,
    String id,
    @Nullable String serviceTier,
    Match match,
    List<Version> versions) {
  /**
   * Prices and when they hold.
   *
   * @param rates the prices
   * @param validity when they hold
   */
  record Version(Validity validity, Rates rates) {}

  PriceRow {
    versions = List.copyOf(versions);
  }

  /** The prices at that moment; null when none held yet. */
  @Nullable Version at(Instant moment) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (versions.get(i).validity().at(moment)) {
        return versions.get(i);
      }
    }
    return null;
  }
}
