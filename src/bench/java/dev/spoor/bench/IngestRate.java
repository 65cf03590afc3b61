package dev.spoor.bench;

import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Spans a second through {@code Ingest}, durable, in batches of 1,000, beside the same rows through
 * plain JDBC and inside SQLite's own library, in turns: {@code IngestRate [spans a round [spans a
 * run]]}. {@code IngestRate grow [spans]} fills one store beside small ones, {@code IngestRate long
 * [spans]} one run, a span at a time at the end.
 */
public final class IngestRate {
  private static final int BATCH = 1_000;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int WARM_UP_SPANS = 400_000;
  private static final int ROUNDS = 7;
  private static final int SMALLEST = 10_000;
  private static final int WINDOW = 20_000;
  private static final int[] RUN_LENGTHS = {50, 500};

  private static final PriceBook PRICES = PriceBook.bundled();

  private IngestRate() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    String what = arguments.length > 0 ? arguments[0] : "30000";
    switch (what) {
      case "grow" -> grow(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000);
      case "long" -> longRun(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000);
      default -> {
        int[] lengths = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        for (int length : lengths.length == 0 ? RUN_LENGTHS : lengths) {
          compare(length, Integer.parseInt(what));
        }
      }
    }
  }

  private static Ingest ingest(Store store) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        PRICES,
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        InstantSource.system());
  }

  private static void compare(int spansARun, int spans) throws IOException, SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> jdbc = new ArrayList<>();
    List<Double> library = new ArrayList<>();
    List<Double> toJdbc = new ArrayList<>();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      Path folder = Files.createTempDirectory("spoor-ingest-rate");
      try {
        double rate = throughIngest(folder.resolve("ours.db"), spansARun, spans);
        RowCopy copy = new RowCopy(folder.resolve("ours.db"), BATCH);
        double plain = spans / copy.throughJdbc(folder.resolve("jdbc.db"));
        double inside = spans / copy.insideSqlite(folder.resolve("library.db"));
        if (round >= 0) {
          ours.add(rate);
          jdbc.add(plain);
          library.add(inside);
          toJdbc.add(rate / plain);
        } else if (round == -1) {
          System.out.printf(
              Locale.ROOT, "runs of %d spans, %.0f bytes a row%n", spansARun, copy.bytesARow());
        }
      } finally {
        BenchFolder.delete(folder);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  Ingest %,.0f spans/s, the same rows through JDBC %,.0f, inside SQLite %,.0f%n",
        median(ours),
        median(jdbc),
        median(library));
    System.out.printf(
        Locale.ROOT,
        "  Ingest to JDBC %.2f (wanted 0.60), JDBC to SQLite %.2f%n",
        median(toJdbc),
        median(jdbc) / median(library));
  }

  private static double throughIngest(Path file, int spansARun, int spans) {
    List<Batch> batches = batches(new SteadySpans(spansARun), spans);
    try (Store store = SqliteStore.open(file, Durability.FULL)) {
      Ingest ingest = ingest(store);
      long start = System.nanoTime();
      batches.forEach(ingest::accept);
      return spans / seconds(start);
    }
  }

  private static List<Batch> batches(SteadySpans source, int spans) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < spans; i += BATCH) {
      batches.add(source.next(BATCH));
    }
    return batches;
  }

  /** Each size beside new stores of the smallest, in turns: a machine has better minutes. */
  private static void grow(int most) throws IOException {
    Path folder = Files.createTempDirectory("spoor-ingest-rate");
    throughIngest(folder.resolve("warm.db"), 50, WARM_UP_SPANS);
    SteadySpans source = new SteadySpans(50);
    try (Store store = SqliteStore.open(folder.resolve("spoor.db"), Durability.FULL)) {
      Ingest ingest = ingest(store);
      int stored = 0;
      for (int size = SMALLEST; size <= most; size = Math.min(8 * size, Math.max(size + 1, most))) {
        fill(ingest, source, size - stored);
        List<Double> small = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          try (Store fresh =
              SqliteStore.open(folder.resolve(size + "-" + round), Durability.FULL)) {
            Ingest toFresh = ingest(fresh);
            fill(toFresh, source, SMALLEST);
            small.add(rate(toFresh, source));
          }
          large.add(rate(ingest, source));
          ratios.add(large.get(round) / small.get(round));
        }
        stored = size + ROUNDS * WINDOW;
        System.out.printf(
            Locale.ROOT,
            "%,9d spans stored: %,.0f spans/s beside %,.0f in stores of %,d: %.2f (%.2f to %.2f, wanted 0.80)%n",
            size,
            median(large),
            median(small),
            SMALLEST,
            median(ratios),
            Collections.min(ratios),
            Collections.max(ratios));
      }
    } finally {
      BenchFolder.delete(folder);
    }
  }

  private static void fill(Ingest ingest, SteadySpans source, int spans) {
    for (int i = 0; i < spans; i += BATCH) {
      ingest.accept(source.next(BATCH));
    }
  }

  private static double rate(Ingest ingest, SteadySpans source) {
    List<Batch> batches = batches(source, WINDOW);
    long start = System.nanoTime();
    batches.forEach(ingest::accept);
    return WINDOW / seconds(start);
  }

  private static void longRun(int spans) throws IOException {
    Path folder = Files.createTempDirectory("spoor-ingest-rate");
    try (Store store = SqliteStore.open(folder.resolve("spoor.db"), Durability.FULL)) {
      Ingest ingest = ingest(store);
      SteadySpans source = new SteadySpans(2);
      Batch opened = source.next(1);
      ingest.accept(opened);
      TraceId run = opened.spans().get(0).traceId();
      int number = 2;
      double first = 0;
      for (int length = 1_000;
          length <= spans;
          length = Math.min(5 * length, Math.max(length + 1, spans))) {
        List<SpanDraft> many = new ArrayList<>();
        while (number < length - 300) {
          many.add(source.span(run, ++number));
        }
        ingest.accept(Batch.ofSpans(many));
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
          Batch one = Batch.ofSpans(List.of(source.span(run, ++number)));
          long start = System.nanoTime();
          ingest.accept(one);
          millis.add(seconds(start) * 1_000);
        }
        first = first == 0 ? median(millis) : first;
        System.out.printf(
            Locale.ROOT,
            "%,7d spans in the run: one more takes %.2f ms (p50), %.1f times the first%n",
            number,
            median(millis),
            median(millis) / first);
      }
    } finally {
      BenchFolder.delete(folder);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
