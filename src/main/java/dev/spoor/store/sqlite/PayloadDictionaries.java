package dev.spoor.store.sqlite;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of a file, seen through one connection. The program brings one; it is copied
 * into the file when the first payload needs it, so that a file can always be read by itself.
 */
final class PayloadDictionaries implements AutoCloseable {
  /**
   * The name of the bundled one. A better one gets another name, and this one is no longer used.
   */
  private static final String BUNDLED = "bundled-1";

  private static final String TRAINED = "trained";
  private static final int STORED_LEVEL = 19;
  private static final String SELECT_NEWEST =
      "SELECT id FROM payload_dictionary WHERE origin = ? ORDER BY id DESC LIMIT 1";
  private static final String SELECT =
      "SELECT origin, raw_bytes, crc32c, data FROM payload_dictionary WHERE id = ?";
  private static final String INSERT =
      """
      INSERT INTO payload_dictionary (origin, raw_bytes, crc32c, data) VALUES (?, ?, ?, ?)
      RETURNING id""";

  private final SqliteConnection connection;
  private final Map<Long, PayloadDictionary> opened = new HashMap<>();
  private @Nullable PayloadDictionary bundled;
  private @Nullable PayloadDictionary trained;

  PayloadDictionaries(SqliteConnection connection) {
    this.connection = connection;
  }

  /** The program's own. */
  PayloadDictionary bundled() throws SQLException {
    if (bundled == null) {
      PayloadDictionary stored = newest(BUNDLED);
      bundled = stored != null ? stored : open(add(BUNDLED, ofProgram()), ofProgram());
    }
    return bundled;
  }

  /** The newest that was trained from this file; the program's own before any was. */
  PayloadDictionary trained() throws SQLException {
    if (trained == null) {
      PayloadDictionary stored = newest(TRAINED);
      trained = stored != null ? stored : bundled();
    }
    return trained;
  }

  private @Nullable PayloadDictionary newest(String origin) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_NEWEST);
    new Parameters(select).text(origin);
    long id;
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      id = row.getLong(1);
    }
    // A damaged one is of no use to new payloads; those that need it tell about it when read.
    return find(id);
  }

  /** From now on {@link #trained} is this one. */
  void train(byte[] bytes) throws SQLException {
    trained = open(add(TRAINED, bytes), bytes);
  }

  private long add(String origin, byte[] bytes) throws SQLException {
    PreparedStatement insert = connection.prepare(INSERT);
    new Parameters(insert)
        .text(origin)
        .whole((long) bytes.length)
        .whole(StoredPayload.checksum(bytes))
        .bytes(Zstd.compress(bytes, STORED_LEVEL));
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The dictionary with that number; null when it is missing or damaged. */
  @Nullable PayloadDictionary find(long id) throws SQLException {
    PayloadDictionary known = opened.get(id);
    if (known != null) {
      return known;
    }
    PreparedStatement select = connection.prepare(SELECT);
    select.setLong(1, id);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      byte[] bytes = bytes(new Columns(row));
      return bytes == null ? null : open(id, bytes);
    }
  }

  private PayloadDictionary open(long id, byte[] bytes) {
    return opened.computeIfAbsent(id, number -> new PayloadDictionary(number, bytes));
  }

  private static byte @Nullable [] bytes(Columns row) throws SQLException {
    String origin = row.someText();
    int rawBytes = (int) row.whole();
    long crc32c = row.whole();
    byte[] bytes = decompressed(row.bytes(), rawBytes);
    if (bytes != null && StoredPayload.checksum(bytes) == crc32c) {
      return bytes;
    }
    return origin.equals(BUNDLED) ? ofProgram() : null;
  }

  private static byte @Nullable [] decompressed(byte[] data, int rawBytes) {
    try {
      return Zstd.decompress(data, rawBytes);
    } catch (ZstdException e) {
      return null;
    }
  }

  private static byte[] ofProgram() {
    try (InputStream resource =
        PayloadDictionaries.class.getResourceAsStream("/dev/spoor/store/payload-dictionary-1")) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its payload dictionary");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything: what was learnt from rows that are undone is not stored. */
  @Override
  public void close() {
    opened.values().forEach(PayloadDictionary::close);
    opened.clear();
    bundled = null;
    trained = null;
  }
}
