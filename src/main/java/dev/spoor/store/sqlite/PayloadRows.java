package dev.spoor.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of inputs and outputs on one connection. */
final class PayloadRows {
  private static final String COLUMNS =
      "p.id, p.form, p.encoding, p.raw_bytes, p.crc32c, p.base, p.reusable, p.data";
  private static final String SELECT = "SELECT %s FROM payload p WHERE p.id = ?".formatted(COLUMNS);
  private static final String SELECT_MARK =
      "SELECT raw_bytes, crc32c FROM payload WHERE id = ? AND reusable = 1";
  private static final String OF_RUN =
      " FROM span s JOIN payload p ON p.id IN (s.id * 2, s.id * 2 + 1) WHERE s.run = ?";
  private static final String SELECT_MADE_FROM_OTHERS =
      "SELECT " + COLUMNS + OF_RUN + " AND p.encoding IN (2, 3)";
  private static final String SELECT_REUSABLE =
      "SELECT p.id, s.kind, s.lane, p.form, p.encoding, p.raw_bytes, p.crc32c"
          + OF_RUN
          + " AND p.reusable = 1 ORDER BY p.id";
  private static final String UPSERT =
      """
      INSERT OR REPLACE INTO payload (id, form, encoding, raw_bytes, crc32c, base, reusable, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String DELETE = "DELETE FROM payload WHERE id = ?";
  private static final String SELECT_SPAN = "SELECT span_id FROM span WHERE id = ?";

  private final SqliteConnection connection;

  PayloadRows(SqliteConnection connection) {
    this.connection = connection;
  }

  /** Which of a span's two payloads. */
  enum Side {
    INPUT(0),
    OUTPUT(1);

    private final long offset;

    Side(long offset) {
      this.offset = offset;
    }

    long id(long spanRow) {
      return spanRow * 2 + offset;
    }

    static Side of(long payload) {
      return payload % 2 == 0 ? INPUT : OUTPUT;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The row; null for a payload that is not stored. */
  @Nullable StoredPayload find(long id) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT);
    select.setLong(1, id);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? read(new Columns(row)) : null;
    }
  }

  /** Whether the payload still is what somebody remembers of it, and may be built upon. */
  boolean isStill(long id, int rawBytes, long crc32c) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_MARK);
    select.setLong(1, id);
    try (ResultSet row = select.executeQuery()) {
      return row.next() && row.getInt(1) == rawBytes && row.getLong(2) == crc32c;
    }
  }

  /** The run's payloads that are stored as what differs from others. */
  List<StoredPayload> madeFromOthers(long run) throws SQLException {
    List<StoredPayload> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_MADE_FROM_OTHERS);
    select.setLong(1, run);
    try (ResultSet row = select.executeQuery()) {
      Columns columns = new Columns(row);
      while (row.next()) {
        columns.rewind();
        found.add(read(columns));
      }
    }
    return found;
  }

  /** The run's payloads from which others may be made, in order of their spans' arrival. */
  List<ReusablePayload> reusable(long run) throws SQLException {
    List<ReusablePayload> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_REUSABLE);
    select.setLong(1, run);
    try (ResultSet row = select.executeQuery()) {
      Columns columns = new Columns(row);
      while (row.next()) {
        columns.rewind();
        found.add(
            new ReusablePayload(
                columns.whole(),
                columns.code(Codes.SPAN_KIND),
                columns.spanIdOrNull(),
                columns.code(Codes.FORM),
                columns.code(Codes.ENCODING),
                (int) columns.whole(),
                columns.whole()));
      }
    }
    return found;
  }

  private static StoredPayload read(Columns columns) throws SQLException {
    return new StoredPayload(
        columns.whole(),
        columns.code(Codes.FORM),
        encoding(columns.whole()),
        (int) columns.whole(),
        columns.whole(),
        columns.wholeOrNull(),
        columns.truth(),
        columns.bytes());
  }

  /** An encoding that there is not is damage, which the checksum of what is read will tell. */
  private static PayloadEncoding encoding(long code) {
    int known = Codes.ENCODING.constants().size();
    return code >= 0 && code < known ? Codes.ENCODING.constant(code) : PayloadEncoding.RAW;
  }

  void put(StoredPayload payload) throws SQLException {
    PreparedStatement upsert = connection.prepare(UPSERT);
    new Parameters(upsert)
        .whole(payload.id())
        .code(Codes.FORM, payload.form())
        .code(Codes.ENCODING, payload.encoding())
        .whole((long) payload.rawBytes())
        .whole(payload.crc32c())
        .whole(payload.base())
        .truth(payload.reusable())
        .bytes(payload.data());
    upsert.executeUpdate();
    // A statement keeps its parameters, and this one stays prepared.
    upsert.clearParameters();
  }

  void remove(long id) throws SQLException {
    PreparedStatement delete = connection.prepare(DELETE);
    delete.setLong(1, id);
    delete.executeUpdate();
  }

  /** The payload as people call it. */
  String name(long id) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_SPAN);
    select.setLong(1, id / 2);
    try (ResultSet row = select.executeQuery()) {
      String span = row.next() ? new Columns(row).spanId().hex() : "that is gone";
      return "the " + Side.of(id).word() + " of span " + span;
    }
  }
}
