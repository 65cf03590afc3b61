package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inputs and outputs on one connection. */
final class Payloads implements AutoCloseable {
  private final PayloadRows rows;
  private final PayloadDictionaries dictionaries;
  private final PayloadPress press = new PayloadPress();
  private final PayloadReader reader;
  private final PayloadMemory memory;
  private final PayloadWriter writer;

  Payloads(SqliteConnection connection) {
    this.rows = new PayloadRows(connection);
    this.dictionaries = new PayloadDictionaries(connection);
    this.reader = new PayloadReader(rows, dictionaries, press);
    this.memory = new PayloadMemory(rows);
    PayloadEncoder encoder = new PayloadEncoder(rows, reader, dictionaries, press);
    this.writer = new PayloadWriter(rows, reader, memory, encoder);
  }

  PayloadRows rows() {
    return rows;
  }

  PayloadDictionaries dictionaries() {
    return dictionaries;
  }

  PayloadWriter writer() {
    return writer;
  }

  /**
   * The payload.
   *
   * @return null when it was pruned
   */
  @Nullable Payload read(long id) throws SQLException, DamagedPayload {
    StoredPayload row = rows.find(id);
    if (row == null) {
      throw new DamagedPayload(id, "it is missing");
    }
    byte[] raw = reader.read(row);
    return raw == null ? null : Payload.of(row.form(), raw);
  }

  /** The payload's bytes; null when it was pruned, is damaged or is not there. */
  byte @Nullable [] bytes(long id) throws SQLException {
    try {
      return reader.read(id);
    } catch (DamagedPayload e) {
      return null;
    }
  }

  /** What is wrong with a payload, and with which other one when the damage lies there. */
  String how(long id, DamagedPayload damaged) throws SQLException {
    return damaged.payload() == id
        ? damaged.how()
        : rows.name(damaged.payload()) + ", from which it was made: " + damaged.how();
  }

  /**
   * The bytes that a row stands for.
   *
   * @return null when it was pruned
   */
  byte @Nullable [] bytes(StoredPayload row) throws SQLException, DamagedPayload {
    return reader.read(row);
  }

  /** Forgets what was learnt from rows that are now undone. */
  void forget() {
    memory.forget();
    close();
  }

  @Override
  public void close() {
    // In this order: a dictionary that is in use cannot be closed.
    press.close();
    dictionaries.close();
  }
}
