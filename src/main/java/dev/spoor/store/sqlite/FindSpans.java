package dev.spoor.store.sqlite;

import dev.spoor.model.Excerpt;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.SpanHit;
import dev.spoor.model.TraceId;
import dev.spoor.search.Excerpts;
import dev.spoor.search.Places;
import dev.spoor.search.SearchTerms;
import dev.spoor.store.sqlite.SpanTexts.Text;
import dev.spoor.store.sqlite.SpanTexts.Texts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spans by their words. The index gives those that hold every word; whether the words follow each
 * other as they should, and still stand there, their texts tell.
 */
final class FindSpans {
  /** Documents of the index that one page passes over when their runs do not match. */
  private static final int MOST_PASSED = 50_000;

  /** Spans whose texts one page reads. */
  private static final int MOST_READ = 400;

  private static final String NEWEST_OF_ALL =
      """
      SELECT d.document, r.trace_id, r.name FROM (
        SELECT rowid AS document FROM span_text
        WHERE span_text MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?) d
      CROSS JOIN run r ON r.id = d.document >> 32%s""";
  private static final String OLDEST_OF_RUN =
      """
      SELECT f.rowid, r.trace_id, r.name FROM span_text f CROSS JOIN run r ON r.id = f.rowid >> 32
      WHERE span_text MATCH ? AND f.rowid > ? AND f.rowid <= ? ORDER BY f.rowid""";
  private static final String LAST_PASSED =
      """
      SELECT rowid FROM span_text WHERE span_text MATCH ? AND rowid < ?
      ORDER BY rowid DESC LIMIT 1 OFFSET ?""";

  private final Tables tables;
  private final SqliteConnection connection;
  private final SearchTerms terms;
  private final String match;
  private final int limit;
  private final List<SpanHit> hits = new ArrayList<>();

  FindSpans(Tables tables, SearchTerms terms, int limit) {
    this.tables = tables;
    this.connection = tables.connection();
    this.terms = terms;
    this.match = SearchIndex.match(terms);
    this.limit = limit;
  }

  /** The newest spans of all runs that match a filter. */
  SearchPage newest(
      RunFilter filter, Instant silentBefore, @Nullable SearchCursor after, long unindexed)
      throws SQLException {
    long before = after == null ? Long.MAX_VALUE : after.place();
    SelectRuns runs = SelectRuns.conditionsOf(filter, silentBefore);
    PreparedStatement select =
        connection.prepare(NEWEST_OF_ALL.formatted(runs.conditions("WHERE")));
    Parameters parameters =
        new Parameters(select).text(match).whole(before).whole((long) MOST_PASSED);
    runs.bind(parameters);
    SearchCursor next = collect(select);
    return new SearchPage(hits, next == null ? lastPassed(before) : next, unindexed);
  }

  /** The oldest spans of a run. */
  SearchPage oldest(long run, @Nullable SearchCursor after, long unindexed) throws SQLException {
    long from = after == null ? SearchIndex.first(run) : after.place();
    PreparedStatement select = connection.prepare(OLDEST_OF_RUN);
    new Parameters(select).text(match).whole(from).whole(SearchIndex.last(run));
    return new SearchPage(hits, collect(select), unindexed);
  }

  /** Collects hits; where to go on when there may be more, null at the end of the documents. */
  private @Nullable SearchCursor collect(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      int read = 0;
      long document = 0;
      while (rows.next()) {
        if (hits.size() == limit || read == MOST_READ) {
          return new SearchCursor(document);
        }
        Columns row = new Columns(rows);
        document = row.whole();
        SpanHit hit = hit(document, row.traceId(), row.someText());
        if (hit != null) {
          hits.add(hit);
        }
        read++;
      }
    }
    return null;
  }

  /** The last document that was passed over, when there were too many to pass over all. */
  private @Nullable SearchCursor lastPassed(long before) throws SQLException {
    PreparedStatement select = connection.prepare(LAST_PASSED);
    new Parameters(select).text(match).whole(before).whole((long) MOST_PASSED - 1);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? new SearchCursor(row.getLong(1)) : null;
    }
  }

  private @Nullable SpanHit hit(long document, TraceId traceId, String runName)
      throws SQLException {
    Texts texts = tables.texts().of(SearchIndex.span(document));
    if (texts == null || texts.run() != SearchIndex.run(document)) {
      return null;
    }
    BitSet clauses = new BitSet();
    List<Excerpt> excerpts = new ArrayList<>();
    for (Text text : texts.texts()) {
      Places places = Places.of(terms, text.text());
      clauses.or(places.clauses());
      if (!places.marks().isEmpty()) {
        excerpts.add(
            Excerpts.around(
                text.source(), text.text(), places.marks(), text.offset(), text.bytes()));
      }
    }
    return clauses.cardinality() < terms.clauses().size()
        ? null
        : new SpanHit(
            traceId,
            runName,
            texts.spanId(),
            texts.kind(),
            texts.name(),
            texts.startedAt(),
            excerpts);
  }
}
