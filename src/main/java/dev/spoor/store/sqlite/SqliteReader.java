package dev.spoor.store.sqlite;

import dev.spoor.model.BadInput;
import dev.spoor.model.FileMark;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.SearchCursor;
import dev.spoor.model.SearchPage;
import dev.spoor.model.Shape;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanRow;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TotalsRow;
import dev.spoor.model.TraceId;
import dev.spoor.search.SearchTerms;
import dev.spoor.store.KeptPayload;
import dev.spoor.store.PassedRun;
import dev.spoor.store.Receiver;
import dev.spoor.store.SpanReader;
import dev.spoor.store.TotalsScan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers from what is committed, each answer from one state of the file. */
final class SqliteReader implements SpanReader {
  private static final Pattern HEX_PREFIX = Pattern.compile("[0-9a-f]{0,32}");
  private static final int HEX_DIGITS = 32;
  private static final String SELECT_BETWEEN =
      """
      SELECT trace_id FROM (
        SELECT trace_id, started_at FROM run WHERE trace_id BETWEEN unhex(?1) AND unhex(?2)
        UNION
        SELECT r.trace_id, r.started_at FROM run_alias a JOIN run r ON r.id = a.run
        WHERE a.trace_id BETWEEN unhex(?1) AND unhex(?2))
      ORDER BY started_at DESC, trace_id DESC LIMIT ?3
      """;

  // One step down the index for each model, however many runs it answered in.
  private static final String SELECT_MODELS =
      """
      WITH RECURSIVE used(model) AS (
        SELECT min(model) FROM run_model
        UNION ALL
        SELECT (SELECT min(model) FROM run_model WHERE model > used.model) FROM used
        WHERE used.model IS NOT NULL
      )
      SELECT text FROM used JOIN word ON word.id = used.model
      ORDER BY (SELECT max(started_at) FROM run_model WHERE model = word.id) DESC, text LIMIT ?
      """;

  /** How long a search waits for the words of what was written just now. */
  private static final Duration LONGEST_INDEXING = Duration.ofSeconds(2);

  private final ReadPool pool;
  private final BackgroundIndexing indexing;

  SqliteReader(ReadPool pool, BackgroundIndexing indexing) {
    this.pool = pool;
    this.indexing = indexing;
  }

  @Override
  public List<TraceId> resolve(String text, int limit) {
    if (TraceId.isRunIdPrefix(text)) {
      TraceId.Range range = TraceId.hexRange(text);
      return between(range.low(), range.high(), limit);
    }
    if (HEX_PREFIX.matcher(text).matches()) {
      int open = HEX_DIGITS - text.length();
      return between(text + "0".repeat(open), text + "f".repeat(open), limit);
    }
    return List.of();
  }

