package dev.spoor.bench;

import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.query.RunQuery;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The search index: what a write pays for it, how fast it is built, how large it is, and how long
 * questions take: {@code SearchTimes [spans]}. Words are spread as in natural text (Zipf).
 */
public final class SearchTimes {
  private static final int SPANS = 500_000;
  private static final int SPANS_A_RUN = 50;
  private static final int WORDS_A_SPAN = 60;
  private static final int ROUNDS = 100;
  private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  private static final List<String> NOTES =
      List.of("span_comes_late", "span_changes", "run_comes_late", "run_is_renamed");
  private static final String CHINESE = "数据库连接失败后重新尝试读取配置文件并写入日志";

  private final Path folder;
  private final int spans;
  private final NaturalText words = new NaturalText();
  private long textBytes;

  private SearchTimes(Path folder, int spans) {
    this.folder = folder;
    this.spans = spans;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int spans = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SPANS;
    Path folder = Files.createTempDirectory("spoor-search");
    try {
      SearchTimes times = new SearchTimes(folder, spans);
      times.writeCost();
      times.run();
    } finally {
      BenchFolder.delete(folder);
    }
  }

  /** The ratio of the same writes with and without the triggers that leave notes. */
  private void writeCost() throws SQLException {
    Path with = folder.resolve("with.db");
    Path without = folder.resolve("without.db");
    try (Store noting = SqliteStore.open(with, Durability.NORMAL);
        Store silent = SqliteStore.open(without, Durability.NORMAL)) {
      for (String trigger : NOTES) {
        sql(without, "DROP TRIGGER " + trigger);
      }
      double[] fresh = new double[15];
      double[] again = new double[15];
      for (int round = 0; round < fresh.length; round++) {
        long number = round;
        fresh[round] = seconds(() -> write(noting, number * 40, 40));
        fresh[round] /= seconds(() -> write(silent, number * 40, 40));
        indexAll(noting);
        indexAll(silent);
        again[round] = seconds(() -> write(noting, number * 40, 40));
        again[round] /= seconds(() -> write(silent, number * 40, 40));
      }
      Arrays.sort(fresh);
      Arrays.sort(again);
      System.out.printf(
          Locale.ROOT,
          "write with notes / without: new spans %.3f, indexed spans written again %.3f%n",
          fresh[fresh.length / 2],
          again[again.length / 2]);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static long indexAll(Store store) {
    long left = 1;
    while (left > 0) {
      left = store.reader().search("zxqjkv", RunFilter.ALL, Instant.EPOCH, null, 1).unindexed();
    }
    return left;
  }

  private void run() throws SQLException {
    Path file = folder.resolve("spoor.db");
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      textBytes = 0;
      double writing = seconds(() -> write(store, 0, spans / SPANS_A_RUN));
      long left = number(file, "SELECT max(id) FROM span") - number(file, MARK);
      double building = seconds(() -> indexAll(store));
      double share = (double) left / spans;
      System.out.printf(
          Locale.ROOT,
          "%,d spans, %,d MB of text, written in %.0f s; %.0f %% indexed meanwhile, the rest at"
              + " %,.0f spans/s, %.1f MB/s%n",
          spans,
          textBytes >> 20,
          writing,
          100 * (1 - share),
          left / building,
          textBytes * share / building / 1e6);
      long index = number(file, "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'span_text%'");
      System.out.printf(
          Locale.ROOT, "index %,d MB, %.3f of the text%n", index >> 20, (double) index / textBytes);
      questions(store);
    }
  }

  private static final String MARK = "SELECT span FROM search_mark";

  private void questions(Store store) {
    RunQuery runs = new RunQuery(store.reader(), InstantSource.fixed(BEGIN.plusSeconds(9_999_999)));
    System.out.printf("%-40s %6s %9s %9s %9s%n", "question", "rows", "first", "p50", "p99 ms");
    List<String[]> questions =
        List.of(
            new String[] {"rare word", "needle"},
            new String[] {"common word", words.word(0)},
            new String[] {"less common word", words.word(300)},
            new String[] {"absent word", "zxqjkv"},
            new String[] {"two common words", words.word(1) + " " + words.word(2)},
            new String[] {"rare phrase", "\"connection refused\""},
            new String[] {
              "phrase that is not, common words",
              '"' + words.word(3) + ' ' + words.word(4) + ' ' + words.word(5) + '"'
            },
            new String[] {"beginning of a word", "conn*"},
            new String[] {"Chinese, two letters", "连接"},
            new String[] {"Chinese, five letters", "读取配置文"},
            new String[] {"Chinese, one letter", "库"});
    for (String[] question : questions) {
      measure(
          "spans: " + question[0],
          () -> runs.search(question[1], RunFilter.ALL, null, 20).hits().size());
      measure("runs: " + question[0], () -> runs.list(filter(question[1]), null, 50).runs().size());
    }
    TraceId one = id(spans / SPANS_A_RUN / 2);
    measure(
        "in one run: common word",
        () -> runs.searchRun(one, words.word(0), null, 20).hits().size());
  }

  private static RunFilter filter(String text) {
    return RunFilter.builder().text(text).build();
  }

  @FunctionalInterface
  private interface Question {
    int ask();
  }

  private static void measure(String name, Question question) {
    List<Double> millis = new ArrayList<>();
    int rows = 0;
    long begin = System.nanoTime();
    while (millis.size() <= ROUNDS
        && (millis.size() < 6 || System.nanoTime() - begin < 3_000_000_000L)) {
      long start = System.nanoTime();
      rows = question.ask();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    double[] warm = millis.stream().skip(1).mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-40s %6d %9.2f %9.2f %9.2f%n",
        name,
        rows,
        millis.get(0),
        warm[warm.length / 2],
        warm[warm.length * 99 / 100]);
  }

  /** Writes runs, ten a unit. */
  private void write(Store store, long from, int runs) {
    for (long first = from; first < from + runs; first += 10) {
      long begin = first;
      store
          .writer()
          .write(
              session -> {
                for (long run = begin; run < Math.min(begin + 10, from + runs); run++) {
                  session.put(run(run));
                  for (int span = 1; span <= SPANS_A_RUN; span++) {
                    session.put(span(run, span));
                  }
                }
                return true;
              });
    }
  }

  private static TraceId id(long run) {
    return new TraceId(String.format(Locale.ROOT, "%032x", run + 1));
  }

  private Run run(long number) {
    Random random = new Random(number);
    RunTotals totals =
        new RunTotals(
            BEGIN.plusSeconds(number),
            null,
            BEGIN.plusSeconds(number),
            0,
            0,
            0,
            0,
            Usage.NONE,
            null,
            null,
            null);
    return new Run(
        id(number),
        null,
        words.text(random, 5),
        RunStatus.OK,
        null,
        Fields.NONE,
        totals,
        null,
        List.of(),
        List.of(),
        1);
  }

  private Span span(long run, int number) {
    Random random = new Random(run * SPANS_A_RUN + number);
    String input = words.text(random, WORDS_A_SPAN / 3);
    String output = words.text(random, WORDS_A_SPAN * 2 / 3) + extra(run * SPANS_A_RUN + number);
    textBytes += input.length() + Payload.text(output).bytes().length;
    Fields fields =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.TOOL)
            .set(SpanField.NAME, "Bash")
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, BEGIN.plusSeconds(run).plusMillis(number))
            .set(SpanField.INPUT, Payload.text(input))
            .set(SpanField.OUTPUT, Payload.text(output))
            .build();
    return new Span(id(run), SpanId.of(number), fields, null, null, number, null, 0, -1, -1);
  }

  private static String extra(long span) {
    return span % 20_000 == 7
        ? " needle"
        : span % 1_000 == 8
            ? " connection refused"
            : span % 50 == 9 ? CHINESE.substring((int) (span / 50 % 10)) : "";
  }

  private static void sql(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
