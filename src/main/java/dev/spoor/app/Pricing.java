package dev.spoor.app;

import dev.spoor.model.Dimension;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsFilter;
import dev.spoor.query.Analytics;
import dev.spoor.query.Periods;
import dev.spoor.store.upkeep.Progress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** What is to be known and done about the prices of what a store holds. */
public final class Pricing {
  private final App app;

  /** Over an open store. */
  public Pricing(App app) {
    this.app = app;
  }

  /**
   * A model that was called.
   *
   * @param model as it was sent
   * @param calls without a price
   * @param tokens of all its calls
   */
  public record Unpriced(String model, long calls, long tokens) {}

  /** Models with calls whose cost is unknown, the one with the most of them first. */
  public List<Unpriced> unpriced(Instant now) {
    Periods always =
        Periods.of(
            Instant.EPOCH, now.plus(1, ChronoUnit.DAYS), Periods.Length.WHOLE, ZoneOffset.UTC);
    return app.analytics().lines(TotalsFilter.by(Dimension.MODEL), always).stream()
        .filter(line -> line.sums().get(Sums.Count.UNPRICED_CALLS) > 0)
        .map(Pricing::unpriced)
        .sorted(Comparator.comparingLong(Unpriced::calls).reversed())
        .toList();
  }

  private static Unpriced unpriced(Analytics.Line line) {
    return new Unpriced(
        line.value() == null ? "" : line.value(),
        line.sums().get(Sums.Count.UNPRICED_CALLS),
        line.sums().usage().totalTokens());
  }

  /**
   * What pricing anew changed.
   *
   * @param runs with calls of another cost
   * @param calls with another cost
   */
  public record Repriced(int runs, int calls) {}

  /**
   * Prices stored calls by the prices of now.
   *
   * @param dry only to find out what would change
   */
  public Repriced reprice(RunFilter filter, boolean dry, Progress progress) {
    List<Run> found = app.find(filter, progress);
    int runs = 0;
    int calls = 0;
    for (int i = 0; i < found.size(); i++) {
      progress.at("pricing runs", i, found.size());
      // Run by run, so that who writes meanwhile never waits for long.
      int changed = app.ingest().reprice(found.get(i).traceId(), dry);
      runs += changed > 0 ? 1 : 0;
      calls += changed;
    }
    return new Repriced(runs, calls);
  }
}
