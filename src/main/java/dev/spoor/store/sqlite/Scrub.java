package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Takes from the disk what the tables do not hold any more: words that nobody uses, what lies in
 * free places, and the log. It has a connection of its own and takes its turn as a writer.
 */
final class Scrub {
  private static final long SMALL_FILE_BYTES = 256L << 20;

  private final Path file;
  private final WriteLock lock;
  private final Patience patience;

  Scrub(Path file, WriteLock lock, Patience patience) {
    this.file = file;
    this.lock = lock;
    this.patience = patience;
  }

  void run() throws SQLException {
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      connection.script("PRAGMA secure_delete = ON");
      new WordSweep(connection, lock, patience).run();
      if (isToBeWrittenAnew(connection)) {
        writeAnew(connection);
      }
      emptyLog(connection);
    }
  }

  /** Whether bytes lie in free places since before everything was overwritten, or much is free. */
  private static boolean isToBeWrittenAnew(SqliteConnection connection) throws SQLException {
    long pages = connection.whole("PRAGMA page_count");
    long free = connection.whole("PRAGMA freelist_count");
    long bytes = pages * connection.whole("PRAGMA page_size");
    return hasResidue(connection) || (free * 4 > pages && bytes <= SMALL_FILE_BYTES);
  }

  private static boolean hasResidue(SqliteConnection connection) throws SQLException {
    return connection.whole("SELECT count(*) FROM meta WHERE key = 'residue'") > 0;
  }

  private void writeAnew(SqliteConnection connection) throws SQLException {
    // What is in the file may be larger than the memory.
    connection.script("PRAGMA temp_store = FILE");
    lock.await(
        patience,
        () -> {
          patience.retry(() -> connection.script("VACUUM"));
          patience.retry(() -> connection.script("DELETE FROM meta WHERE key = 'residue'"));
          return true;
        });
  }

  private void emptyLog(SqliteConnection connection) throws SQLException {
    lock.await(
        patience,
        () -> {
          long start = System.nanoTime();
          while (connection.whole("PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
            if (System.nanoTime() - start > patience.limit().toNanos()) {
              throw new StoreException(
                  "could not empty the log of %s: another program has been reading it for %d s; try again when it has ended"
                      .formatted(file, patience.limit().toSeconds()),
                  true,
                  null);
            }
            Patience.pause();
          }
          return true;
        });
  }
}