  private List<TraceId> between(String low, String high, int limit) {
    return pool.read(
        "look for a run",
        tables -> {
          List<TraceId> found = new ArrayList<>();
          PreparedStatement select = tables.connection().prepare(SELECT_BETWEEN);
          new Parameters(select).text(low).text(high).whole((long) limit);
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.add(new Columns(rows).traceId());
            }
          }
          return List.copyOf(found);
        });
  }

  @Override
  public Optional<Run> run(TraceId traceId) {
    return inRun(
        "read a run",
        traceId,
        Optional.empty(),
        (tables, place) -> Optional.of(run(tables, place.row())));
  }

  /** What is asked about a run, or the answer when there is no such run. */
  private <T> T inRun(String what, TraceId traceId, T unknown, Question<T> question) {
    return pool.read(
        what,
        tables -> {
          RunTable.Place place = tables.runs().find(traceId);
          return place == null ? unknown : question.ask(tables, place);
        });
  }

  private static Run run(Tables tables, long row) throws SQLException {
    return tables.details().whole(row, tables.runs().read(row));
  }

  @Override
  public SearchPage search(
      String text,
      RunFilter filter,
      Instant silentBefore,
      @Nullable SearchCursor after,
      int limit) {
    SearchTerms terms = terms(text);
    long unindexed = indexing.catchUp(LONGEST_INDEXING);
    return pool.read(
        "search",
        tables ->
            new FindSpans(tables, terms, limit)
                .newest(stored(tables, filter), silentBefore, after, unindexed));
  }

  @Override
  public SearchPage searchRun(
      TraceId traceId, String text, @Nullable SearchCursor after, int limit) {
    SearchTerms terms = terms(text);
    long unindexed = indexing.catchUp(LONGEST_INDEXING);
    return inRun(
        "search",
        traceId,
        new SearchPage(List.of(), null, unindexed),
        (tables, place) ->
            new FindSpans(tables, terms, limit).oldest(place.row(), after, unindexed));
  }

  /** The filter with the id under which the parent is stored. */
  private static RunFilter stored(Tables tables, RunFilter filter) throws SQLException {
    TraceId parent = filter.parent();
    RunTable.Place place = parent == null ? null : tables.runs().find(parent);
    return place == null ? filter : filter.toBuilder().parent(place.traceId()).build();
  }

  private static SearchTerms terms(String text) {
    SearchTerms terms = SearchTerms.of(text);
    if (terms.isEmpty()) {
      throw BadInput.of("q", "must have a letter or a digit")
          .got(Shape.of(text))
          .example("\"q\": \"connection refused\"");
    }
    return terms;
  }

  @Override
  public RunPage runs(
      RunFilter filter, Instant silentBefore, @Nullable RunCursor after, int limit) {
    if (filter.text() != null) {
      indexing.catchUp(LONGEST_INDEXING);
    }
    return pool.read(
        "list runs",
        tables -> {
          // One more than asked for, to know whether there is a next page.
          SelectRuns.Found found =
              SelectRuns.find(
                  tables.connection(), stored(tables, filter), silentBefore, after, limit + 1);
          return page(tables, found, limit);
        });
  }

  private static RunPage page(Tables tables, SelectRuns.Found found, int limit)
      throws SQLException {
    List<Run> runs = new ArrayList<>();
    for (long row : found.rows().subList(0, Math.min(limit, found.rows().size()))) {
      runs.add(run(tables, row));
    }
    RunCursor next = null;
    if (found.rows().size() > limit) {
      Run last = runs.get(runs.size() - 1);
      next = new RunCursor(last.totals().startedAt(), last.traceId());
    }
    return new RunPage(
        runs,
        next,
        Math.min(found.total(), RunPage.EXACT_TOTAL),
        found.total() <= RunPage.EXACT_TOTAL);
  }

  @Override
  public List<String> models(int limit) {
    return pool.read(
        "list models",
        tables -> {
          List<String> models = new ArrayList<>();
          PreparedStatement select = tables.connection().prepare(SELECT_MODELS);
          new Parameters(select).whole((long) limit);
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              models.add(new Columns(rows).someText());
            }
          }
          return List.copyOf(models);
        });
  }

  @Override
  public List<Span> spans(TraceId traceId, Payloads payloads) {
    return inRun(
        "read spans",
        traceId,
        List.of(),
        (tables, place) ->
            List.copyOf(
                tables.spans().all(place.row(), place.traceId(), payloads == Payloads.WHOLE)));
  }

  @Override
  public List<SpanRow> rows(TraceId traceId, long afterRevision) {
    return inRun(
        "read spans",
        traceId,
        List.of(),
        (tables, place) -> List.copyOf(tables.spans().rows(place.row(), afterRevision)));
  }

  @Override
  public Optional<Span> span(TraceId traceId, SpanId spanId) {
    return inRun(
        "read a span",
        traceId,
        Optional.empty(),
        (tables, place) ->
            Optional.ofNullable(tables.spans().whole(place.row(), place.traceId(), spanId)));
  }

  @Override
  public List<RunCursor> oldest(@Nullable RunCursor after, Instant before, int limit) {
    return pool.read("list runs", tables -> tables.pruning().oldest(after, before, limit));
  }

  @Override
  public List<KeptPayload> payloads(TraceId traceId) {
    return inRun(
        "list payloads", traceId, List.of(), (tables, place) -> tables.pruning().kept(place.row()));
  }

  @Override
  public long usedBytes() {
    return pool.read("measure the database", tables -> tables.pruning().usedBytes());
  }

  @Override
  public Optional<FileMark> fileMark(String path) {
    return pool.read(
        "look for a file", tables -> Optional.ofNullable(tables.fileMarks().find(path)));
  }

  @Override
  public List<PassedRun> toPass(String receiver, int limit) {
    return pool.read(
        "look for what is to be passed on", tables -> tables.receivers().toPass(receiver, limit));
  }

  @Override
  public List<Receiver> receivers() {
    return pool.read("list receivers", tables -> tables.receivers().all());
  }

  @Override
  public List<TotalsRow> totals(TotalsFilter filter, List<Instant> bounds) {
    return pool.read(
        "read totals",
        tables -> List.copyOf(new TotalsQuery(tables.totals(), filter, bounds).rows()));
  }

  @Override
  public long corrections() {
    return pool.read("read totals", tables -> tables.totals().corrections());
  }

  @Override
  public void scan(TotalsScan scan) {
    pool.read(
        "count all spans",
        tables -> {
          scan.begin(tables.totals().corrections());
          for (long row : tables.runs().rows()) {
            scan.run(tables.runs().read(row), List.copyOf(tables.spans().outlines(row)));
          }
          tables.totals().all(scan::cell);
          return true;
        });
  }

  private interface Question<T> {
    T ask(Tables tables, RunTable.Place run) throws SQLException;
  }
}
