package dev.spoor.store.sqlite;

import dev.spoor.model.Fields;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs and their tags on one connection; what hangs on them is in {@link RunDetails}. */
final class RunTable {
  private static final String SELECT_ROWS = "SELECT id FROM run ORDER BY id";
  private static final String SELECT_REVISION = "SELECT id, revision FROM run WHERE trace_id = ?";
  private static final String SELECT_BY_ALIAS =
      """
      SELECT r.id, r.revision, r.trace_id FROM run_alias a CROSS JOIN run r ON r.id = a.run
      WHERE a.trace_id = ?""";
  private static final String SELECT =
      "SELECT %s FROM run r WHERE r.id = ?".formatted(RunRows.COLUMNS);
  private static final String SELECT_SPAN_ALIAS =
      "SELECT span FROM span_alias WHERE run = ? AND span_id = ?";
  private static final String SELECT_SILENT =
      """
      SELECT trace_id FROM run r INDEXED BY run_by_status
      WHERE r.status = ? AND %s < ? ORDER BY r.started_at LIMIT ?"""
          .formatted(RunRows.HEARD_AT);
  private static final String SELECT_TAGS = "SELECT tag FROM run_tag WHERE run = ?";
  private static final String DELETE_TAGS = "DELETE FROM run_tag WHERE run = ?";
  private static final String INSERT_TAG =
      """
      INSERT INTO run_tag (run, tag, started_at, trace_id)
      SELECT id, ?, started_at, trace_id FROM run WHERE id = ?
      """;

  private final SqliteConnection connection;

  RunTable(SqliteConnection connection) {
    this.connection = connection;
  }

  /** The row of the run that has this id among its own; null for an unknown run. */
  @Nullable Long row(TraceId traceId) throws SQLException {
    Place place = find(traceId);
    return place == null ? null : (Long) place.row();
  }

  /**
   * Where a run is.
   *
   * @param row its row
   * @param traceId the id under which it is stored
   * @param revision how often it was written
   */
  record Place(long row, TraceId traceId, long revision) {}

  /** The place of the run that has this id among its own; null for an unknown run. */
  @Nullable Place find(TraceId traceId) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_REVISION);
    new Parameters(select).traceId(traceId);
    try (ResultSet row = select.executeQuery()) {
      if (row.next()) {
        return new Place(row.getLong(1), traceId, row.getLong(2));
      }
    }
    PreparedStatement byAlias = connection.prepare(SELECT_BY_ALIAS);
    new Parameters(byAlias).traceId(traceId);
    try (ResultSet row = byAlias.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      Columns columns = new Columns(row);
      long id = columns.whole();
      long revision = columns.whole();
      return new Place(id, columns.traceId(), revision);
    }
  }

  /** Running runs that were not heard of since a time, up to so many. */
  List<TraceId> silent(Instant before, int limit) throws SQLException {
    List<TraceId> silent = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_SILENT);
    new Parameters(select)
        .code(Codes.RUN_STATUS, RunStatus.RUNNING)
        .whole(EpochNanos.nearest(before))
        .whole((long) limit);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        silent.add(new Columns(rows).traceId());
      }
    }
    return List.copyOf(silent);
  }

  /** The row ids of all runs. */
  List<Long> rows() throws SQLException {
    List<Long> rows = new ArrayList<>();
    try (ResultSet result = connection.prepare(SELECT_ROWS).executeQuery()) {
      while (result.next()) {
        rows.add(result.getLong(1));
      }
    }
    return rows;
  }

  /** The run without flags, scores and its children's cost. */
  Run read(long row) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT);
    select.setLong(1, row);
    try (ResultSet result = select.executeQuery()) {
      result.next();
      return RunRows.read(new Columns(result));
    }
  }

  /** Stores the run's row and tags over what was there; the row's id. */
  long put(Run run) throws SQLException {
    Long known = row(run.traceId());
    if (known != null) {
      put(known, run);
      return known;
    }
    long row = insert(withStoredParent(run));
    putTags(row, run.tags());
    return row;
  }

  /** Stores the run over what is in its row. */
  void put(long row, Run run) throws SQLException {
    update(row, withStoredParent(run));
    putTags(row, run.tags());
  }

  /** The run with the ids under which its parent is stored, when it is. */
  private Run withStoredParent(Run run) throws SQLException {
    TraceId parent = run.fields().get(RunField.PARENT_TRACE);
    Place place = parent == null ? null : find(parent);
    if (place == null) {
      return run;
    }
    Fields fields = run.fields().with(RunField.PARENT_TRACE, place.traceId());
    SpanId span = fields.get(RunField.PARENT_SPAN);
    return run.withFields(
        span == null ? fields : fields.with(RunField.PARENT_SPAN, storedSpan(place.row(), span)));
  }

  private SpanId storedSpan(long run, SpanId span) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_SPAN_ALIAS);
    new Parameters(select).whole(run).spanId(span);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? new Columns(row).spanId() : span;
    }
  }

  private long insert(Run run) throws SQLException {
    PreparedStatement insert = connection.prepare(RunRows.INSERT);
    Parameters parameters = new Parameters(insert).traceId(run.traceId());
    RunRows.bindIndexed(parameters, run);
    RunRows.bindPlain(parameters, run);
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void update(long row, Run run) throws SQLException {
    PreparedStatement plain = connection.prepare(RunRows.UPDATE_PLAIN);
    Parameters plainParameters = new Parameters(plain);
    RunRows.bindPlain(plainParameters, run);
    plainParameters.whole(row);

    PreparedStatement indexed = connection.prepare(RunRows.UPDATE_INDEXED);
    Parameters indexedParameters = new Parameters(indexed);
    RunRows.bindIndexed(indexedParameters, run);
    indexedParameters.whole(row);
    RunRows.bindIndexed(indexedParameters, run);

    // Both are filled before either runs: a time out of reach must not leave half a run.
    plain.executeUpdate();
    indexed.executeUpdate();
  }

  private void putTags(long row, List<String> tags) throws SQLException {
    if (tags(row).equals(Set.copyOf(tags))) {
      return;
    }
    PreparedStatement delete = connection.prepare(DELETE_TAGS);
    delete.setLong(1, row);
    delete.executeUpdate();
    for (String tag : tags) {
      PreparedStatement insert = connection.prepare(INSERT_TAG);
      new Parameters(insert).text(tag).whole(row);
      insert.executeUpdate();
    }
  }

  private Set<String> tags(long row) throws SQLException {
    Set<String> tags = new HashSet<>();
    PreparedStatement select = connection.prepare(SELECT_TAGS);
    select.setLong(1, row);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        tags.add(new Columns(rows).someText());
      }
    }
    return tags;
  }
}
