package dev.spoor.bench;

import dev.spoor.ingest.TotalsRecount;
import dev.spoor.model.Dimension;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TraceId;
import dev.spoor.query.Analytics;
import dev.spoor.query.Periods;
import dev.spoor.query.Periods.Length;
import dev.spoor.query.RunQuery;
import dev.spoor.store.Store;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long questions take to a warm store, each beside its budget: {@code QueryTimes [runs
 * [folder]]}. {@link StoreMaker} makes the store when it is missing. The time of the processor
 * tells more than the clock's where others are at work.
 */
public final class QueryTimes {
  private static final int RUNS = 100_000;
  private static final double BUDGET_MILLIS = 20;
  private static final int ROUNDS = 200;
  private static final long MOST_NANOS = 6_000_000_000L;
  private static final int PAGE = 50;
  private static final int DEEP = 1_000;
  private static final String MODEL = MonthOfRuns.MODELS.get(3);
  private static final String TAG = MonthOfRuns.tag(5);
  private static final String RARE = MonthOfRuns.tag(MonthOfRuns.TAGS - 1);

  private final MonthOfRuns month;
  private final RunQuery runs;
  private final Analytics analytics;

  private QueryTimes(MonthOfRuns month, Store store) {
    this.month = month;
    this.runs = new RunQuery(store.reader(), InstantSource.fixed(month.end()));
    this.analytics = new Analytics(store.reader());
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
    Path folder = arguments.length > 1 ? Path.of(arguments[1]) : StoreMaker.folder(runs);
    try (Store store = StoreMaker.make(folder, runs)) {
      new QueryTimes(new MonthOfRuns(runs), store).run();
      recount(store);
    }
  }

  private static void recount(Store store) {
    long start = System.nanoTime();
    int wrong = new TotalsRecount(store.reader(), store.writer()).wrong();
    System.out.printf(
        Locale.ROOT,
        "counting all spans again: %d sums wrong, %.1f s%n",
        wrong,
        (System.nanoTime() - start) / 1e9);
  }

  /** A question, which answers with how many rows it got. */
  @FunctionalInterface
  private interface Question {
    int ask();
  }

  private void run() {
    System.out.printf(
        "%-40s %6s %9s %9s %9s %9s  p50/budget%n",
        "question", "rows", "first", "p50", "p99 ms", "p50 cpu");
    lists();
    measure("one run of 500 spans with attributes", () -> runs.spans(bigRun()).size());
    totals();
    texts();
  }

  private void texts() {
    List<String[]> questions =
        List.of(
            new String[] {"rare word", MonthOfRuns.RARE_WORD},
            new String[] {"most common word", MonthOfRuns.WORDS.word(0)},
            new String[] {"common word", MonthOfRuns.WORDS.word(300)},
            new String[] {"absent word", "zxqjkv"});
    for (String[] question : questions) {
      measure(
          question[0] + ", spans",
          () -> runs.search(question[1], RunFilter.ALL, null, PAGE).hits().size());
      measure(question[0] + ", runs", () -> page(text(question[1]), null));
    }
  }

  private static RunFilter text(String text) {
    return RunFilter.builder().text(text).build();
  }

  private void lists() {
    measure("newest 50", () -> page(RunFilter.ALL, null));
    List<Sample> samples =
        List.of(
            new Sample("status error", status(RunStatus.ERROR)),
            new Sample("status running", status(RunStatus.RUNNING)),
            new Sample("model", filter(null, MODEL, null, null)),
            new Sample("tag", filter(null, null, TAG, null)),
            new Sample("rare tag", filter(null, null, RARE, null)),
            new Sample("session", filter(null, null, null, MonthOfRuns.session(month.runs() / 2))),
            new Sample("status + model + tag", filter(RunStatus.ERROR, MODEL, TAG, null)),
            new Sample("status ok + model + tag", filter(RunStatus.OK, MODEL, TAG, null)),
            new Sample("status + model + rare tag", filter(RunStatus.ERROR, MODEL, RARE, null)),
            new Sample("status running + model + tag", filter(RunStatus.RUNNING, MODEL, TAG, null)),
            new Sample(
                "status + model + tag, that nothing is",
                filter(RunStatus.CANCELLED, MODEL, TAG, null)));
    samples.forEach(sample -> measure(sample.name, () -> page(sample.filter, null)));
    int depth = Math.min(DEEP, month.runs() / PAGE - 2);
    RunCursor deep = cursor(RunFilter.ALL, depth);
    measure("page " + depth + " deep", () -> page(RunFilter.ALL, deep));
    RunCursor deepInTag = cursor(samples.get(3).filter, depth / 20);
    measure("tag, page " + depth / 20 + " deep", () -> page(samples.get(3).filter, deepInTag));
  }

