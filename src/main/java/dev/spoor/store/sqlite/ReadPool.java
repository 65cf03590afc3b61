package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * Connections that only read, opened when needed. A read is short and ends its transaction: one
 * that stayed open would let the write-ahead log grow without end.
 */
final class ReadPool implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 4;

  private final Path file;
  private final Patience patience;
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS, true);
  private final Deque<Tables> idle = new ArrayDeque<>();
  private boolean closed;

  ReadPool(Path file, Patience patience) {
    this.file = file;
    this.patience = patience;
  }

  /** A question to the tables. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Tables tables) throws SQLException;
  }

  /**
   * Asks within one state of the database.
   *
   * @param tried what was tried, to be read after "could not"
   */
  <T> T read(String tried, Question<T> question) {
    free.acquireUninterruptibly();
    try {
      return patience.retry(() -> readOnce(question));
    } catch (SQLException e) {
      throw SqliteFault.of(e, tried, file);
    } finally {
      free.release();
    }
  }

  private <T> T readOnce(Question<T> question) throws SQLException {
    Tables tables = take();
    boolean sound = false;
    try {
      tables.connection().execute("BEGIN");
      tables.begin();
      T answer = question.ask(tables);
      tables.connection().execute("COMMIT");
      sound = true;
      return answer;
    } finally {
      if (sound) {
        giveBack(tables);
      } else {
        tables.close();
      }
    }
  }

  private Tables take() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new StoreException("could not read " + file + ": it is closed", false, null);
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    SqliteConnection connection = SqliteConnection.openExisting(file);
    connection.script("PRAGMA query_only = ON");
    // Lists of a hundred thousand runs read the same pages again and again; taken when needed only.
    connection.script("PRAGMA cache_size = -32000");
    return new Tables(file, connection);
  }

  private void giveBack(Tables tables) {
    synchronized (idle) {
      idle.push(tables);
    }
  }

  /** Waits for the reads that were begun, and refuses later ones. */
  @Override
  public void close() throws SQLException {
    synchronized (idle) {
      closed = true;
    }
    free.acquireUninterruptibly(MOST_CONNECTIONS);
    try {
      for (Tables tables : idle) {
        tables.close();
      }
      idle.clear();
    } finally {
      free.release(MOST_CONNECTIONS);
    }
  }
}
