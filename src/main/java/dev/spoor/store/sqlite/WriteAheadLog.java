package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the write-ahead log small. Pages go from it into the database in three ways:
 *
 * <ul>
 *   <li>The writer copies them in a turn of its own, after it has answered, when there are {@value
 *       #DUE_FRAMES}; nobody waits for more than that many.
 *   <li>When a reader that stayed open kept so many back that copying them would keep others
 *       waiting, a thread copies them beside the writers.
 *   <li>When nobody, in this process or another, has written for a moment, that thread empties the
 *       log's file.
 * </ul>
 *
 * A failure here is none of a write: what is in the log is durable, and is copied another time.
 */
final class WriteAheadLog implements AutoCloseable {
  /** Eight megabytes. */
  static final long DUE_FRAMES = 1_000;

  /** How many frames a writer copies at most in its turn. */
  static final long MOST_IN_TURN_FRAMES = 4 * DUE_FRAMES;

  private static final long WAIT_FOR_READERS_MILLIS = 250;
  private static final long IDLE_MILLIS = 2_000;
  private static final long LONGEST_PAUSE_MILLIS = 16_000;
  private static final long BESIDE_PAUSE_MILLIS = 250;

  private final Path file;
  private final WriteLock lock;
  private final Thread thread;

  /** Frames in the log when it was last looked at; 0 when there is nothing to do. */
  private long frames;

  private long waitForReadersAt = MOST_IN_TURN_FRAMES;

  /** When this process committed, or looked whether the log can be emptied. */
  private long lastLook;

  private long nextCopy;
  private boolean behind;
  private boolean closed;

  WriteAheadLog(Path file, WriteLock lock) {
    this.file = file;
    this.lock = lock;
    this.thread = new Thread(this::keepSmall, "spoor-log");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * The log's length.
   *
   * @param frames pages in it
   * @param copied how many of them are in the database too
   */
  record Length(long frames, long copied) {
    long left() {
      return frames - copied;
    }
  }

  /** Called by the writer after its turn, when the units of its transaction are answered. */
  void committed(SqliteConnection connection) {
    try {
      Length length = checkpoint(connection, "NOOP");
      if (isDue(length)) {
        lock.await(() -> copyInTurn(connection));
      } else {
        remember(length);
      }
    } catch (SQLException | StoreException e) {
      remember(new Length(0, 0));
    }
  }

  private boolean isDue(Length length) {
    return length.left() <= MOST_IN_TURN_FRAMES
        && (length.left() >= DUE_FRAMES || length.frames() >= waitForReadersAt);
  }

  private void copyInTurn(SqliteConnection connection) throws SQLException {
    Length length = checkpoint(connection, "NOOP");
    // Else another process was faster.
    if (isDue(length)) {
      length = checkpoint(connection, "PASSIVE");
      if (length.frames() >= waitForReadersAt) {
        boolean anew = beginAnew(connection);
        waitForReadersAt = anew ? MOST_IN_TURN_FRAMES : 2 * length.frames();
      }
    }
    remember(length);
  }

  /**
   * All is copied or nearly so, and yet there is always a reader that keeps the log from beginning
   * anew: waits for those at work, and later ones do not need the log.
   *
   * @return false when one of them stayed
   */
  private static boolean beginAnew(SqliteConnection connection) throws SQLException {
    connection.script("PRAGMA busy_timeout = " + WAIT_FOR_READERS_MILLIS);
    try (ResultSet row = connection.prepare("PRAGMA wal_checkpoint(RESTART)").executeQuery()) {
      row.next();
      return row.getLong(1) == 0;
    } finally {
      connection.script("PRAGMA busy_timeout = " + SqliteConnection.BUSY_MILLIS);
    }
  }

  private synchronized void remember(Length length) {
    frames = length.frames();
    lastLook = millis();
    behind = length.left() > MOST_IN_TURN_FRAMES;
    notifyAll();
  }

  /** How long the log is after copying what can be copied that way. */
  static Length checkpoint(SqliteConnection connection, String how) throws SQLException {
    try (ResultSet row = connection.prepare("PRAGMA wal_checkpoint(" + how + ")").executeQuery()) {
      row.next();
      return new Length(row.getLong(2), row.getLong(3));
    }
  }

  private enum Task {
    COPY,
    EMPTY,
    END
  }

  private void keepSmall() {
    long pause = IDLE_MILLIS;
    for (Task task = next(pause); task != Task.END; task = next(pause)) {
      try (SqliteConnection connection = SqliteConnection.openExisting(file)) {
        if (task == Task.COPY) {
          checkpoint(connection, "PASSIVE");
        } else {
          pause = emptied(connection) ? IDLE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      } catch (SQLException | RuntimeException e) {
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /** Whether the log needs this process no more. */
  private boolean emptied(SqliteConnection connection) throws SQLException {
    long expected = frames();
    // Most of the work, while others may write.
    checkpoint(connection, "PASSIVE");
    lock.ifFree(
        () -> {
          long now = checkpoint(connection, "NOOP").frames();
          // Else somebody has written meanwhile, and may do so again: another look, a moment later.
          follow(expected, now == expected ? checkpoint(connection, "TRUNCATE").frames() : now);
        });
    return frames() == 0;
  }

  private synchronized long frames() {
    return frames;
  }

  private synchronized void follow(long before, long now) {
    if (frames == before) {
      frames = now;
    }
  }

  private synchronized Task next(long idleMillis) {
    try {
      while (!closed) {
        long now = millis();
        long due = behind ? nextCopy : frames > 0 ? lastLook + idleMillis : Long.MAX_VALUE;
        if (now < due) {
          wait(due == Long.MAX_VALUE ? 0 : due - now);
        } else if (behind) {
          behind = false;
          nextCopy = now + BESIDE_PAUSE_MILLIS;
          return Task.COPY;
        } else {
          lastLook = now;
          return Task.EMPTY;
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but to end it.
    }
    return Task.END;
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
