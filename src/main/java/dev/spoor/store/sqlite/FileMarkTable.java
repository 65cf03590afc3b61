package dev.spoor.store.sqlite;

import dev.spoor.model.FileMark;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How far files of other programs were imported. */
final class FileMarkTable {
  private static final String SELECT =
      "SELECT read_bytes, fingerprint FROM file_mark WHERE path = ?";
  private static final String UPSERT =
      """
      INSERT INTO file_mark (path, read_bytes, fingerprint) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET read_bytes = excluded.read_bytes,
        fingerprint = excluded.fingerprint
      """;

  private final SqliteConnection connection;

  FileMarkTable(SqliteConnection connection) {
    this.connection = connection;
  }

  @Nullable FileMark find(String path) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT);
    new Parameters(select).text(path);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      return rows.next() ? new FileMark(path, columns.whole(), columns.someText()) : null;
    }
  }

  void put(FileMark mark) throws SQLException {
    PreparedStatement upsert = connection.prepare(UPSERT);
    new Parameters(upsert).text(mark.path()).whole(mark.offset()).text(mark.fingerprint());
    upsert.executeUpdate();
  }
}
