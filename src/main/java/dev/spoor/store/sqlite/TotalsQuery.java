package dev.spoor.store.sqlite;

import dev.spoor.model.Grain;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TotalsRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Totals of periods from as few cells as will do. Days elsewhere do not begin where UTC's do: their
 * sum is that of UTC's days, with the few hours at each bound moved from one period to the next.
 */
final class TotalsQuery {
  private static final long SECONDS_AN_HOUR = 3_600;
  private static final int HOURS_A_DAY = 24;

  /** Days are shorter where clocks are put forward. */
  private static final int SHORTEST_DAY = 23;

  private final TotalsTable table;
  private final TotalsFilter filter;

  /** In hours since 1970. */
  private final long[] bounds;

  private final Map<Slot, Sums> found = new HashMap<>();

  private record Slot(int period, @Nullable String value) {}

  TotalsQuery(TotalsTable table, TotalsFilter filter, List<Instant> bounds) {
    this.table = table;
    this.filter = filter;
    this.bounds = bounds.stream().mapToLong(TotalsQuery::hour).toArray();
    if (bounds.size() < 2) {
      throw new IllegalArgumentException("a period has two bounds");
    }
    for (int i = 1; i < this.bounds.length; i++) {
      if (this.bounds[i - 1] >= this.bounds[i]) {
        throw new IllegalArgumentException("a period ends after it begins");
      }
    }
  }

  private static long hour(Instant bound) {
    long seconds = bound.getEpochSecond();
    if (seconds % SECONDS_AN_HOUR != 0 || bound.getNano() != 0) {
      throw new IllegalArgumentException(bound + " is not on a whole hour");
    }
    return seconds / SECONDS_AN_HOUR;
  }

  /** By period, then by value, none first. */
  List<TotalsRow> rows() throws SQLException {
    long first = bounds[0];
    long last = bounds[bounds.length - 1];
    if (last - first < (long) SHORTEST_DAY * (bounds.length - 1)) {
      add(Grain.HOUR, first, last, bounds);
    } else {
      addDays();
    }
    List<TotalsRow> rows = new ArrayList<>();
    found.forEach(
        (slot, sums) -> {
          if (!sums.isZero()) {
            rows.add(new TotalsRow(slot.period, slot.value, sums));
          }
        });
    rows.sort(
        Comparator.comparingInt(TotalsRow::period)
            .thenComparing(
                TotalsRow::value, Comparator.nullsFirst(Comparator.<String>naturalOrder())));
    return rows;
  }

  private void addDays() throws SQLException {
    long[] midnights = Arrays.stream(bounds).map(TotalsQuery::nearestMidnight).toArray();
    add(Grain.DAY, midnights[0], midnights[bounds.length - 1], midnights);
    for (int i = 0; i < bounds.length; i++) {
      move(i, bounds[i], midnights[i]);
    }
  }

  private static long nearestMidnight(long hour) {
    return Grain.DAY.begin(hour + HOURS_A_DAY / 2);
  }

  /** Moves what is between a bound and the midnight that stood for it to the right side of it. */
  private void move(int bound, long hour, long midnight) throws SQLException {
    if (hour == midnight) {
      return;
    }
    int sign = hour < midnight ? 1 : -1;
    table.range(
        filter,
        Grain.HOUR,
        Math.min(hour, midnight),
        Math.max(hour, midnight),
        (cell, project, value, sums) -> {
          add(bound, project, value, sums, sign);
          add(bound - 1, project, value, sums, -sign);
        });
  }

  private void add(Grain grain, long from, long to, long[] starts) throws SQLException {
    // Of periods for which the same midnight stands, all but the last are empty.
    TreeMap<Long, Integer> periods = new TreeMap<>();
    for (int i = 0; i < starts.length; i++) {
      periods.put(starts[i], i);
    }
    table.range(
        filter,
        grain,
        from,
        to,
        (hour, project, value, sums) -> {
          add(periods.floorEntry(hour).getValue(), project, value, sums, 1);
        });
  }

  private void add(
      int period, @Nullable String project, @Nullable String value, Sums sums, int sign) {
    if (period < 0 || period > bounds.length - 2) {
      return;
    }
    String name =
        switch (filter.dimension()) {
          case ALL -> null;
          case PROJECT -> project;
          case AGENT, FEATURE, RUNNER, TAG, MODEL, TOOL -> value;
        };
    Sums into = found.computeIfAbsent(new Slot(period, name), slot -> new Sums());
    if (sign > 0) {
      into.add(sums);
    } else {
      into.subtract(sums);
    }
  }
}
