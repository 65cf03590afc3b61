package dev.spoor.store.sqlite;

import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.store.sqlite.IndexedCondition.Binding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A walk over the newest runs that match a filter; one index gives them in order. */
final class SelectRuns {
  private final List<String> conditions = new ArrayList<>();
  private final List<Binding> bindings = new ArrayList<>();
  private String from = "run r INDEXED BY run_newest";

  /** The table whose index is walked. */
  private String walked = "r";

  private SelectRuns() {}

  /** Says which of several indexes to walk. */
  @FunctionalInterface
  private interface Choice {
    IndexedCondition among(List<IndexedCondition> conditions) throws SQLException;
  }

  /**
   * A page of row ids.
   *
   * @param rows newest first
   * @param total how many match in all, counted to one more than {@link RunPage#EXACT_TOTAL}
   */
  record Found(List<Long> rows, long total) {}

  /**
   * Looks for a page.
   *
   * @param silentBefore a running run not heard of since then counts as abandoned
   * @param limit the most rows
   */
  static Found find(
      SqliteConnection connection,
      RunFilter filter,
      Instant silentBefore,
      @Nullable RunCursor after,
      int limit)
      throws SQLException {
    if (filter.text() != null && !filter.text().isEmpty()) {
      return new RunsByText(connection, filter, filter.text(), silentBefore).page(after, limit);
    }
    List<SelectRuns> walks =
        walks(filter, silentBefore, among -> IndexedCondition.narrowest(connection, among));
    if (after == null) {
      // The first page and the count are one walk.
      List<Long> rows =
          rows(connection, walks, Math.max(limit, Math.toIntExact(RunPage.EXACT_TOTAL + 1)));
      return new Found(rows.subList(0, Math.min(limit, rows.size())), rows.size());
    }
    long total = count(connection, walks);
    walks.forEach(walk -> walk.beginAfter(after));
    return new Found(rows(connection, walks, limit), total);
  }

  /** The SQL of a page, for whoever wants to see how SQLite goes about it. */
  static String sql(RunFilter filter, @Nullable RunCursor after) throws SQLException {
    List<SelectRuns> walks = walks(filter, Instant.EPOCH, among -> among.get(0));
    if (after != null) {
      walks.forEach(walk -> walk.beginAfter(after));
    }
    return pageSql(walks);
  }

  /** All runs that match but for the filter's text, in order, to be walked along. */
  static PreparedStatement walk(
      SqliteConnection connection,
      RunFilter filter,
      Instant silentBefore,
      @Nullable RunCursor after,
      byte[] name)
      throws SQLException {
    List<SelectRuns> walks =
        walks(filter, silentBefore, among -> IndexedCondition.narrowest(connection, among));
    if (after != null) {
      walks.forEach(walk -> walk.beginAfter(after));
    }
    walks.forEach(walk -> walk.bindings.add(0, row -> row.bytes(name)));
    PreparedStatement rows = connection.prepare(allSql(walks, ", instr(r.search_name, ?) > 0"));
    bound(rows, walks);
    return rows;
  }

  /**
   * What must hold of the run {@code r} of another statement; the filter's text is not looked at.
   */
  static SelectRuns conditionsOf(RunFilter filter, Instant silentBefore) {
    SelectRuns select = new SelectRuns();
    RunStatus status = filter.status();
    for (IndexedCondition condition :
        indexed(filter, status == RunStatus.ABANDONED ? null : status)) {
      select.where(condition.testOfRun(), condition.binding());
    }
    select.narrowFurther(filter);
    long before = EpochNanos.nearest(silentBefore);
    if (status == RunStatus.RUNNING) {
      select.where(RunRows.HEARD_AT + " >= ?", row -> row.whole(before));
    } else if (status == RunStatus.ABANDONED) {
      select.where(
          "(r.status = ? OR (r.status = ? AND " + RunRows.HEARD_AT + " < ?))",
          row ->
              row.code(Codes.RUN_STATUS, status)
                  .code(Codes.RUN_STATUS, RunStatus.RUNNING)
                  .whole(before));
    }
    return select;
  }

  /** The conditions after a word that joins them to what stands before; empty without any. */
  String conditions(String joinedBy) {
    return conditions.isEmpty() ? "" : " " + joinedBy + " " + String.join(" AND ", conditions);
  }

  /** Fills the parameters of the conditions. */
  void bind(Parameters row) throws SQLException {
    Parameters parameters = row;
    for (Binding binding : bindings) {
      parameters = binding.bind(parameters);
    }
  }

  /**
   * What is walked side by side: one index, or for abandoned runs those stored so and the silent.
   */
  private static List<SelectRuns> walks(RunFilter filter, Instant silentBefore, Choice choice)
      throws SQLException {
    long before = EpochNanos.nearest(silentBefore);
    SelectRuns stored = new SelectRuns();
    stored.narrow(filter, filter.status(), choice);
    if (filter.status() == RunStatus.RUNNING) {
      stored.where(RunRows.HEARD_AT + " >= ?", row -> row.whole(before));
    } else if (filter.status() == RunStatus.ABANDONED) {
      SelectRuns silent = new SelectRuns();
      silent.narrow(filter, RunStatus.RUNNING, choice);
      silent.where(RunRows.HEARD_AT + " < ?", row -> row.whole(before));
      return List.of(stored, silent);
    }
    return List.of(stored);
  }

