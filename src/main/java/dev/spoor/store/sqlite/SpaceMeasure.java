package dev.spoor.store.sqlite;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanKind;
import dev.spoor.store.upkeep.PayloadKind;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.StoreSpace;
import dev.spoor.store.upkeep.StoreSpace.Part;
import dev.spoor.store.upkeep.StoreSpace.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out what takes the space in a store's file. */
public final class SpaceMeasure {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));
  private static final int PAYLOADS_A_READ = 2_000;
  private static final String SELECT_PARTS =
      """
      SELECT d.name, coalesce(s.tbl_name, d.name), d.pgsize
      FROM dbstat d LEFT JOIN sqlite_schema s ON s.name = d.name
      WHERE d.aggregate = TRUE ORDER BY d.pgsize DESC""";
  private static final String SELECT_PAYLOADS =
      """
      SELECT p.id, p.encoding, p.raw_bytes, length(p.data), s.kind
      FROM payload p LEFT JOIN span s ON s.id = p.id / 2
      WHERE p.id > ? ORDER BY p.id LIMIT ?""";

  private final Path file;
  private final StoreTurn turn;
  private final SqliteConnection connection;
  private final Tables tables;
  private final Progress progress;
  private final Map<PayloadKind, Payloads> kinds = new TreeMap<>();
  private final Map<PayloadEncoding, Payloads> encodings = new TreeMap<>();

  private SpaceMeasure(Path file, StoreTurn turn, Progress progress) {
    this.file = file;
    this.turn = turn;
    this.connection = turn.connection();
    this.tables = new Tables(file, connection);
    this.progress = progress;
  }

  /** Measures a store that this program has opened before, so that it has the newest schema. */
  public static StoreSpace of(Path store, Progress progress) {
    Path file = StoreBackup.require(store);
    try (WriteLock lock = WriteLock.of(file);
        StoreTurn turn = StoreTurn.open(file, lock, PATIENCE)) {
      return new SpaceMeasure(file, turn, progress).measure();
    } catch (SQLException e) {
      throw SqliteFault.of(e, "measure the database", file);
    }
  }

  private StoreSpace measure() throws SQLException {
    progress.at("measuring tables", 0, 0);
    List<Part> parts = turn.read(this::parts);
    payloads();
    return turn.read(
        () ->
            new StoreSpace(
                file.toString(),
                connection.text("SELECT value FROM meta WHERE key = 'store_id'"),
                connection.whole("PRAGMA user_version"),
                size(file),
                size(Path.of(file + "-wal")),
                connection.whole("PRAGMA freelist_count") * connection.whole("PRAGMA page_size"),
                connection.whole("SELECT count(*) FROM run"),
                connection.whole("SELECT count(*) FROM span"),
                instant("SELECT min(started_at) FROM run"),
                instant("SELECT max(started_at) FROM run"),
                parts,
                List.copyOf(kinds.values()),
                List.copyOf(encodings.values())));
  }

  private List<Part> parts() throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (ResultSet rows = connection.prepare(SELECT_PARTS).executeQuery()) {
      while (rows.next()) {
        parts.add(new Part(rows.getString(1), rows.getString(2), rows.getLong(3)));
      }
    }
    return parts;
  }

  private void payloads() throws SQLException {
    long total = turn.read(() -> connection.whole("SELECT count(*) FROM payload"));
    long read = 0;
    for (long last = 0; last >= 0; read += PAYLOADS_A_READ) {
      progress.at("measuring payloads", Math.min(read, total), total);
      long after = last;
      last = turn.read(() -> addSome(after));
    }
  }

  private record Row(
      long id,
      PayloadEncoding encoding,
      long rawBytes,
      long storedBytes,
      @Nullable SpanKind span) {}

  private long addSome(long after) throws SQLException {
    long last = -1;
    for (Row row : some(after)) {
      last = row.id;
      PayloadKind kind =
          PayloadKind.of(row.span, row.id % 2 == 0, row.rawBytes, () -> whole(row.id));
      add(kinds, kind, kind.word(), row);
      add(encodings, row.encoding, row.encoding.name().toLowerCase(Locale.ROOT), row);
    }
    return last;
  }

  private static <K> void add(Map<K, Payloads> sums, K key, String what, Row row) {
    sums.merge(key, new Payloads(what, 1, row.rawBytes, row.storedBytes), Payloads::plus);
  }

  private List<Row> some(long after) throws SQLException {
    List<Row> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_PAYLOADS);
    new Parameters(select).whole(after).whole((long) PAYLOADS_A_READ);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        found.add(
            new Row(
                columns.whole(),
                columns.code(Codes.ENCODING),
                columns.whole(),
                columns.whole(),
                columns.codeOrNull(Codes.SPAN_KIND)));
      }
    }
    return found;
  }

  /** The payload; null when it is pruned, or cannot be read, which is for a check to say. */
  private @Nullable Payload whole(long id) {
    try {
      return tables.payloads().read(id);
    } catch (DamagedPayload | SQLException e) {
      return null;
    }
  }

  private @Nullable Instant instant(String sql) throws SQLException {
    try (ResultSet rows = connection.prepare(sql).executeQuery()) {
      rows.next();
      return new Columns(rows).instantOrNull();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException absent) {
      return 0;
    }
  }
}
