package dev.spoor.store.sqlite;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.store.RunNames;
import dev.spoor.store.RunNames.Call;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of runs and spans beside those under which they are stored, on one connection. */
final class RunNameTable {
  private static final String SELECT_RUN_OF_TURN =
      """
      SELECT r.trace_id FROM run_turn t CROSS JOIN run r ON r.id = t.run
      WHERE t.source = ? AND t.session = ? AND t.turn = ?""";

  private static final String SELECT_OF_SESSION =
      """
      SELECT r.id, r.trace_id FROM run r INDEXED BY run_by_session
      WHERE r.session_id = ? AND EXISTS (SELECT 1 FROM run_turn WHERE run = r.id) = ?""";
  private static final String SELECT_CALL = "SELECT 1 FROM span_call WHERE run = ? AND call = ?";

  private static final String SELECT_IDS =
      "SELECT trace_id, root_span FROM run_alias WHERE run = ?";
  private static final String SELECT_TURNS =
      "SELECT source, session, turn FROM run_turn WHERE run = ?";
  private static final String SELECT_SPANS = "SELECT span_id, span FROM span_alias WHERE run = ?";
  private static final String SELECT_CALLS =
      "SELECT call, iif(trace_id = 0, NULL, trace_id), span FROM span_call WHERE run = ?";

  private static final String PUT_ID =
      """
      INSERT INTO run_alias VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET
        run = excluded.run, root_span = excluded.root_span""";
  private static final String PUT_TURN =
      "INSERT INTO run_turn VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET run = excluded.run";
  private static final String PUT_SPAN =
      "INSERT INTO span_alias VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET span = excluded.span";
  private static final String PUT_CALL =
      """
      INSERT INTO span_call SELECT id, ?1, iif(trace_id = ?2, 0, ?2), ?3 FROM run WHERE id = ?4
      ON CONFLICT DO NOTHING""";

  private static final String MOVE_CHILDREN =
      """
      UPDATE run SET parent_trace = (SELECT trace_id FROM run WHERE id = ?1),
        revision = revision + 1
      WHERE parent_trace = ?2 AND parent_trace <> (SELECT trace_id FROM run WHERE id = ?1)""";
  private static final String ALIASES_OF_PARENT =
      """
      (SELECT a.span FROM span_alias a JOIN run p ON p.id = a.run
       WHERE p.id = ?1 AND a.span_id = run.parent_span)""";
  private static final String HANG_CHILDREN =
      """
      UPDATE run SET parent_span = %1$s, revision = revision + 1
      WHERE parent_trace = (SELECT trace_id FROM run WHERE id = ?1) AND %1$s IS NOT NULL"""
          .formatted(ALIASES_OF_PARENT);
  private static final String HANG =
      """
      UPDATE span SET %1$s = (SELECT span FROM span_alias WHERE run = ?1 AND span_id = %1$s),
        revision = (SELECT revision FROM run WHERE id = ?1)
      WHERE run = ?1 AND %1$s IN (SELECT span_id FROM span_alias WHERE run = ?1)""";
  private static final String HANG_SCORES =
      """
      UPDATE score SET span =
        (SELECT a.span FROM span_alias a WHERE a.run = ?1 AND a.span_id = score.span)
      WHERE run = ?1 AND span IN (SELECT span_id FROM span_alias WHERE run = ?1)""";

  private final SqliteConnection connection;

  RunNameTable(SqliteConnection connection) {
    this.connection = connection;
  }

  @Nullable TraceId runOf(TurnKey turn) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_RUN_OF_TURN);
    new Parameters(select).text(turn.source()).text(turn.session()).text(turn.turn());
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? new Columns(row).traceId() : null;
    }
  }

  Set<TraceId> sharing(String sessionId, Collection<String> calls, boolean keyed)
      throws SQLException {
    Map<Long, TraceId> runs = new HashMap<>();
    PreparedStatement select = connection.prepare(SELECT_OF_SESSION);
    new Parameters(select).text(sessionId).truth(keyed);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        runs.put(columns.whole(), columns.traceId());
      }
    }
    Set<TraceId> sharing = new HashSet<>();
    for (Map.Entry<Long, TraceId> run : runs.entrySet()) {
      if (hasOne(run.getKey(), calls)) {
        sharing.add(run.getValue());
      }
    }
    return Set.copyOf(sharing);
  }

  private boolean hasOne(long run, Collection<String> calls) throws SQLException {
    for (String call : calls) {
      PreparedStatement select = connection.prepare(SELECT_CALL);
      new Parameters(select).whole(run).text(call);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The names of a run.
   *
   * @param traceId the id under which it is stored
   */
  RunNames read(long run, TraceId traceId) throws SQLException {
    Map<TraceId, Optional<SpanId>> ids = new HashMap<>();
    each(run, SELECT_IDS, row -> ids.put(row.traceId(), Optional.ofNullable(row.spanIdOrNull())));
    Set<TurnKey> turns = new HashSet<>();
    each(
        run,
        SELECT_TURNS,
        row -> turns.add(new TurnKey(row.someText(), row.someText(), row.someText())));
    Map<SpanId, SpanId> spans = new HashMap<>();
    each(run, SELECT_SPANS, row -> spans.put(row.spanId(), row.spanId()));
    Set<Call> calls = new HashSet<>();
    each(
        run,
        SELECT_CALLS,
        row -> {
          String key = row.someText();
          TraceId told = row.traceIdOrNull();
          calls.add(new Call(key, told == null ? traceId : told, row.spanId()));
        });
    return new RunNames(ids, turns, spans, calls);
  }

  private interface RowReader {
    void read(Columns row) throws SQLException;
  }

  private void each(long run, String sql, RowReader reader) throws SQLException {
    PreparedStatement select = connection.prepare(sql);
    select.setLong(1, run);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        reader.read(columns);
      }
    }
  }

  void put(long run, RunNames names) throws SQLException {
    for (Map.Entry<TraceId, Optional<SpanId>> id : names.ids().entrySet()) {
      put(PUT_ID).traceId(id.getKey()).whole(run).spanId(id.getValue().orElse(null)).run();
      put(MOVE_CHILDREN).whole(run).traceId(id.getKey()).run();
    }
    for (TurnKey turn : names.turns()) {
      put(PUT_TURN).text(turn.source()).text(turn.session()).text(turn.turn()).whole(run).run();
    }
    for (Map.Entry<SpanId, SpanId> span : names.spans().entrySet()) {
      put(PUT_SPAN).whole(run).spanId(span.getKey()).spanId(span.getValue()).run();
    }
    for (Call call : names.calls()) {
      put(PUT_CALL).text(call.key()).traceId(call.told()).spanId(call.span()).whole(run).run();
    }
    if (!names.spans().isEmpty()) {
      hang(run);
    }
  }

  /** What hangs under an alias hangs under the span. */
  private void hang(long run) throws SQLException {
    put(HANG.formatted("parent")).whole(run).run();
    put(HANG.formatted("lane")).whole(run).run();
    put(HANG_SCORES).whole(run).run();
    put(HANG_CHILDREN).whole(run).run();
  }

  private Parameters put(String sql) throws SQLException {
    return new Parameters(connection.prepare(sql));
  }
}