  private void narrow(RunFilter filter, @Nullable RunStatus status, Choice choice)
      throws SQLException {
    List<IndexedCondition> indexed = indexed(filter, status);
    if (!indexed.isEmpty()) {
      IndexedCondition chosen = choice.among(indexed);
      from = chosen.from();
      walked = chosen.walked();
      where(chosen.walkedTest(), chosen.binding());
      for (IndexedCondition other : indexed) {
        if (!other.equals(chosen)) {
          where(other.testOfRun(), other.binding());
        }
      }
    }
    narrowFurther(filter);
  }

  /** The conditions that have an index, those first that are mostly the narrowest. */
  private static List<IndexedCondition> indexed(RunFilter filter, @Nullable RunStatus status) {
    List<IndexedCondition> indexed = new ArrayList<>();
    along(indexed, "run_by_session", "r.session_id = ?", filter.sessionId());
    along(indexed, "run_by_thread", "r.thread_id = ?", filter.threadId());
    if (filter.parent() != null) {
      indexed.add(
          IndexedCondition.of(
              "run_by_parent", "r.parent_trace = ?", row -> row.traceId(filter.parent())));
    }
    if (filter.tag() != null) {
      indexed.add(IndexedCondition.in("run_tag", "tag = ?", row -> row.text(filter.tag())));
    }
    along(indexed, "run_by_runner", "r.runner_id = ?", filter.runnerId());
    along(indexed, "run_by_feature", "r.feature = ?", filter.feature());
    if (Boolean.TRUE.equals(filter.flagged())) {
      indexed.add(IndexedCondition.of("run_by_flagged", "r.flagged = 1", row -> row));
    }
    if (filter.model() != null) {
      indexed.add(
          IndexedCondition.in(
              "run_model",
              "model = (SELECT id FROM word WHERE text = ?)",
              row -> row.text(filter.model())));
    }
    along(indexed, "run_by_agent", "r.agent = ?", filter.agent());
    along(indexed, "run_by_project", "r.project = ?", filter.project());
    if (status != null) {
      indexed.add(
          IndexedCondition.of(
              "run_by_status", "r.status = ?", row -> row.code(Codes.RUN_STATUS, status)));
    }
    return indexed;
  }

  private static void along(
      List<IndexedCondition> indexed, String index, String test, @Nullable String value) {
    if (value != null) {
      indexed.add(IndexedCondition.of(index, test, row -> row.text(value)));
    }
  }

  private void narrowFurther(RunFilter filter) {
    if (filter.since() != null) {
      long since = EpochNanos.nearest(filter.since());
      where(walked + ".started_at >= ?", row -> row.whole(since));
    }
    if (filter.until() != null) {
      long until = EpochNanos.nearest(filter.until());
      where(walked + ".started_at < ?", row -> row.whole(until));
    }
    if (Boolean.FALSE.equals(filter.flagged())) {
      where("r.flagged = 0", row -> row);
    }
    if (filter.minCost() != null) {
      where("r.cost >= ?", row -> row.usd(filter.minCost()));
    }
  }

  private void beginAfter(RunCursor last) {
    where(
        "(%1$s.started_at, %1$s.trace_id) < (?, ?)".formatted(walked),
        row -> row.whole(EpochNanos.nearest(last.startedAt())).traceId(last.traceId()));
  }

  private void where(String condition, Binding binding) {
    conditions.add(condition);
    bindings.add(binding);
  }

  private String matching() {
    return from + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  private static String pageSql(List<SelectRuns> walks) {
    return allSql(walks, "") + " LIMIT ?";
  }

  /**
   * A run's row id, start and trace id.
   *
   * @param column what else, after a comma
   */
  private static String allSql(List<SelectRuns> walks, String column) {
    String matches =
        walks.stream()
            .map(
                walk ->
                    "SELECT r.id, %1$s.started_at, %1$s.trace_id%3$s FROM %2$s"
                        .formatted(walk.walked, walk.matching(), column))
            .collect(Collectors.joining(" UNION ALL "));
    return matches + " ORDER BY 2 DESC, 3 DESC";
  }

  private static long count(SqliteConnection connection, List<SelectRuns> walks)
      throws SQLException {
    String matches =
        walks.stream()
            .map(walk -> "SELECT 1 FROM " + walk.matching())
            .collect(Collectors.joining(" UNION ALL "));
    PreparedStatement count =
        connection.prepare("SELECT count(*) FROM (%s LIMIT ?)".formatted(matches));
    bound(count, walks).whole(RunPage.EXACT_TOTAL + 1);
    try (ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Long> rows(SqliteConnection connection, List<SelectRuns> walks, int limit)
      throws SQLException {
    List<Long> found = new ArrayList<>();
    PreparedStatement page = connection.prepare(pageSql(walks));
    bound(page, walks).whole((long) limit);
    try (ResultSet rows = page.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  private static Parameters bound(PreparedStatement statement, List<SelectRuns> walks)
      throws SQLException {
    Parameters parameters = new Parameters(statement);
    for (SelectRuns walk : walks) {
      walk.bind(parameters);
    }
    return parameters;
  }
}
