package dev.spoor.bench;

import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Many warm processes write one file, each a span at a time into a run of its own, while a reader
 * lists and opens runs all the time: 64 paced at 10 writes a second for a minute, then 16 as fast
 * as they can: {@code ManyProcesses [seconds]}; or so many at so many writes a second, 0 for as
 * fast as they can: {@code ManyProcesses seconds processes [writes]}.
 */
public final class ManyProcesses {
  private static final long BETWEEN_READS_NANOS = 100_000_000;
  private static final int WARM_UP_WRITES = 1_200;
  private static final long A_SECOND_NANOS = 1_000_000_000;

  private ManyProcesses() {}

  /** Runs it, or is one of its writers. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 3) {
      write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      return;
    }
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    if (arguments.length > 1) {
      measure(
          Integer.parseInt(arguments[1]),
          arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0,
          seconds);
      return;
    }
    measure(64, 10, seconds);
    measure(16, 0, Math.min(seconds, 20));
  }

  private static void measure(int processes, int writesASecond, int seconds)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("spoor-many-processes");
    Path file = folder.resolve("spoor.db");
    try (Store store = SqliteStore.open(file, Durability.FULL)) {
      List<Process> writers = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        writers.add(start(file, writesASecond, seconds));
      }
      for (Process writer : writers) {
        writer.inputReader().readLine(); // it is ready
      }
      System.err.println(processes + " processes are warm");
      for (Process writer : writers) {
        try (OutputStream begin = writer.getOutputStream()) {
          begin.write('\n');
        }
      }
      long largestLog = readWhileWritten(store, file, writers);
      List<long[]> latencies = new ArrayList<>();
      for (Process writer : writers) {
        latencies.add(latencies(writer));
      }
      report(writesASecond, seconds, latencies, largestLog);
      long stored = stored(store);
      long answered = latencies.stream().mapToLong(each -> each.length + 1).sum();
      System.out.printf(Locale.ROOT, "  answered %,d spans, stored %,d%n", answered, stored);
    } finally {
      BenchFolder.delete(folder);
    }
  }

  private static Process start(Path file, int writesASecond, int seconds) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmn8m",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            ManyProcesses.class.getName(),
            file.toString(),
            Integer.toString(writesASecond),
            Integer.toString(seconds),
            "writer")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** A writer: prints how many nanoseconds each write took. */
  private static void write(Path file, int writesASecond, int seconds) throws IOException {
    Path aside = Files.createTempDirectory("spoor-many-processes");
    // Loads and compiles, in a store of its own.
    run(aside.resolve("spoor.db"), 0, Integer.MAX_VALUE, WARM_UP_WRITES);
    BenchFolder.delete(aside);
    List<Long> nanos = run(file, writesASecond, seconds, Integer.MAX_VALUE);
    StringBuilder lines = new StringBuilder();
    nanos.forEach(each -> lines.append(each).append('\n'));
    System.out.print(lines);
  }

  private static List<Long> run(Path file, int writesASecond, int seconds, int most)
      throws IOException {
    List<Long> nanos = new ArrayList<>();
    boolean shared = Files.exists(file);
    try (Store store = SqliteStore.open(file, Durability.FULL)) {
      Ingest ingest =
          new Ingest(
              store.writer(),
              new Redactor(RedactionMode.ON),
              PriceBook.bundled(),
              new Watches(RunLimits.NONE),
              Ingest.Content.FULL,
              InstantSource.system());
      SteadySpans source = new SteadySpans(1, ProcessHandle.current().pid());
      Batch opened = source.next(1);
      ingest.accept(opened);
      TraceId run = opened.spans().get(0).traceId();
      if (shared) {
        System.out.println("ready");
        System.in.read();
      }
      long begin = System.nanoTime();
      long end = begin + seconds * A_SECOND_NANOS;
      // Programs that know nothing of each other do not beat in time.
      long due = begin + (writesASecond > 0 ? phase(A_SECOND_NANOS / writesASecond) : 0);
      for (int number = 2; System.nanoTime() < end && nanos.size() < most; number++) {
        if (writesASecond > 0) {
          due += A_SECOND_NANOS / writesASecond;
          while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
          }
        }
        long start = System.nanoTime();
        ingest.accept(Batch.ofSpans(List.of(source.span(run, number))));
        nanos.add(System.nanoTime() - start);
      }
    }
    return nanos;
  }

  private static long phase(long period) {
    return new Random(ProcessHandle.current().pid()).nextLong(period);
  }

  /** The largest log seen while all write and this reads. */
  private static long readWhileWritten(Store store, Path file, List<Process> writers)
      throws IOException {
    Path log = Path.of(file.toRealPath() + "-wal");
    long largest = 0;
    // Their output is short enough to wait in the pipe of those that are done.
    while (writers.stream().anyMatch(writer -> writer.isAlive() && !isDone(writer))) {
      for (Run run : store.reader().runs(RunFilter.ALL, null, 50).runs().subList(0, 1)) {
        store.reader().spans(run.traceId(), Payloads.SIZES);
      }
      LockSupport.parkNanos(BETWEEN_READS_NANOS);
      largest = Math.max(largest, Files.exists(log) ? Files.size(log) : 0);
    }
    return largest;
  }

  private static boolean isDone(Process writer) {
    try {
      return writer.inputReader().ready();
    } catch (IOException e) {
      return true;
    }
  }

  private static long[] latencies(Process writer) throws IOException, InterruptedException {
    long[] nanos = writer.inputReader().lines().mapToLong(Long::parseLong).toArray();
    if (writer.waitFor() != 0) {
      throw new IllegalStateException("a writer failed");
    }
    return nanos;
  }

  private static void report(int writesASecond, int seconds, List<long[]> all, long largestLog) {
    long[] sorted = all.stream().flatMapToLong(LongStream::of).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%d processes %s, %d s: %,.0f writes/s, p50 %.1f ms, p99 %.1f ms (wanted 250 when paced), most"
            + " %.0f ms, log at most %.1f MiB (wanted 64)%n",
        all.size(),
        writesASecond > 0 ? "at " + writesASecond + "/s each" : "as fast as they can",
        seconds,
        (double) sorted.length / seconds,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 1),
        largestLog / 1048576.0);
    double mean = (double) sorted.length / all.size();
    long slowest = all.stream().mapToLong(each -> each.length).min().orElse(0);
    System.out.printf(Locale.ROOT, "  slowest %.2f of the mean (wanted 0.25)%n", slowest / mean);
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
  }

  private static long stored(Store store) {
    return store.reader().runs(RunFilter.ALL, null, 1_000).runs().stream()
        .mapToLong(run -> run.totals().spanCount())
        .sum();
  }
}
