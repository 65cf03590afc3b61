package dev.spoor.store.sqlite;

import dev.spoor.search.SearchTerms;
import dev.spoor.search.SearchWords;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of spans and the names of runs on one connection; the schema says how. */
final class SearchIndex {
  static final String TABLE = "span_text";

  /** Forgets all words; the indexer begins anew. */
  static final String EMPTY =
      """
      INSERT INTO span_text (span_text) VALUES ('delete-all');
      DELETE FROM search_again;
      UPDATE search_mark SET span = 0, run = 0""";

  private static final int SPAN_BITS = 32;
  private static final long SPAN_MASK = (1L << SPAN_BITS) - 1;

  /** Triples that are looked for; the names that have them are compared with the whole. */
  private static final int MOST_TRIPLES = 32;

  private static final String SELECT_MARK = "SELECT span, run FROM search_mark";
  private static final String UPDATE_MARK = "UPDATE search_mark SET span = ?, run = ?";
  private static final String INSERT = "INSERT INTO span_text (rowid, words) VALUES (?, ?)";
  private static final String DELETE = "DELETE FROM span_text WHERE rowid = ?";
  private static final String DELETE_RANGE = "DELETE FROM span_text WHERE rowid BETWEEN ? AND ?";
  private static final String FORGET_RANGE =
      "DELETE FROM search_again WHERE document BETWEEN ? AND ?";

  private static final int PAGES_A_STEP = 64;
  private static final String MERGE =
      "INSERT INTO span_text (span_text, rank) VALUES ('merge', %d)";
  private static final String CHANGES = "SELECT total_changes()";

  private final SqliteConnection connection;

  SearchIndex(SqliteConnection connection) {
    this.connection = connection;
  }

  /**
   * How far the index reaches.
   *
   * @param span the last span's row
   * @param run the last run's row
   */
  record Mark(long span, long run) {}

  /** The document of a span, with 0 that of its run's name. */
  static long document(long run, long span) {
    return run << SPAN_BITS | span;
  }

  /** The row of the run that a document belongs to. */
  static long run(long document) {
    return document >> SPAN_BITS;
  }

  /** The row of the span that a document is; 0 for the run's name. */
  static long span(long document) {
    return document & SPAN_MASK;
  }

  /** The first document of a run. */
  static long first(long run) {
    return document(run, 0);
  }

  /** The last document that a run can have. */
  static long last(long run) {
    return document(run, SPAN_MASK);
  }

  Mark mark() throws SQLException {
    try (ResultSet row = connection.prepare(SELECT_MARK).executeQuery()) {
      row.next();
      return new Mark(row.getLong(1), row.getLong(2));
    }
  }

  void mark(Mark mark) throws SQLException {
    PreparedStatement update = connection.prepare(UPDATE_MARK);
    new Parameters(update).whole(mark.span).whole(mark.run);
    update.executeUpdate();
  }

  /** Indexes a document under these words; {@code known} when it may be there already. */
  void put(long document, Set<String> words, boolean known) throws SQLException {
    if (known) {
      remove(document);
    }
    PreparedStatement insert = connection.prepare(INSERT);
    insert.setLong(1, document);
    insert.setString(2, String.join(" ", words));
    insert.executeUpdate();
    // A statement keeps its parameters, and this one stays prepared.
    insert.clearParameters();
  }

  void remove(long document) throws SQLException {
    PreparedStatement delete = connection.prepare(DELETE);
    delete.setLong(1, document);
    delete.executeUpdate();
  }

  /**
   * Takes a run out: no search finds it afterwards. Its words stay in the file until the index was
   * written anew: FTS5 only marks what goes in an index that does not hold the texts.
   */
  void removeRun(long run) throws SQLException {
    for (String sql : new String[] {DELETE_RANGE, FORGET_RANGE}) {
      PreparedStatement delete = connection.prepare(sql);
      new Parameters(delete).whole(first(run)).whole(last(run));
      delete.executeUpdate();
    }
  }

  /** Begins to write the whole index anew, without what was taken out of it. */
  void beginRewriting() throws SQLException {
    connection.execute(MERGE.formatted(-PAGES_A_STEP));
  }

  /**
   * Goes on with it, for some milliseconds.
   *
   * @return false when it is done
   */
  boolean rewriteMore() throws SQLException {
    long before = connection.whole(CHANGES);
    connection.execute(MERGE.formatted(PAGES_A_STEP));
    // FTS5 says so itself: a merge that finds nothing to do changes at most one row.
    return connection.whole(CHANGES) - before > 1;
  }

  /** The words of a text, each once, by which it is found. */
  static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    addWords(words, text);
    return words;
  }

  static void addWords(Set<String> words, String text) {
    SearchWords.each(text, (word, start, end, position) -> words.add(word));
  }

  /** What finds the spans that hold every word of a terms, in FTS5's language. */
  static String match(SearchTerms terms) {
    return terms.clauses().stream()
        .flatMap(clause -> clause.words().stream())
        .map(wanted -> '"' + wanted.word() + '"' + (wanted.beginning() ? " *" : ""))
        .distinct()
        .collect(Collectors.joining(" AND "));
  }

  /** What finds the names that may hold a text; null when it is too short to say. */
  static @Nullable String matchName(String text) {
    Set<String> triples = NameTriples.of(text);
    return triples.isEmpty()
        ? null
        : triples.stream()
            .limit(MOST_TRIPLES)
            .map(triple -> '"' + triple + '"')
            .collect(Collectors.joining(" AND "));
  }
}
