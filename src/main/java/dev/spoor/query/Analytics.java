package dev.spoor.query;

import dev.spoor.model.Sums;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TotalsRow;
import dev.spoor.store.SpanReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what runs added up to: how many, how long, how many tokens, how much money. Read from
 * totals that are kept beside the spans, so that a month costs as little as a day. Thread-safe.
 */
public final class Analytics {
  private final SpanReader reader;

  /** Reads from a store. */
  public Analytics(SpanReader reader) {
    this.reader = reader;
  }

  /**
   * What was counted in a period.
   *
   * @param from when the period begins
   * @param to when it ends
   * @param value of the dimension asked for; null as {@link dev.spoor.model.Dimension} says, and
   *     where values are taken together
   */
  public record Line(Instant from, Instant to, @Nullable String value, Sums sums) {
    /** How long runs took; of models and tools, calls. */
    public Percentiles percentiles() {
      return Percentiles.of(sums.latencies());
    }
  }

  /** A line for each period and value of which something was counted, by period, then by value. */
  public List<Line> lines(TotalsFilter filter, Periods periods) {
    return rows(filter, periods).stream()
        .map(row -> line(periods, row.period(), row.value(), row.sums()))
        .toList();
  }

  /**
   * A line for each period, all values added up, also for those in which nothing was counted: the
   * calls of all models, or of all tools. Of tags it counts a run once for each of its tags.
   */
  public List<Line> together(TotalsFilter filter, Periods periods) {
    List<Line> lines = new ArrayList<>();
    for (int period = 0; period < periods.count(); period++) {
      lines.add(line(periods, period, null, new Sums()));
    }
    rows(filter, periods).forEach(row -> lines.get(row.period()).sums().add(row.sums()));
    return lines;
  }

  private List<TotalsRow> rows(TotalsFilter filter, Periods periods) {
    return reader.totals(filter, periods.bounds());
  }

  private static Line line(Periods periods, int period, @Nullable String value, Sums sums) {
    return new Line(periods.bounds().get(period), periods.bounds().get(period + 1), value, sums);
  }
}
