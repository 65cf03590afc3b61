package dev.spoor.store.sqlite;

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

  private final StoreTurn turn;
  private final SqliteConnection connection;
  private final Erasure erasure;

  WordSweep(StoreTurn turn) {
    this.turn = turn;
    this.connection = turn.connection();
    this.erasure = new Erasure(connection);
  }

  void run() throws SQLException {
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      long doubted = turn.write(this::doubtAll);
      Set<Long> unused = unused();
      if (turn.write(() -> removeSince(doubted, unused))) {
        return;
      }
    }
    // Others erase all the time; this makes them wait.
    turn.write(() -> removeSince(doubtAll(), unusedNow()));
  }

  /** Puts all words in doubt; the count of erasures from now on. */
  private long doubtAll() throws SQLException {
    connection.execute("UPDATE word SET doubtful = 1 WHERE doubtful = 0");
    erasure.countUp();
    return erasure.count();
  }

  /** The words that no span uses, found in many short reads. */
  private Set<Long> unused() throws SQLException {
    Set<Long> words = turn.read(this::all);
    long last = 0;
    while (last >= 0 && !words.isEmpty()) {
      long after = last;
      last = turn.read(() -> takeOutUsed(words, after));
    }
    return words;
  }

  /** The same within the transaction. */
  private Set<Long> unusedNow() throws SQLException {
    Set<Long> words = all();
    long last = 0;
    while (last >= 0 && !words.isEmpty()) {
      last = takeOutUsed(words, last);
    }
    return words;
  }

  private Set<Long> all() throws SQLException {
    Set<Long> words = new HashSet<>();
    try (ResultSet rows = connection.prepare("SELECT id FROM word").executeQuery()) {
      while (rows.next()) {
        words.add(rows.getLong(1));
      }
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
}
