package dev.spoor.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vocabulary of spans: words to small numbers and back, each looked up once. */
final class Words {
  private static final int MOST_REMEMBERED = 20_000;

  private final SqliteConnection connection;
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<Long, String> texts = new HashMap<>();

  Words(SqliteConnection connection) {
    this.connection = connection;
  }

  /** The word's number, a new one for a new word; null for null. */
  @Nullable Long id(@Nullable String text) throws SQLException {
    if (text == null) {
      return null;
    }
    Long known = ids.get(text);
    if (known != null) {
      return known;
    }
    Long stored = select("SELECT id FROM word WHERE text = ?", text);
    long id;
    if (stored == null) {
      id = insert(text);
    } else {
      id = stored;
      keep(id);
    }
    if (ids.size() >= MOST_REMEMBERED) {
      ids.clear();
    }
    ids.put(text, id);
    return id;
  }

  /** The word with that number; null for null. */
  @Nullable String text(@Nullable Long id) throws SQLException {
    return id == null ? null : someText(id);
  }

  /** The word with that number. */
  String someText(long id) throws SQLException {
    String known = texts.get(id);
    if (known != null) {
      return known;
    }
    var statement = connection.prepare("SELECT text FROM word WHERE id = ?");
    statement.setLong(1, id);
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      String text = new Columns(row).someText();
      if (texts.size() >= MOST_REMEMBERED) {
        texts.clear();
      }
      texts.put(id, text);
      return text;
    }
  }

  /** Forgets everything: words that are undone, or may have been swept away. */
  void forget() {
    ids.clear();
    texts.clear();
  }

  /** A word is in use, whatever {@link WordSweep} thinks of it. */
  private void keep(long id) throws SQLException {
    var update = connection.prepare("UPDATE word SET doubtful = 0 WHERE id = ? AND doubtful = 1");
    update.setLong(1, id);
    update.executeUpdate();
  }

  private long insert(String text) throws SQLException {
    Long id = select("INSERT INTO word (text) VALUES (?) RETURNING id", text);
    if (id == null) {
      throw new SQLException("a new word got no number");
    }
    return id;
  }

  private @Nullable Long select(String sql, String text) throws SQLException {
    var statement = connection.prepare(sql);
    new Parameters(statement).text(text);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? (Long) row.getLong(1) : null;
    }
  }
}
