package dev.spoor.store.sqlite;

import dev.spoor.model.JsonText;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import dev.spoor.model.Wtf8;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Fills the parameters of a statement from left to right; null is SQL's null. */
final class Parameters {
  private final PreparedStatement statement;
  private int index;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters whole(@Nullable Long value) throws SQLException {
    index++;
    if (value == null) {
      statement.setNull(index, Types.INTEGER);
    } else {
      statement.setLong(index, value);
    }
    return this;
  }

  Parameters whole(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  Parameters truth(boolean value) throws SQLException {
    return whole(value ? 1L : 0L);
  }

  <E extends Enum<E>> Parameters code(Codes<E> codes, @Nullable E constant) throws SQLException {
    return whole(constant == null ? null : (Long) codes.code(constant));
  }

  /** What a sender wrote; bytes when SQLite's text cannot carry it. */
  Parameters text(@Nullable String value) throws SQLException {
    index++;
    if (value != null && (value.indexOf('\0') >= 0 || Wtf8.hasLoneSurrogate(value))) {
      statement.setBytes(index, Wtf8.encode(value));
    } else {
      statement.setString(index, value);
    }
    return this;
  }

  Parameters json(@Nullable JsonText value) throws SQLException {
    return text(value == null ? null : value.text());
  }

  Parameters decimal(@Nullable BigDecimal value) throws SQLException {
    statement.setString(++index, value == null ? null : value.toString());
    return this;
  }

  Parameters bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++index, value);
    return this;
  }

  Parameters instant(@Nullable Instant value) throws SQLException {
    return whole(value == null ? null : (Long) EpochNanos.of(value));
  }

  Parameters usd(@Nullable Usd value) throws SQLException {
    return whole(value == null ? null : (Long) value.nanos());
  }

  Parameters traceId(@Nullable TraceId value) throws SQLException {
    return bytes(value == null ? null : value.bytes());
  }

  Parameters spanId(@Nullable SpanId value) throws SQLException {
    return whole(value == null ? null : (Long) value.bits());
  }

  /** Runs the statement, which answers nothing. */
  void run() throws SQLException {
    statement.executeUpdate();
  }
}