  private record Sample(String name, RunFilter filter) {}

  private void totals() {
    TotalsFilter models = TotalsFilter.by(Dimension.MODEL);
    measure("percentiles by day and model, 30 days", () -> percentiles(models, Length.DAY, "UTC"));
    measure(
        "the same, one project",
        () -> percentiles(new TotalsFilter(Dimension.MODEL, "project-0", null), Length.DAY, "UTC"));
    measure("the same, days of Berlin", () -> percentiles(models, Length.DAY, "Europe/Berlin"));
    measure(
        "the same, days of Los Angeles",
        () -> percentiles(models, Length.DAY, "America/Los_Angeles"));
    measure("the same, weeks", () -> percentiles(models, Length.WEEK, "UTC"));
    measure("runs by hour, 30 days", () -> percentiles(all(), Length.HOUR, "UTC"));
    measure("cost by feature, 30 days", () -> cost(Dimension.FEATURE, null));
    measure("cost of one tag, 30 days", () -> cost(Dimension.TAG, TAG));
  }

  private static TotalsFilter all() {
    return TotalsFilter.by(Dimension.ALL);
  }

  private int percentiles(TotalsFilter filter, Length length, String zone) {
    List<Analytics.Line> lines = analytics.lines(filter, periods(length, ZoneId.of(zone)));
    lines.forEach(Analytics.Line::percentiles);
    return lines.size();
  }

  private int cost(Dimension dimension, @Nullable String value) {
    return analytics
        .lines(new TotalsFilter(dimension, null, value), periods(Length.WHOLE, ZoneOffset.UTC))
        .size();
  }

  private Periods periods(Length length, ZoneId zone) {
    return Periods.of(MonthOfRuns.BEGIN, month.end(), length, zone);
  }

  private TraceId bigRun() {
    return MonthOfRuns.id(month.runs() / 200 * 100 + 50);
  }

  private static RunFilter status(RunStatus status) {
    return filter(status, null, null, null);
  }

  private static RunFilter filter(
      @Nullable RunStatus status,
      @Nullable String model,
      @Nullable String tag,
      @Nullable String session) {
    return RunFilter.builder().status(status).model(model).tag(tag).sessionId(session).build();
  }

  private int page(RunFilter filter, @Nullable RunCursor after) {
    return runs.list(filter, after, PAGE).runs().size();
  }

  private @Nullable RunCursor cursor(RunFilter filter, int pages) {
    RunCursor cursor = null;
    for (int page = 0; page < pages; page++) {
      RunPage found = runs.list(filter, cursor, PAGE);
      cursor = Objects.requireNonNullElse(found.next(), cursor);
    }
    return cursor;
  }

  private static void measure(String name, Question question) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> millis = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    int rows = 0;
    long begin = System.nanoTime();
    for (int round = 0;
        round < ROUNDS + 1 && (round < 5 || System.nanoTime() - begin < MOST_NANOS);
        round++) {
      long cpuStart = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      rows = question.ask();
      cpu.add((threads.getCurrentThreadCpuTime() - cpuStart) / 1e6);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    double[] warm = sorted(millis);
    double median = warm[warm.length / 2];
    System.out.printf(
        Locale.ROOT,
        "%-40s %6d %9.2f %9.2f %9.2f %9.2f  %.2f%s%n",
        name,
        rows,
        millis.get(0),
        median,
        warm[warm.length * 99 / 100],
        sorted(cpu)[warm.length / 2],
        median / BUDGET_MILLIS,
        median > BUDGET_MILLIS ? "  over" : "");
  }

  /** All but the first, which loads classes. */
  private static double[] sorted(List<Double> millis) {
    double[] warm = millis.stream().skip(1).mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(warm);
    return warm;
  }
}
