package dev.spoor.store.sqlite;

import dev.spoor.model.Wtf8;
import dev.spoor.store.StoreException;
import dev.spoor.store.sqlite.SpanTexts.Text;
import dev.spoor.store.sqlite.SpanTexts.Texts;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the search index up to date, a few documents a transaction. What is done and what is left
 * stands in the file, so any process goes on where another one stopped or died. Used by one thread
 * at a time.
 */
final class SearchIndexer implements AutoCloseable {
  private static final int MOST_DOCUMENTS = 2_000;

  private static final String SELECT_AGAIN = "SELECT document FROM search_again LIMIT ?";
  private static final String DONE_AGAIN = "DELETE FROM search_again WHERE document = ?";
  private static final String SELECT_RUNS = "SELECT id FROM run WHERE id > ? ORDER BY id LIMIT ?";
  private static final String SELECT_SPANS =
      "SELECT run << 32 | id FROM span WHERE id > ? ORDER BY id LIMIT ?";
  private static final String SELECT_NAME = "SELECT search_name FROM run WHERE id = ?";
  private static final String SELECT_PROGRESS =
      """
      SELECT span + run,
        max(0, coalesce((SELECT max(id) FROM span), 0) - span)
        + max(0, coalesce((SELECT max(id) FROM run), 0) - run)
        + (SELECT count(*) FROM search_again)
      FROM search_mark""";

  /** Frames of the write-ahead log that are worth copying. */
  private static final long DUE_FRAMES = 1_000;

  private final Path file;
  private final WriteLock lock;
  private final Patience patience;
  private final Tables tables;
  private final SqliteConnection connection;
  private final SearchIndex index;
  private long deadline;

  /** Whether something is done in this transaction: one document is always. */
  private boolean begun;

  private SearchIndexer(Path file, WriteLock lock, Patience patience, Tables tables) {
    this.file = file;
    this.lock = lock;
    this.patience = patience;
    this.tables = tables;
    this.connection = tables.connection();
    this.index = tables.search();
  }

  /** Opens a connection of its own to a file that has the schema of this program. */
  static SearchIndexer open(Path file, WriteLock lock, Patience patience) throws SQLException {
    // No flush of the disk: what a power failure undoes is indexed again.
    SqliteConnection connection = SqliteStore.writing(file, Durability.NORMAL);
    try {
      return new SearchIndexer(file, lock, patience, new Tables(file, connection));
    } catch (RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /**
   * How far the index is.
   *
   * @param reached a number that grows with every span and run that is indexed first
   * @param left how many documents are not indexed yet, or not as they are now
   */
  record Progress(long reached, long left) {}

  Progress progress() throws SQLException {
    return patience.retry(
        () -> {
          try (ResultSet row = connection.prepare(SELECT_PROGRESS).executeQuery()) {
            row.next();
            return new Progress(row.getLong(1), row.getLong(2));
          }
        });
  }

  /** How many documents changed since they were indexed. */
  long changesLeft() throws SQLException {
    return patience.retry(() -> connection.whole("SELECT count(*) FROM search_again"));
  }

  /**
   * One transaction.
   *
   * @param most after this long, or when somebody waits to write, it ends
   */
  void slice(Duration most) throws SQLException {
    try {
      lock.await(
          patience,
          () -> {
            patience.retry(() -> connection.execute("BEGIN IMMEDIATE"));
            SqliteMigrations.refuseNewer(connection, file);
            tables.begin();
            begun = false;
            deadline = System.nanoTime() + most.toNanos();
            indexAgain();
            SearchIndex.Mark mark = index.mark();
            mark = new SearchIndex.Mark(mark.span(), indexRuns(mark.run()));
            index.mark(new SearchIndex.Mark(indexSpans(mark.span()), mark.run()));
            patience.retry(() -> connection.execute("COMMIT"));
            return true;
          });
    } catch (SQLException | StoreException e) {
      connection.rollback();
      tables.forget();
      throw e;
    }
    keepLogSmall();
  }

  /** Copies what lies in the log beside the writers, none of which waits for it. */
  private void keepLogSmall() throws SQLException {
    long left;
    try (ResultSet length = connection.prepare("PRAGMA wal_checkpoint(NOOP)").executeQuery()) {
      left = length.next() ? length.getLong(2) - length.getLong(3) : 0;
    }
    if (left >= DUE_FRAMES) {
      // Its answer is read, or the statement would keep this connection in the past.
      long busy = connection.whole("PRAGMA wal_checkpoint(PASSIVE)");
      assert busy >= 0;
    }
  }

  private boolean timeIsUp() {
    return begun && (System.nanoTime() > deadline || lock.isWaitedFor());
  }

  private void indexAgain() throws SQLException {
    for (long document : numbers(SELECT_AGAIN, -1)) {
      if (timeIsUp()) {
        return;
      }
      index(document, true);
      PreparedStatement done = connection.prepare(DONE_AGAIN);
      done.setLong(1, document);
      done.executeUpdate();
    }
  }

  /** Indexes names; the last run that is done. */
  private long indexRuns(long from) throws SQLException {
    long last = from;
    for (long run : numbers(SELECT_RUNS, from)) {
      if (timeIsUp()) {
        return last;
      }
      index(SearchIndex.first(run), false);
      last = run;
    }
    return last;
  }

  /** Indexes spans; the last that is done. */
  private long indexSpans(long from) throws SQLException {
    long last = from;
    for (long document : numbers(SELECT_SPANS, from)) {
      if (timeIsUp()) {
        return last;
      }
      index(document, false);
      last = SearchIndex.span(document);
    }
    return last;
  }

  /** The numbers that a statement selects after one, or any when that is negative. */
  private List<Long> numbers(String sql, long after) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    if (timeIsUp()) {
      return numbers;
    }
    PreparedStatement select = connection.prepare(sql);
    Parameters parameters = new Parameters(select);
    (after < 0 ? parameters : parameters.whole(after)).whole((long) MOST_DOCUMENTS);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }

  private void index(long document, boolean known) throws SQLException {
    begun = true;
    Set<String> words =
        SearchIndex.span(document) == 0 ? nameTriples(document) : spanWords(document);
    if (!words.isEmpty()) {
      index.put(document, words, known);
    } else if (known) {
      index.remove(document);
    }
  }

  private Set<String> nameTriples(long document) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_NAME);
    select.setLong(1, SearchIndex.run(document));
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? NameTriples.of(Wtf8.decode(row.getBytes(1))) : Set.of();
    }
  }

  private Set<String> spanWords(long document) throws SQLException {
    Set<String> words = new LinkedHashSet<>();
    Texts texts = tables.texts().of(SearchIndex.span(document));
    if (texts != null && texts.run() == SearchIndex.run(document)) {
      for (Text text : texts.texts()) {
        SearchIndex.addWords(words, text.text());
      }
    }
    return words;
  }

  @Override
  public void close() throws SQLException {
    tables.close();
  }
}
