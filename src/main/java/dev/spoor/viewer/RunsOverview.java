package dev.spoor.viewer;

import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the newest matching runs add up to, so many that the answer stays quick.
 *
 * @param runs how many match, in words
 * @param counted how many of them are added up here, in words; empty when it is all of them
 * @param cost what they cost; empty when nothing is known
 * @param unpriced how many cost something unknown
 * @param median of the durations; empty without one
 * @param percentile95 of the durations; empty without one
 * @param failed how many failed
 * @param failedShare that as a share of all; empty when none failed
 * @param flagged how many have a finding
 * @param longest the 90th percentile of the durations, where bars end
 * @param dearest the 90th percentile of the costs, where bars end
 * @param histogram when they began
 */
record RunsOverview(
    String runs,
    String counted,
    String cost,
    long unpriced,
    String median,
    String percentile95,
    long failed,
    String failedShare,
    long flagged,
    Duration longest,
    Usd dearest,
    StartHistogram histogram) {
  /** How many runs are added up at most. */
  static final int MOST_RUNS = 500;

  /** Adds up the first page of the newest. */
  static RunsOverview of(RunPage newest, RunSearch search, Instant now) {
    List<Run> runs = newest.runs();
    List<Duration> durations = sorted(runs, Run::duration);
    List<Usd> costs = sorted(runs, run -> run.totals().cost());
    long failed = runs.stream().filter(run -> run.status() == RunStatus.ERROR).count();
    return new RunsOverview(
        newest.totalIsExact()
            ? Figures.count(newest.total())
            : "over " + Figures.count(newest.total()),
        newest.total() > runs.size() ? "newest " + Figures.count(runs.size()) : "",
        costs.isEmpty() ? "" : Figures.money(costs.stream().reduce(Usd.ZERO, Usd::plus)),
        runs.stream().filter(RunsOverview::isUnpriced).count(),
        durations.isEmpty() ? "" : Figures.duration(percentile(durations, 50)),
        durations.isEmpty() ? "" : Figures.duration(percentile(durations, 95)),
        failed,
        failed == 0 ? "" : Math.round(100.0 * failed / runs.size()) + "\u202f%",
        runs.stream().filter(RunsOverview::isFlagged).count(),
        durations.isEmpty() ? Duration.ZERO : percentile(durations, 90),
        costs.isEmpty() ? Usd.ZERO : percentile(costs, 90),
        StartHistogram.of(runs, search, now));
  }

  /**
   * The length of a duration's bar in pixels; more than {@link RunRow#BAR} means that it is cut.
   */
  int bar(Duration duration) {
    return length(duration.toNanos(), longest.toNanos());
  }

  /** The same for a cost. */
  int bar(Usd amount) {
    return length(amount.nanos(), dearest.nanos());
  }

  private static int length(long value, long full) {
    if (value <= 0 || full <= 0) {
      return 0;
    }
    double share = (double) value / full;
    return share > 1 ? RunRow.BAR + 1 : Math.max(1, (int) Math.round(share * RunRow.BAR));
  }

  private static boolean isUnpriced(Run run) {
    return run.totals().cost() == null && run.totals().costStatus() != null;
  }

  private static boolean isFlagged(Run run) {
    return run.flags().stream()
        .anyMatch(flag -> flag.state() != dev.spoor.model.Flag.State.DISMISSED);
  }

  private static <T extends Comparable<T>> List<T> sorted(
      List<Run> runs, Function<Run, @Nullable T> value) {
    List<T> values = new ArrayList<>();
    for (Run run : runs) {
      T each = value.apply(run);
      if (each != null) {
        values.add(each);
      }
    }
    values.sort(null);
    return values;
  }

  private static <T> T percentile(List<T> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }

  /** The words that the newest runs use for a field, each once, the most recent first. */
  static List<String> words(List<Run> runs, dev.spoor.model.Field<String> field) {
    return runs.stream()
        .map(run -> run.fields().get(field))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The tags of the newest runs. */
  static List<String> tags(List<Run> runs) {
    return runs.stream().flatMap(run -> run.tags().stream()).distinct().toList();
  }

  /** The fields that have a menu, by the name of their parameter. */
  static List<FilterMenu> menus(List<Run> runs, List<String> models, RunSearch search) {
    return List.of(
        FilterMenu.of(
            "Status",
            "status",
            List.of("running", "ok", "error", "cancelled", "abandoned"),
            search),
        FilterMenu.of("Agent", "agent", words(runs, RunField.AGENT), search),
        FilterMenu.of("Model", "model", models, search),
        FilterMenu.of("Project", "project", words(runs, RunField.PROJECT), search),
        FilterMenu.of("Tag", "tag", tags(runs), search),
        FilterMenu.of("Since", "since", List.of("1h", "24h", "7d", "30d"), search));
  }
}
