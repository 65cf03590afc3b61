package dev.spoor.bench;

import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.RunFilter;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a store as a month of work would, through {@link Ingest}: {@code StoreMaker [runs
 * [folder]]}, 50 spans a run on average, a run of 500 in every hundred. What is made stays for
 * re-use; more runs continue it.
 */
public final class StoreMaker {
  private static final int RUNS = 100_000;
  private static final int RUNS_A_BATCH = 20;
  private static final int WRITERS = 2;
  private static final long BETWEEN_LOOKS_NANOS = 500_000_000;

  private StoreMaker() {}

  /** Makes it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
    make(arguments.length > 1 ? Path.of(arguments[1]) : folder(runs), runs);
  }

  /** Where a store of so many runs is kept. */
  static Path folder(int runs) {
    return Path.of(System.getProperty("java.io.tmpdir"), "spoor-bench-store-" + runs);
  }

  /** Opens the store of that size in the folder, and makes what is missing of it. */
  static Store make(Path folder, int runs) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Store store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    MonthOfRuns month = new MonthOfRuns(runs);
    int stored = month.stored(store.reader());
    long start = System.nanoTime();
    long spans = write(store, month, stored);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d runs there, %,d runs and %,d spans made in %.0f s, %,.0f spans/s, %,d MB%n",
        folder,
        stored,
        runs - stored,
        spans,
        seconds,
        spans / seconds,
        Files.size(folder.resolve("spoor.db")) >> 20);
    index(store);
    return store;
  }

  /** Waits until every text can be found. */
  static void awaitIndex(Store store) {
    while (unindexed(store) > 0) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  private static void index(Store store) {
    long start = System.nanoTime();
    long first = unindexed(store);
    awaitIndex(store);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d spans to index: %.0f s, %,.0f spans/s%n",
        first,
        seconds,
        first / seconds);
  }

  private static long unindexed(Store store) {
    return store.reader().search("absent", RunFilter.ALL, Instant.EPOCH, null, 1).unindexed();
  }

  private static long write(Store store, MonthOfRuns month, int from) throws InterruptedException {
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.OFF),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            month::end);
    BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(4);
    Batch last = new Batch(List.of(), List.of(), List.of());
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (Batch batch = waiting.take(); batch != last; batch = waiting.take()) {
                    ingest.accept(batch);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      writers.add(writer);
      writer.start();
    }
    long spans = 0;
    for (int run = from; run < month.runs(); run += RUNS_A_BATCH) {
      Batch batch = month.batch(run, Math.min(run + RUNS_A_BATCH, month.runs()));
      spans += batch.spans().size();
      waiting.put(batch);
    }
    for (Thread writer : writers) {
      waiting.put(last);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    return spans;
  }
}
