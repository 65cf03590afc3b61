package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings a file to the schema of this program: the scripts below {@code dev/spoor/schema}, each
 * once, in order. How many were applied is the file's {@code user_version}.
 */
final class SqliteMigrations {
  /** Add at the end only; what was released is never changed. */
  static final List<String> SCRIPTS =
      List.of(
          "001_runs_and_spans.sql",
          "002_file_marks.sql",
          "003_heard.sql",
          "004_erasure.sql",
          "005_totals.sql",
          "006_payload_bases.sql",
          "007_search.sql",
          "008_totals_as_values.sql",
          "009_joined_sources.sql",
          "010_forwarding.sql");

  /** {@code SPOR}, by which a file is known as ours. */
  static final int APPLICATION_ID = 0x53504F52;

  private SqliteMigrations() {}

  /**
   * Applies what is missing. The caller holds the write lock.
   *
   * @throws StoreException when the file is another program's, or a newer Spoor's
   */
  static void apply(SqliteConnection connection, Path file) throws SQLException {
    long version = version(connection, file);
    if (version == 0) {
      // Only an empty file takes another page size, and only outside of a transaction.
      connection.script("PRAGMA page_size = 8192");
    }
    String journal = connection.text("PRAGMA journal_mode = WAL");
    if (!journal.equals("wal")) {
      throw new StoreException(
          file + " is where SQLite cannot share memory; keep the database on a local disk",
          false,
          null);
    }
    if (version == SCRIPTS.size()) {
      return;
    }
    connection.execute("BEGIN IMMEDIATE");
    try {
      for (String script : SCRIPTS.subList((int) version, SCRIPTS.size())) {
        connection.script(read(script));
      }
      connection.script("PRAGMA application_id = " + APPLICATION_ID);
      connection.script("PRAGMA user_version = " + SCRIPTS.size());
      connection.execute("COMMIT");
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  /** Throws when a newer Spoor has changed the schema, perhaps while this one had the file open. */
  static void refuseNewer(SqliteConnection connection, Path file) throws SQLException {
    long version = connection.whole("PRAGMA user_version");
    if (version > SCRIPTS.size()) {
      throw new StoreException(
          "%s was written by a newer Spoor (its schema is %d, this one knows %d); update Spoor, or name another file"
              .formatted(file, version, SCRIPTS.size()),
          false,
          null);
    }
  }

  /** How many scripts the file has seen; refuses a file that is not for this program. */
  static long version(SqliteConnection connection, Path file) throws SQLException {
    long version = connection.whole("PRAGMA user_version");
    boolean ours = connection.whole("PRAGMA application_id") == APPLICATION_ID;
    if (!ours && connection.whole("SELECT count(*) FROM sqlite_schema") > 0) {
      throw new StoreException(
          file + " is another program's database; name another file for Spoor", false, null);
    }
    refuseNewer(connection, file);
    return ours ? version : 0;
  }

  private static String read(String script) {
    try (InputStream resource =
        SqliteMigrations.class.getResourceAsStream("/dev/spoor/schema/" + script)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its schema " + script);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
