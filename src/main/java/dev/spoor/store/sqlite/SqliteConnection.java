package dev.spoor.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** One connection and the statements prepared on it. Used by one thread at a time. */
final class SqliteConnection implements AutoCloseable {
  /** How long SQLite itself waits for others; whoever waits longer tries again. */
  static final int BUSY_MILLIS = 50;

  private static final int MOST_STATEMENTS = 64;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  private SqliteConnection(Connection connection) {
    this.connection = connection;
  }

  /** A connection that changes nothing in the file by being opened. */
  static SqliteConnection open(Path file) throws SQLException {
    return open(file, new Properties());
  }

  /** The same, which does not make the file anew when it was taken away. */
  static SqliteConnection openExisting(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("open_mode", String.valueOf(SQLiteOpenMode.READWRITE.flag));
    return open(file, settings);
  }

  private static SqliteConnection open(Path file, Properties settings) throws SQLException {
    // The driver would ask after each row written for a key that nobody reads.
    settings.setProperty("jdbc.get_generated_keys", "false");
    // A URI, because the driver takes what follows a question mark in a plain name for settings.
    SqliteConnection opened =
        new SqliteConnection(JDBC.createConnection("jdbc:sqlite:" + file.toUri(), settings));
    try {
      opened.script("PRAGMA busy_timeout = " + BUSY_MILLIS);
      // Sorted rows hold what agents wrote, and do not belong into other people's folders.
      opened.script("PRAGMA temp_store = MEMORY");
      opened.script("PRAGMA cache_size = -8000");
      return opened;
    } catch (SQLException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** A connection to nothing. */
  static SqliteConnection inMemory() throws SQLException {
    return new SqliteConnection(JDBC.createConnection("jdbc:sqlite::memory:", new Properties()));
  }

  /** The statement, prepared once; its last result must have been read. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement prepared = connection.prepareStatement(sql);
    statements.put(sql, prepared);
    if (statements.size() > MOST_STATEMENTS) {
      Iterator<PreparedStatement> eldest = statements.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
    return prepared;
  }

  /** Runs one statement without parameters. */
  void execute(String sql) throws SQLException {
    prepare(sql).execute();
  }

  /** Runs statements that are not run again, a semicolon between two. */
  void script(String sql) throws SQLException {
    try (Statement once = connection.createStatement()) {
      once.executeUpdate(sql);
    }
  }

  /** The first column of the only row, a number. */
  long whole(String sql) throws SQLException {
    try (ResultSet row = prepare(sql).executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first column of the only row, a text. */
  String text(String sql) throws SQLException {
    try (ResultSet row = prepare(sql).executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** Hears how many pages are left of how many. */
  @FunctionalInterface
  interface PagesLeft {
    void of(int left, int total);
  }

  /**
   * Copies the whole database page by page over another file.
   *
   * @param pagesAStep how many pages to copy before the listener is told
   * @param pauseMilliseconds how long to wait when somebody locks the other file
   * @param mostPauses after so many, give up
   */
  void copyTo(
      Path target, int pagesAStep, int pauseMilliseconds, int mostPauses, PagesLeft listener)
      throws SQLException {
    int code =
        connection
            .unwrap(SQLiteConnection.class)
            .getDatabase()
            .backup(
                "main", target.toString(), listener::of, pauseMilliseconds, mostPauses, pagesAStep);
    if (code != SQLiteErrorCode.SQLITE_OK.code) {
      throw new SQLiteException(
          "the copy ended with code " + code, SQLiteErrorCode.getErrorCode(code));
    }
  }

  /** Prepares anew what is needed next: the driver closes some statements that fail. */
  void forgetStatements() {
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // The statement is closed all the same; what it repeats is why it failed.
      }
    }
    statements.clear();
  }

  /** Undoes the transaction, if SQLite has not done so already. */
  void rollback() {
    try {
      script("ROLLBACK");
    } catch (SQLException e) {
      // A full disk or a failed read undoes the transaction at once, and then there is none left.
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
