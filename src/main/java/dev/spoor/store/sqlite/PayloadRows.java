package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import dev.spoor.store.sqlite.PayloadCodec.Damaged;
import dev.spoor.store.sqlite.PayloadCodec.Encoded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Inputs and outputs on one connection. */
final class PayloadRows implements AutoCloseable {
  private static final String UPSERT =
      """
      INSERT OR REPLACE INTO payload (id, form, encoding, raw_bytes, crc32c, data)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String SELECT =
      "SELECT form, encoding, raw_bytes, crc32c, data FROM payload WHERE id = ?";
  private static final String DELETE = "DELETE FROM payload WHERE id = ?";

  private final SqliteConnection connection;
  private final PayloadCodec codec;

  PayloadRows(SqliteConnection connection, PayloadCodec codec) {
    this.connection = connection;
    this.codec = codec;
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

  Encoded encode(Payload payload) {
    return codec.encode(payload.bytes());
  }

  void put(long spanRow, Side side, Payload.Form form, Encoded encoded) throws SQLException {
    PreparedStatement upsert = connection.prepare(UPSERT);
    new Parameters(upsert)
        .whole(side.id(spanRow))
        .code(Codes.FORM, form)
        .code(Codes.ENCODING, encoded.encoding())
        .whole((long) encoded.rawBytes())
        .whole(encoded.crc32c())
        .bytes(encoded.data());
    upsert.executeUpdate();
    // A statement keeps its parameters, and this one stays prepared.
    upsert.clearParameters();
  }

  void remove(long spanRow, Side side) throws SQLException {
    PreparedStatement delete = connection.prepare(DELETE);
    delete.setLong(1, side.id(spanRow));
    delete.executeUpdate();
  }

  Payload read(long spanRow, Side side) throws SQLException, Damaged {
    PreparedStatement select = connection.prepare(SELECT);
    select.setLong(1, side.id(spanRow));
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new Damaged("it is missing");
      }
      Columns columns = new Columns(row);
      Payload.Form form = columns.code(Codes.FORM);
      Encoded encoded =
          new Encoded(
              columns.code(Codes.ENCODING),
              (int) columns.whole(),
              columns.whole(),
              columns.bytes());
      return Payload.of(form, codec.decode(encoded));
    }
  }

  @Override
  public void close() {
    codec.close();
  }
}
