package dev.spoor.store.sqlite;

import dev.spoor.model.JsonText;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import dev.spoor.model.Wtf8;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row from left to right; SQL's null is null. */
final class Columns {
  private final ResultSet row;
  private int index;

  Columns(ResultSet row) {
    this.row = row;
  }

  /** Begins the row that the result now stands on. */
  void rewind() {
    index = 0;
  }

  void skip(int columns) {
    index += columns;
  }

  /** A number; 0 for null. */
  long whole() throws SQLException {
    return row.getLong(++index);
  }

  @Nullable Long wholeOrNull() throws SQLException {
    long value = row.getLong(++index);
    return value == 0 && row.wasNull() ? null : (Long) value;
  }

  boolean truth() throws SQLException {
    return whole() != 0;
  }

  <E extends Enum<E>> E code(Codes<E> codes) throws SQLException {
    return codes.constant(whole());
  }

  <E extends Enum<E>> @Nullable E codeOrNull(Codes<E> codes) throws SQLException {
    Long code = wholeOrNull();
    return code == null ? null : codes.constant(code);
  }

  /** What a sender wrote, stored by {@link Parameters#text}. */
  @Nullable String text() throws SQLException {
    Object value = row.getObject(++index);
    return value instanceof byte[] bytes ? Wtf8.decode(bytes) : (String) value;
  }

  /** The same where there is always something. */
  String someText() throws SQLException {
    return Objects.requireNonNull(text());
  }

  /** A part of a key: text as above, or a number where there is none. */
  @Nullable String label() throws SQLException {
    Object value = row.getObject(++index);
    return value instanceof byte[] bytes
        ? Wtf8.decode(bytes)
        : value instanceof String text ? text : null;
  }

  @Nullable JsonText json() throws SQLException {
    String text = text();
    return text == null ? null : new JsonText(text);
  }

  @Nullable BigDecimal decimal() throws SQLException {
    String digits = row.getString(++index);
    return digits == null ? null : new BigDecimal(digits);
  }

  BigDecimal someDecimal() throws SQLException {
    return Objects.requireNonNull(decimal());
  }

  byte[] bytes() throws SQLException {
    return Objects.requireNonNull(row.getBytes(++index));
  }

  Instant instant() throws SQLException {
    return EpochNanos.instant(whole());
  }

  @Nullable Instant instantOrNull() throws SQLException {
    Long nanos = wholeOrNull();
    return nanos == null ? null : EpochNanos.instant(nanos);
  }

  @Nullable Usd usd() throws SQLException {
    Long nanos = wholeOrNull();
    return nanos == null ? null : new Usd(nanos);
  }

  TraceId traceId() throws SQLException {
    return TraceId.of(bytes());
  }

  @Nullable TraceId traceIdOrNull() throws SQLException {
    byte[] bytes = row.getBytes(++index);
    return bytes == null ? null : TraceId.of(bytes);
  }

  SpanId spanId() throws SQLException {
    return SpanId.of(whole());
  }

  @Nullable SpanId spanIdOrNull() throws SQLException {
    Long bits = wholeOrNull();
    return bits == null ? null : SpanId.of(bits);
  }
}
