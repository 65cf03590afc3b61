package dev.spoor.forward;

import dev.spoor.codec.otlp.OtlpExport;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanRow;
import dev.spoor.store.PassedRun;
import dev.spoor.store.SpanReader;
import dev.spoor.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what is stored, by whichever process, as OTLP over HTTP. The store is the buffer: it
 * notes which runs changed, and how far each was passed on, so that nothing is lost while the
 * receiver is away or this process is not there. Of a run go the spans that have ended and were put
 * since the last time; its root, with what is said of the run itself, when the run is over, and
 * again when that has changed. A span goes again after a crash between the receiver's answer and
 * its note; receivers know it by its ids.
 */
public final class Forwarder implements AutoCloseable {
  private static final int MOST_RUNS = 10_000;
  private static final int MOST_SPANS = 512;
  private static final long MOST_BYTES = 4 << 20;
  private static final Duration TURN_OF_OTHERS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
  private static final long END_MILLIS = 3_000;

  private final Target target;
  private final Source source;
  private final SpanReader reader;
  private final Surroundings around;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Delivery delivery;
  private final Thread thread;

  private final List<Parcel.OfRun> spans = new ArrayList<>();
  private final List<PassedRun> done = new ArrayList<>();
  private long bytes;

  /** Does nothing yet. */
  public Forwarder(Target target, Source source, Surroundings around) {
    this.target = target;
    this.source = source;
    this.reader = source.reader();
    this.around = around;
    this.delivery =
        new Delivery(
            target,
            source.storeId(),
            around,
            end,
            run -> reader.run(run).isPresent(),
            source.notes()::trouble);
    this.thread = new Thread(this::run, "spoor-forwarder");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param all whether to pass on what was stored before anybody first did so, too
   * @throws StoreException when the store cannot be written
   */
  public void start(boolean all) {
    source.notes().follow(all);
    thread.start();
  }

  private void run() {
    try (ForwardLock lock = ForwardLock.on(source.lockFile())) {
      while (!lock.isMine()) {
        pause(TURN_OF_OTHERS);
      }
      around.said().accept("what is recorded is passed on to " + target);
      follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what is left, the next process does
    } catch (UncheckedIOException e) {
      around
          .said()
          .accept(
              "nothing is passed on: cannot lock " + source.lockFile() + " (" + e.getCause() + ")");
    }
  }

  private void follow() throws InterruptedException {
    long sweepAt = System.nanoTime();
    for (int failures = 0; ; ) {
      try {
        if (System.nanoTime() - sweepAt >= 0) {
          source.sweep().run();
          sweepAt = System.nanoTime() + BETWEEN_SWEEPS.toNanos();
        }
        passAll();
        failures = 0;
        pause(around.pace().look());
      } catch (StoreException e) {
        failures++;
        if (failures == 1 && end.getCount() > 0) {
          around.said().accept("could not pass on for now: " + e.getMessage());
        }
        pause(around.pace().pause(failures, Duration.ZERO, around.random()));
      }
    }
  }

  private void pause(Duration length) throws InterruptedException {
    if (end.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("the end came");
    }
  }

  private void passAll() throws InterruptedException {
    spans.clear();
    done.clear();
    bytes = 0;
    for (PassedRun passed : reader.toPass(source.notes().receiver(), MOST_RUNS)) {
      Optional<Run> run = reader.run(passed.traceId());
      if (run.isPresent()) {
        pass(run.get(), passed);
      }
    }
    send();
  }

  private void pass(Run run, PassedRun before) throws InterruptedException {
    boolean over = run.status() != RunStatus.RUNNING;
    Long told = over ? SpanId.derived(run.traceId(), OtlpExport.toldOf(run)).bits() : null;
    for (SpanId spanId : toSend(run, before, told)) {
      Span span = whole(run, spanId);
      if (span != null) {
        add(new Parcel.OfRun(run, span));
      }
    }
    done.add(new PassedRun(run.traceId(), run.revision(), told));
    if (done.size() >= MOST_SPANS) {
      send();
    }
  }

  /**
   * The spans that are to be sent now, in order of arrival.
   *
   * @param told what the root tells of the run; null while the run is going
   */
  private Set<SpanId> toSend(Run run, PassedRun before, @Nullable Long told) {
    Set<SpanId> ids = new LinkedHashSet<>();
    for (SpanRow row : reader.rows(run.traceId(), before.revision())) {
      if (row.endedAt() != null || told != null) {
        ids.add(row.spanId());
      }
    }
    if (told != null && before.told() == null) {
      // The run is over by now: what has not ended was held back until here.
      reader.rows(run.traceId(), 0).stream()
          .filter(row -> row.endedAt() == null)
          .forEach(row -> ids.add(row.spanId()));
    }
    if (told != null && run.rootSpanId() != null && !told.equals(before.told())) {
      ids.add(run.rootSpanId());
    }
    return ids;
  }

  /** Null when the span is not there any more, or cannot be read. */
  private @Nullable Span whole(Run run, SpanId spanId) {
    try {
      return reader
          .span(run.traceId(), spanId)
          .filter(span -> span.spanId().equals(spanId))
          .orElse(null);
    } catch (StoreException e) {
      if (e.passing() || end.getCount() == 0) {
        throw e;
      }
      delivery.refuse(run.traceId(), spanId, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void add(Parcel.OfRun span) throws InterruptedException {
    if (!spans.isEmpty() && bytes + span.bytes() > MOST_BYTES) {
      send();
    }
    spans.add(span);
    bytes += span.bytes();
    if (spans.size() >= MOST_SPANS) {
      send();
    }
  }

  /** Sends what was gathered, and notes which runs are through with it. */
  private void send() throws InterruptedException {
    if (!spans.isEmpty()) {
      delivery.deliver(new Parcel(spans));
      spans.clear();
      bytes = 0;
    }
    if (!done.isEmpty()) {
      source.notes().passed(List.copyOf(done), delivery.refused());
      done.clear();
    }
  }

  /** Ends within some seconds; what is under way is sent again by the next process. */
  @Override
  public void close() {
    end.countDown();
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
