package dev.spoor.store.sqlite;

import dev.spoor.store.sqlite.Patience.SqlWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes the words that no span uses any more. All words are put in doubt, all writers forget
 * theirs, and who uses one anew takes its doubt away; so the spans can be looked through while
 * others write, and what is then both unused and in doubt goes.
 */
final class WordSweep {
  /** Columns of a span that hold a word. */
  static final List<String> COLUMNS =
      List.of(
          "name",
          "agent",
          "provider",
          "model",
          "request_model",
          "finish_reason",
          "tool_name",
          "call_tool");

  private static final int SPANS_A_READ = 20_000;
  private static final int MOST_ATTEMPTS = 3;
  private static final String SELECT =
      "SELECT %s, id FROM span WHERE id > ? ORDER BY id LIMIT ?"
          .formatted(String.join(", ", COLUMNS));

  private final SqliteConnection connection;
  private final Erasure erasure;
  private final WriteLock lock;
  private final Patience patience;

  WordSweep(SqliteConnection connection, WriteLock lock, Patience patience) {
    this.connection = connection;
    this.erasure = new Erasure(connection);
    this.lock = lock;
    this.patience = patience;
  }

  void run() throws SQLException {
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      long doubted = inTurn(this::doubtAll);
      Set<Long> unused = unused();
      if (inTurn(() -> removeSince(doubted, unused))) {
        return;
      }
    }
    // Others erase all the time; this makes them wait.
    inTurn(() -> removeSince(doubtAll(), unused()));
  }

  /** Puts all words in doubt; the count of erasures from now on. */
  private long doubtAll() throws SQLException {
    connection.execute("UPDATE word SET doubtful = 1 WHERE doubtful = 0");
    erasure.countUp();
    return erasure.count();
  }

  private Set<Long> unused() throws SQLException {
    Set<Long> words = new HashSet<>();
    try (ResultSet rows = connection.prepare("SELECT id FROM word").executeQuery()) {
      while (rows.next()) {
        words.add(rows.getLong(1));
      }
    }
    long last = 0;
    while (last >= 0 && !words.isEmpty()) {
      long after = last;
      last = patience.retry(() -> takeOutUsed(words, after));
    }
    return words;
  }

  /** Takes the words of some spans out of the set; the last of the spans, -1 after all. */
  private long takeOutUsed(Set<Long> words, long after) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT);
    new Parameters(select).whole(after).whole((long) SPANS_A_READ);
    long last = -1;
    try (ResultSet row = select.executeQuery()) {
      Columns columns = new Columns(row);
      while (row.next()) {
        columns.rewind();
        for (int column = 0; column < COLUMNS.size(); column++) {
          words.remove(columns.whole());
        }
        last = columns.whole();
      }
    }
    return last;
  }

  /**
   * Removes what is unused and still in doubt.
   *
   * @return false, and nothing is done, when somebody erased since: the doubt may then be his
   */
  private boolean removeSince(long doubted, Set<Long> unused) throws SQLException {
    if (erasure.count() != doubted) {
      return false;
    }
    for (long word : unused) {
      PreparedStatement delete =
          connection.prepare("DELETE FROM word WHERE id = ? AND doubtful = 1");
      delete.setLong(1, word);
      delete.executeUpdate();
    }
    connection.execute("UPDATE word SET doubtful = 0 WHERE doubtful = 1");
    erasure.countUp();
    return true;
  }

  private <T> T inTurn(SqlWork<T> work) throws SQLException {
    return lock.await(
        patience,
        () -> {
          patience.retry(() -> connection.execute("BEGIN IMMEDIATE"));
          try {
            T answer = work.run();
            patience.retry(() -> connection.execute("COMMIT"));
            return answer;
          } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
          }
        });
  }
}
