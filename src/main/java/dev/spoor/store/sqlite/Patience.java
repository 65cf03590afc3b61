package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long to try again while somebody else is at work.
 *
 * @param limit after this long, give up
 */
record Patience(Duration limit) {
  private static final long SHORTEST_PAUSE_NANOS = 500_000;
  private static final long JITTER_MASK = (1 << 23) - 1;

  /** Work on a connection. */
  @FunctionalInterface
  interface SqlWork<T> {
    T run() throws SQLException;
  }

  /** Work on a connection without an answer. */
  @FunctionalInterface
  interface SqlAction {
    void run() throws SQLException;
  }

  /** Does the work, again as often as it finds the database busy. */
  void retry(SqlAction action) throws SQLException {
    retry(
        () -> {
          action.run();
          return true;
        });
  }

  /** Does the work, again as often as it finds the database busy. */
  <T> T retry(SqlWork<T> work) throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        return work.run();
      } catch (SQLException e) {
        if (!SqliteFault.isBusy(e) || System.nanoTime() - start > limit.toNanos()) {
          throw e;
        }
        pause();
      }
    }
  }

  /** What to say when somebody else was at work all the time. */
  StoreException exhausted(Path file) {
    return new StoreException(
        "could not write to %s: it was busy for %d s; see whether another program holds it"
            .formatted(file, limit.toSeconds()),
        true,
        null);
  }

  /**
   * Waits from half a millisecond to nine; processes that failed together do not come back
   * together, because the lowest bits of their clocks differ.
   */
  static void pause() {
    LockSupport.parkNanos(SHORTEST_PAUSE_NANOS + (System.nanoTime() * 0x9E3779B9L & JITTER_MASK));
  }
}
