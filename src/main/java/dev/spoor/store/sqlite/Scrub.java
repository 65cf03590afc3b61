package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Takes from the disk what the tables do not hold any more: words that nobody uses, what was taken
 * out of the search index, what lies in free places, and the log. It has a connection of its own
 * and takes its turn as a writer.
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
    try (StoreTurn turn = StoreTurn.open(file, lock, patience)) {
      new WordSweep(turn).run();
      rewriteSearchIndex(turn);
    }
    // Anew, because the search index leaves statements open, and VACUUM suffers none.
    try (StoreTurn turn = StoreTurn.open(file, lock, patience)) {
      if (isToBeWrittenAnew(turn.connection())) {
        writeAnew(turn);
      }
      emptyLog(turn);
    }
  }

  /** Step by step, so that others write meanwhile. */
  private static void rewriteSearchIndex(StoreTurn turn) throws SQLException {
    SearchIndex search = new SearchIndex(turn.connection());
    turn.write(
        () -> {
          search.beginRewriting();
          return true;
        });
    boolean more = true;
    while (more) {
      more = turn.write(search::rewriteMore);
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

  private void writeAnew(StoreTurn turn) throws SQLException {
    SqliteConnection connection = turn.connection();
    // What is in the file may be larger than the memory.
    connection.script("PRAGMA temp_store = FILE");
    turn.alone(
        () -> {
          patience.retry(() -> connection.script("VACUUM"));
          patience.retry(() -> connection.script("DELETE FROM meta WHERE key = 'residue'"));
          return true;
        });
  }

  private void emptyLog(StoreTurn turn) throws SQLException {
    turn.alone(
        () -> {
          long start = System.nanoTime();
          while (turn.connection().whole("PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
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
