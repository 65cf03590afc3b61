package dev.spoor.store.sqlite;

import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.TraceId;
import dev.spoor.search.SearchTerms;
import dev.spoor.store.sqlite.SelectRuns.Found;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest runs whose name holds a text, or of which one span holds its words. What is rare is
 * looked up in the search index and put in order; what is common is met soon on a walk along the
 * list, and the index is asked for a stretch of it at a time.
 */
final class RunsByText {
  /** Runs that are put in order rather than walked to. */
  private static final int FEW_RUNS = 1_000;

  /** Documents that are read to learn whether there are few runs. */
  private static final int FEW_DOCUMENTS = 10_000;

  /** Rows of the list that are looked at together. */
  private static final int STRETCH = 200;

  private static final String RUNS_OF_DOCUMENTS =
      """
      SELECT document >> 32, count(*) FROM (
        SELECT rowid AS document FROM span_text WHERE span_text MATCH ?
        ORDER BY rowid DESC LIMIT ?)
      GROUP BY 1""";
  private static final String RUNS_NOT_INDEXED =
      """
      SELECT id FROM run WHERE id > (SELECT run FROM search_mark)
      UNION ALL SELECT document >> 32 FROM search_again LIMIT ?""";
  private static final String RUNS_BETWEEN =
      """
      SELECT DISTINCT rowid >> 32 FROM span_text
      WHERE span_text MATCH ? AND rowid BETWEEN ? AND ?""";

  private final SqliteConnection connection;
  private final RunFilter filter;
  private final Instant silentBefore;
  private final byte[] name;

  /** What finds the names in the index; null when the text is too short. */
  private final @Nullable String names;

  /** What finds the words in the index; null when the text has none. */
  private final @Nullable String words;

  private final Gathered withWords;

  RunsByText(SqliteConnection connection, RunFilter filter, String text, Instant silentBefore)
      throws SQLException {
    this.connection = connection;
    this.filter = filter;
    this.silentBefore = silentBefore;
    this.name = RunRows.searchable(text);
    this.names = SearchIndex.matchName(text);
    SearchTerms terms = SearchTerms.of(text);
    this.words = terms.isEmpty() ? null : SearchIndex.match(terms);
    this.withWords = words == null ? Gathered.NOTHING : runsOf(words);
  }

  /** A page and the total, as {@link SelectRuns#find} gives them. */
  Found page(@Nullable RunCursor after, int limit) throws SQLException {
    Set<Long> few = candidates();
    if (few != null) {
      return page(sorted(few), after, limit);
    }
    long counted = RunPage.EXACT_TOTAL + 1;
    List<Row> first = walk(null, after == null ? Math.max(limit, counted) : counted);
    return after == null
        ? page(first, null, limit)
        : new Found(rows(walk(after, limit)), first.size());
  }

  /**
   * A row of the list.
   *
   * @param named whether the name alone makes it match
   */
  private record Row(long run, long startedAt, TraceId traceId, boolean named) {
    boolean isAfter(RunCursor cursor) {
      int order = Long.compare(startedAt, EpochNanos.nearest(cursor.startedAt()));
      return order < 0 || (order == 0 && traceId.hex().compareTo(cursor.traceId().hex()) < 0);
    }
  }

  /**
   * Runs of documents that match.
   *
   * @param runs the newest of them
   * @param from the first row of a run of which that says all; 0 when it does of every run
   */
  private record Gathered(Set<Long> runs, long from) {
    static final Gathered NOTHING = new Gathered(Set.of(), 0);

    boolean isComplete() {
      return from == 0;
    }
  }

  private static List<Long> rows(List<Row> rows) {
    return rows.stream().map(Row::run).toList();
  }

  private static Found page(List<Row> all, @Nullable RunCursor after, int limit) {
    List<Row> page =
        all.stream().filter(row -> after == null || row.isAfter(after)).limit(limit).toList();
    return new Found(rows(page), Math.min(all.size(), RunPage.EXACT_TOTAL + 1));
  }

