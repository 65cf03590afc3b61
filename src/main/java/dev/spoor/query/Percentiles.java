package dev.spoor.query;

import dev.spoor.model.Latencies;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things took, each within 2 %; null when nothing has ended.
 *
 * @param p50 half took no longer
 * @param p90 nine of ten took no longer
 * @param p95 nineteen of twenty took no longer
 * @param p99 99 of a hundred took no longer
 */
public record Percentiles(
    @Nullable Duration p50,
    @Nullable Duration p90,
    @Nullable Duration p95,
    @Nullable Duration p99) {
  /** Those of what was counted. */
  public static Percentiles of(Latencies latencies) {
    return new Percentiles(
        latencies.percentile(0.5),
        latencies.percentile(0.9),
        latencies.percentile(0.95),
        latencies.percentile(0.99));
  }
}
