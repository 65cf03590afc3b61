package dev.spoor.store.sqlite;

import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanRow;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.store.StoreException;
import dev.spoor.store.sqlite.PayloadRows.Side;
import dev.spoor.store.sqlite.PayloadWriter.Owner;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spans and their payloads on one connection. */
final class SpanTable {
  private static final String SELECT_OF_RUN =
      "SELECT id, %s FROM span WHERE run = ?1".formatted(SpanRows.COLUMNS);
  private static final String SELECT_ONE = SELECT_OF_RUN + " AND span_id = ?2";
  private static final String SELECT_BY_ALIAS =
      SELECT_OF_RUN
          + " AND span_id = (SELECT a.span FROM span_alias a WHERE a.run = ?1 AND a.span_id = ?2)";
  private static final String SELECT_ID = "SELECT id FROM span WHERE run = ? AND span_id = ?";
  private static final String SELECT_OUTLINES =
      "SELECT %s FROM span WHERE run = ?".formatted(SpanRows.OUTLINE_COLUMNS);
  private static final String SELECT_ROWS =
      """
      SELECT %s FROM span s LEFT JOIN span p ON p.run = s.run AND p.span_id = s.parent
      WHERE s.run = ? AND s.revision > ?"""
          .formatted(SpanRows.ROW_COLUMNS);

  private final Path file;
  private final SqliteConnection connection;
  private final Payloads payloads;
  private final SpanRows rows;

  SpanTable(Path file, SqliteConnection connection, Words words, Payloads payloads) {
    this.file = file;
    this.connection = connection;
    this.payloads = payloads;
    this.rows = new SpanRows(words);
  }

  /** Stores the span over what was there. */
  void put(long run, Span span) throws SQLException {
    byte[] input = bytes(span.input());
    byte[] output = bytes(span.output());
    long row = put(run, span, size(input), size(output));
    Owner owner =
        new Owner(run, row, span.kind(), span.lane(), span.status() == SpanStatus.RUNNING);
    put(owner, Side.INPUT, span, SpanField.INPUT, input);
    put(owner, Side.OUTPUT, span, SpanField.OUTPUT, output);
  }

  private static byte @Nullable [] bytes(@Nullable Payload payload) {
    return payload == null ? null : payload.bytes();
  }

  private static @Nullable Long size(byte @Nullable [] payload) {
    return payload == null ? null : (Long) (long) payload.length;
  }

  private void put(Owner owner, Side side, Span span, Field<Payload> field, byte @Nullable [] raw)
      throws SQLException {
    Payload payload = span.fields().get(field);
    if (payload != null && raw != null) {
      payloads.writer().put(owner, side, payload.form(), raw);
    } else if (span.fields().clears(field)) {
      payloads.writer().remove(owner.run(), owner.row(), side);
    }
  }

  /** Stores the row; its id, or 0 when the span says nothing of a payload. */
  private long put(long run, Span span, @Nullable Long inputBytes, @Nullable Long outputBytes)
      throws SQLException {
    PreparedStatement insert = connection.prepare(SpanRows.INSERT);
    rows.bind(new Parameters(insert), run, span, inputBytes, outputBytes);
    if (insert.executeUpdate() == 0) {
      PreparedStatement update = connection.prepare(SpanRows.UPSERT);
      Parameters parameters = new Parameters(update);
      rows.bind(parameters, run, span, inputBytes, outputBytes);
      SpanRows.bindReplaced(parameters, span);
      update.executeUpdate();
    }
    Fields fields = span.fields();
    if (!fields.mentions(SpanField.INPUT) && !fields.mentions(SpanField.OUTPUT)) {
      return 0;
    }
    PreparedStatement select = connection.prepare(SELECT_ID);
    new Parameters(select).whole(run).spanId(span.spanId());
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The span without its payloads; null for an unknown one. */
  @Nullable Span find(long run, TraceId traceId, SpanId spanId) throws SQLException {
    Stored found = one(run, traceId, spanId);
    return found == null ? null : found.span;
  }

  /** The span with its payloads; null for an unknown one. */
  @Nullable Span whole(long run, TraceId traceId, SpanId spanId) throws SQLException {
    Stored found = one(run, traceId, spanId);
    return found == null ? null : withPayloads(found);
  }

  private @Nullable Stored one(long run, TraceId traceId, SpanId spanId) throws SQLException {
    List<Stored> found = select(SELECT_ONE, run, traceId, spanId);
    if (found.isEmpty()) {
      found = select(SELECT_BY_ALIAS, run, traceId, spanId);
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * The spans of a run by start, equal starts by arrival.
   *
   * @param whole whether to bring the payloads
   */
  List<Span> all(long run, TraceId traceId, boolean whole) throws SQLException {
    List<Span> spans = new ArrayList<>();
    for (Stored stored : select(SELECT_OF_RUN, run, traceId, null)) {
      spans.add(whole ? withPayloads(stored) : stored.span);
    }
    // Sorted here: in SQL the whole rows would go through the sorter.
    spans.sort(Comparator.comparing(Span::startedAt).thenComparingLong(Span::sequence));
    return spans;
  }

  /** The spans of a run without their texts, in order of arrival. */
  List<SpanOutline> outlines(long run) throws SQLException {
    List<SpanOutline> outlines = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_OUTLINES);
    select.setLong(1, run);
    try (ResultSet result = select.executeQuery()) {
      Columns columns = new Columns(result);
      while (result.next()) {
        columns.rewind();
        outlines.add(rows.readOutline(columns));
      }
    }
    outlines.sort(Comparator.comparingLong(SpanOutline::sequence));
    return outlines;
  }

  /** The spans of a run that a write after a revision put, as lines, in order of arrival. */
  List<SpanRow> rows(long run, long afterRevision) throws SQLException {
    List<SpanRow> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_ROWS);
    new Parameters(select).whole(run).whole(afterRevision);
    try (ResultSet result = select.executeQuery()) {
      Columns columns = new Columns(result);
      while (result.next()) {
        columns.rewind();
        found.add(rows.readRow(columns));
      }
    }
    found.sort(Comparator.comparingLong(SpanRow::sequence));
    return found;
  }

  private record Stored(long row, Span span) {}

  private List<Stored> select(String sql, long run, TraceId traceId, @Nullable SpanId spanId)
      throws SQLException {
    List<Stored> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(sql);
    Parameters parameters = new Parameters(select).whole(run);
    if (spanId != null) {
      parameters.spanId(spanId);
    }
    try (ResultSet result = select.executeQuery()) {
      Columns columns = new Columns(result);
      while (result.next()) {
        columns.rewind();
        found.add(new Stored(columns.whole(), rows.read(traceId, columns)));
      }
    }
    return found;
  }

  private Span withPayloads(Stored stored) throws SQLException {
    return stored.span.withPayloads(
        payload(stored, Side.INPUT, stored.span.inputBytes()),
        payload(stored, Side.OUTPUT, stored.span.outputBytes()));
  }

  /** Null without one, and for one that was pruned: its size is known all the same. */
  private @Nullable Payload payload(Stored stored, Side side, long bytes) throws SQLException {
    if (bytes < 0) {
      return null;
    }
    long id = side.id(stored.row);
    try {
      return payloads.read(id);
    } catch (DamagedPayload e) {
      throw new StoreException(
          "the %s of span %s in run %s is damaged in %s (%s); restore a backup, or erase the run"
              .formatted(
                  side.word(),
                  stored.span.spanId(),
                  stored.span.traceId(),
                  file,
                  payloads.how(id, e)),
          false,
          e);
    }
  }
}
