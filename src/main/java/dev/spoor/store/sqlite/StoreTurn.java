package dev.spoor.store.sqlite;

import dev.spoor.store.sqlite.Patience.SqlWork;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A connection for the upkeep of a store, which takes its turn among the writers for each short
 * transaction. Used by one thread at a time.
 */
final class StoreTurn implements AutoCloseable {
  private final SqliteConnection connection;
  private final WriteLock lock;
  private final Patience patience;

  private StoreTurn(SqliteConnection connection, WriteLock lock, Patience patience) {
    this.connection = connection;
    this.lock = lock;
    this.patience = patience;
  }

  /**
   * Opens a connection.
   *
   * @param lock of that file; it stays its owner's
   */
  static StoreTurn open(Path file, WriteLock lock, Patience patience) throws SQLException {
    SqliteConnection connection = SqliteConnection.open(file);
    try {
      connection.script("PRAGMA secure_delete = ON");
      return new StoreTurn(connection, lock, patience);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  SqliteConnection connection() {
    return connection;
  }

  /** Reads in one state of the file. */
  <T> T read(SqlWork<T> work) throws SQLException {
    return patience.retry(() -> transaction("BEGIN", work));
  }

  /** Writes in one transaction. */
  <T> T write(SqlWork<T> work) throws SQLException {
    return alone(() -> patience.retry(() -> transaction("BEGIN IMMEDIATE", work)));
  }

  /** Does something while no other writer is at work. */
  <T> T alone(SqlWork<T> work) throws SQLException {
    return lock.await(patience, work);
  }

  private <T> T transaction(String begin, SqlWork<T> work) throws SQLException {
    connection.execute(begin);
    try {
      T answer = work.run();
      connection.execute("COMMIT");
      return answer;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