  private Gathered runsOf(String match) throws SQLException {
    Set<Long> runs = new HashSet<>();
    PreparedStatement select = connection.prepare(RUNS_OF_DOCUMENTS);
    new Parameters(select).text(match).whole(FEW_DOCUMENTS + 1L);
    long documents = 0;
    long oldest = Long.MAX_VALUE;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long run = rows.getLong(1);
        runs.add(run);
        oldest = Math.min(oldest, run);
        documents += rows.getLong(2);
      }
    }
    // Of the oldest run some documents may be left, but that it has one is known.
    return new Gathered(runs, documents > FEW_DOCUMENTS ? oldest : 0);
  }

  /** The runs that may match; null when there are too many to put in order. */
  private @Nullable Set<Long> candidates() throws SQLException {
    if (names == null || !withWords.isComplete()) {
      return null;
    }
    Gathered withName = runsOf(names);
    if (!withName.isComplete()) {
      return null;
    }
    Set<Long> few = new TreeSet<>(withWords.runs);
    few.addAll(withName.runs);
    PreparedStatement select = connection.prepare(RUNS_NOT_INDEXED);
    new Parameters(select).whole(FEW_RUNS + 1L);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        few.add(rows.getLong(1));
      }
    }
    return few.size() > FEW_RUNS ? null : few;
  }

  private List<Row> sorted(Set<Long> few) throws SQLException {
    SelectRuns runs = SelectRuns.conditionsOf(filter, silentBefore);
    PreparedStatement select =
        connection.prepare(
            """
            SELECT r.id, r.started_at, r.trace_id, instr(r.search_name, ?) > 0 FROM run r
            WHERE r.id IN (SELECT value FROM json_each(?))%s
            ORDER BY r.started_at DESC, r.trace_id DESC"""
                .formatted(runs.conditions("AND")));
    runs.bind(new Parameters(select).bytes(name).text(few.toString()));
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Row row = row(new Columns(rows));
        if (row.named || withWords.runs.contains(row.run)) {
          found.add(row);
        }
      }
    }
    return found;
  }

  private static Row row(Columns columns) throws SQLException {
    return new Row(columns.whole(), columns.whole(), columns.traceId(), columns.truth());
  }

  /** Walks along the list until so many are found. */
  private List<Row> walk(@Nullable RunCursor after, long most) throws SQLException {
    List<Row> found = new ArrayList<>();
    PreparedStatement select = SelectRuns.walk(connection, filter, silentBefore, after, name);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      boolean more = true;
      while (more && found.size() < most) {
        List<Row> stretch = new ArrayList<>();
        while (stretch.size() < STRETCH && (more = rows.next())) {
          columns.rewind();
          stretch.add(row(columns));
        }
        Set<Long> matching = among(stretch);
        stretch.stream()
            .filter(row -> row.named || matching.contains(row.run))
            .limit(most - found.size())
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Those rows of which a span holds the words. */
  private Set<Long> among(List<Row> stretch) throws SQLException {
    if (withWords.isComplete() || words == null) {
      return withWords.runs;
    }
    long[] runs =
        stretch.stream()
            .filter(row -> !row.named && row.run < withWords.from)
            .mapToLong(Row::run)
            .sorted()
            .toArray();
    Set<Long> matching = new HashSet<>(withWords.runs);
    for (int from = 0; from < runs.length; ) {
      int to = from;
      // Runs that lie side by side in the index are one question to it.
      while (to + 1 < runs.length && runs[to + 1] - runs[to] <= 8) {
        to++;
      }
      addMatching(matching, words, runs[from], runs[to]);
      from = to + 1;
    }
    return matching;
  }

  private void addMatching(Set<Long> matching, String match, long firstRun, long lastRun)
      throws SQLException {
    PreparedStatement select = connection.prepare(RUNS_BETWEEN);
    new Parameters(select)
        .text(match)
        .whole(SearchIndex.first(firstRun))
        .whole(SearchIndex.last(lastRun));
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        matching.add(rows.getLong(1));
      }
    }
  }
}
