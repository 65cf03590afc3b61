package dev.spoor.store.sqlite;

import dev.spoor.model.RunCursor;
import dev.spoor.store.KeptPayload;
import dev.spoor.store.KeptPayload.Place;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be pruned, and what was, on one connection. */
final class PruneTable {
  private static final String SELECT_OLDEST =
      """
      SELECT started_at, trace_id FROM run
      WHERE (started_at, trace_id) > (?, ?) AND started_at < ?
      ORDER BY started_at, trace_id LIMIT ?""";
  private static final String SELECT_KEPT =
      """
      SELECT p.id, s.span_id, s.kind, p.raw_bytes, length(p.data) FROM span s
      JOIN payload p ON p.id IN (2 * s.id, 2 * s.id + 1)
      WHERE s.run = ? AND p.encoding <> %d"""
          .formatted(Codes.ENCODING.code(PayloadEncoding.PRUNED));
  private static final String SELECT_SPAN = "SELECT id FROM span WHERE run = ? AND span_id = ?";
  private static final String SELECT_CHORE = "SELECT value FROM meta WHERE key = ?";
  private static final String UPSERT_CHORE =
      "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value";

  private final SqliteConnection connection;
  private final Payloads payloads;

  PruneTable(SqliteConnection connection, Payloads payloads) {
    this.connection = connection;
    this.payloads = payloads;
  }

  List<RunCursor> oldest(@Nullable RunCursor after, Instant before, int limit) throws SQLException {
    List<RunCursor> runs = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_OLDEST);
    Parameters parameters = new Parameters(select);
    if (after == null) {
      parameters.whole(Long.MIN_VALUE).bytes(new byte[0]);
    } else {
      parameters.instant(after.startedAt()).traceId(after.traceId());
    }
    parameters.whole(EpochNanos.nearest(before)).whole((long) limit);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        runs.add(new RunCursor(columns.instant(), columns.traceId()));
      }
    }
    return List.copyOf(runs);
  }

  List<KeptPayload> kept(long run) throws SQLException {
    List<KeptPayload> kept = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_KEPT);
    select.setLong(1, run);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        boolean isInput = columns.whole() % 2 == 0;
        kept.add(
            new KeptPayload(
                new Place(columns.spanId(), isInput),
                columns.code(Codes.SPAN_KIND),
                columns.whole(),
                columns.whole()));
      }
    }
    return List.copyOf(kept);
  }

  long usedBytes() throws SQLException {
    long pages = connection.whole("PRAGMA page_count") - connection.whole("PRAGMA freelist_count");
    return pages * connection.whole("PRAGMA page_size");
  }

  long prune(long run, Set<Place> places) throws SQLException {
    Set<Long> ids = new HashSet<>();
    for (Place place : places) {
      PreparedStatement select = connection.prepare(SELECT_SPAN);
      new Parameters(select).whole(run).spanId(place.span());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          ids.add(2 * row.getLong(1) + (place.isInput() ? 0 : 1));
        }
      }
    }
    return payloads.writer().prune(run, ids);
  }

  /** Whether a chore is due; from then on it is not until the time is over. */
  boolean claim(String chore, Instant now, Instant dueBefore) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_CHORE);
    String key = "chore_" + chore;
    select.setString(1, key);
    try (ResultSet row = select.executeQuery()) {
      if (row.next() && !Instant.parse(row.getString(1)).isBefore(dueBefore)) {
        return false;
      }
    }
    PreparedStatement upsert = connection.prepare(UPSERT_CHORE);
    new Parameters(upsert).text(key).text(now.toString());
    upsert.executeUpdate();
    return true;
  }
}
