package dev.spoor.app;

import dev.spoor.ingest.Retention;
import dev.spoor.model.BadInput;
import dev.spoor.store.StoreException;
import dev.spoor.store.upkeep.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Prunes once a day while the program runs, so that a retention that is set holds by itself. Of all
 * processes over a store one does it, in steps that no writer waits for.
 */
final class DailyPruning implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofDays(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
  private static final Duration FIRST_LOOK = Duration.ofMinutes(1);

  private final App app;
  private final Retention retention;
  private final InstantSource clock;
  private final Consumer<String> diagnostics;
  private final CountDownLatch end = new CountDownLatch(1);

  private DailyPruning(
      App app, Retention retention, InstantSource clock, Consumer<String> diagnostics) {
    this.app = app;
    this.retention = retention;
    this.clock = clock;
    this.diagnostics = diagnostics;
  }

  /**
   * Begins when something is to go one day, with a look in a minute.
   *
   * @param diagnostics hears why it could not be done
   */
  static DailyPruning start(
      App app, Retention retention, InstantSource clock, Consumer<String> diagnostics) {
    DailyPruning pruning = new DailyPruning(app, retention, clock, diagnostics);
    if (!retention.isForEver()) {
      Thread thread = new Thread(pruning::look, "spoor-pruning");
      thread.setDaemon(true);
      thread.start();
    }
    return pruning;
  }

  private void look() {
    Duration wait = FIRST_LOOK;
    try {
      while (!end.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        pruneWhenDue();
        wait = BETWEEN_LOOKS;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prunes when nobody did so within a day; whether it did. */
  boolean pruneWhenDue() {
    Instant now = clock.instant();
    try {
      boolean due =
          app.store().writer().write(session -> session.claim("prune", now, now.minus(PERIOD)));
      if (due) {
        app.prune(retention, now, false, Progress.NONE);
      }
      return due;
    } catch (StoreException | BadInput e) {
      if (end.getCount() > 0) {
        diagnostics.accept("could not prune by itself: " + e.getMessage());
      }
      return false;
    }
  }

  /** Looks no more. */
  @Override
  public void close() {
    end.countDown();
  }
}
