package dev.spoor.store.sqlite;

import dev.spoor.store.SpanWriter;
import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of this store that writes. What waits when it comes to its turn shares a
 * transaction, so that many small units cost one flush of the disk; an idle writer waits for
 * nobody.
 */
final class SqliteWriter implements SpanWriter, AutoCloseable {
  private static final int MOST_UNITS_A_TRANSACTION = 256;
  private static final int MOST_WAITING = 1_024;
  private static final long MOST_WAITING_BYTES = 64L << 20;

  private final Path file;
  private final FileIdentity identity;
  private final Tables tables;
  private final SqliteConnection connection;
  private final WriteLock lock;
  private final Patience patience;
  private final WriteQueue queue = new WriteQueue(MOST_WAITING, MOST_WAITING_BYTES);
  private final WriteAheadLog log;
  private final Thread thread;

  /** Takes over the tables and the lock: {@link #close} closes them. */
  SqliteWriter(Path file, Tables tables, WriteLock lock, Patience patience) {
    this.file = file;
    this.identity = FileIdentity.of(file);
    this.tables = tables;
    this.connection = tables.connection();
    this.lock = lock;
    this.patience = patience;
    this.log = new WriteAheadLog(file, lock);
    this.thread = new Thread(this::writeAll, "spoor-writer");
    thread.setDaemon(true);
  }

  void start() {
    log.start();
    thread.start();
  }

  @Override
  public <T> T write(WriteUnit<T> unit, long bytes) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a unit of work writes through its session");
    }
    PendingWrite<T> write = new PendingWrite<>(unit, bytes);
    Supplier<T> answer =
        switch (queue.add(write, patience)) {
          case TAKEN -> write.await(patience);
          case FULL -> null;
          case CLOSED ->
              throw new StoreException(
                  "could not write to " + file + ": it is closed", false, null);
        };
    if (answer == null) {
      throw patience.exhausted(file);
    }
    return answer.get();
  }

  boolean isClosed() {
    return queue.isClosed();
  }

  /** How many units wait for their turn. */
  int waiting() {
    return queue.size();
  }

  private void writeAll() {
    while (queue.await()) {
      List<PendingWrite<?>> started = new ArrayList<>();
      try {
        writeBatch(started);
      } catch (SQLException e) {
        fail(started, SqliteFault.of(e, "write", file));
      } catch (RuntimeException | Error e) {
        fail(started, e);
      }
      started.forEach(PendingWrite::answer);
    }
  }

  /** Nothing of these units is stored; when none was started yet, of those that wait. */
  private void fail(List<PendingWrite<?>> started, Throwable cause) {
    tables.forget();
    if (started.isEmpty()) {
      startWaiting(started);
    }
    started.forEach(write -> write.fail(cause));
  }

  /**
   * One transaction.
   *
   * @param started gets the units that it took
   */
  private void writeBatch(List<PendingWrite<?>> started) throws SQLException {
    // A unit may have interrupted this thread, and that would close the lock's file.
    Thread.interrupted();
    lock.await(
        () -> {
          begin();
          try {
            startWaiting(started);
            if (started.size() == 1) {
              runAlone(started.get(0));
            } else {
              runTogether(started);
            }
          } catch (SQLException | RuntimeException | Error e) {
            connection.rollback();
            throw e;
          }
        });
    // Others write by now.
    started.forEach(PendingWrite::answer);
    log.committed(connection);
  }

  private void startWaiting(List<PendingWrite<?>> started) {
    for (PendingWrite<?> write : queue.take(MOST_UNITS_A_TRANSACTION)) {
      if (write.start()) {
        started.add(write);
      }
    }
  }

  private void begin() throws SQLException {
    patience.retry(() -> connection.execute("BEGIN IMMEDIATE"));
    try {
      identity.require();
      SqliteMigrations.refuseNewer(connection, file);
      tables.begin();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  private void commit() throws SQLException {
    patience.retry(() -> connection.execute("COMMIT"));
  }

  private void runAlone(PendingWrite<?> write) throws SQLException {
    if (attempt(write) == null) {
      commit();
    } else {
      connection.rollback();
    }
  }

  private void runTogether(List<PendingWrite<?>> writes) throws SQLException {
    for (PendingWrite<?> write : writes) {
      connection.execute("SAVEPOINT unit");
      Throwable failure = attempt(write);
      if (failure != null) {
        undoUnit(failure);
      }
      connection.execute("RELEASE unit");
    }
    commit();
  }

  private void undoUnit(Throwable failure) throws SQLException {
    try {
      connection.execute("ROLLBACK TO unit");
    } catch (SQLException e) {
      // A full disk undoes the whole transaction at once, and all units fail for the same reason.
      if (failure instanceof StoreException reason) {
        throw reason;
      }
      throw e;
    }
  }

  /** Does the work of a unit; what it threw, or null. */
  private @Nullable Throwable attempt(PendingWrite<?> write) {
    try (SqliteSession session = new SqliteSession(file, tables)) {
      write.run(session);
      session.requireWhole();
      return null;
    } catch (RuntimeException | Error e) {
      tables.forget();
      write.fail(e);
      return e;
    }
  }

  /** Does what waits, and refuses what comes later. */
  @Override
  public void close() {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a unit of work does not close its store");
    }
    queue.close();
    if (!joined(patience.limit())) {
      // Another program holds its turn for ever; this ends the waiting.
      lock.close();
      joined(Duration.ZERO);
    }
    log.close();
    lock.close();
    try {
      tables.close();
    } catch (SQLException e) {
      throw SqliteFault.of(e, "close", file);
    }
  }

  /** Waits for the thread to end; zero is for ever. */
  private boolean joined(Duration limit) {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (thread.isAlive()) {
      try {
        long left = limit.toMillis() - (System.nanoTime() - start) / 1_000_000;
        if (limit.isZero()) {
          thread.join();
        } else if (left > 0) {
          thread.join(left);
        } else {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
