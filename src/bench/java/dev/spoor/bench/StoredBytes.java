package dev.spoor.bench;

import com.github.luben.zstd.Zstd;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What real histories take in a file, beside the same payloads as plain rows and with zstd for each
 * payload. Prints the pages of the payloads, dictionary included, and the whole file; the others do
 * without search and totals.
 */
public final class StoredBytes {
  private static final int ZSTD_LEVEL = 3;

  private final Path folder;
  private int files;

  private StoredBytes(Path folder) {
    this.folder = folder;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, JsonReadException, SQLException {
    Path folder = Files.createTempDirectory("spoor-bench-");
    try {
      StoredBytes bench = new StoredBytes(folder);
      List<History> real = new ArrayList<>();
      bench.measure("SWE-agent", Histories.sweAgent());
      bench.measure("ATIF", Histories.atif());
      bench.measure("Claude Code", Histories.claudeCode());
      real.addAll(Histories.sweAgent());
      real.addAll(Histories.atif());
      real.addAll(Histories.claudeCode());
      bench.measure("all of these", real);
      bench.measure("a long one", List.of(Histories.longOne()));
    } finally {
      BenchFolder.delete(folder);
    }
  }

  /** Bytes of the payloads' tables and of the file. */
  private record Sizes(long payloads, long file) {}

  private void measure(String name, List<History> histories) throws SQLException {
    Path file = folder.resolve("store" + ++files + ".db");
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      HistoryStore writer = new HistoryStore(store);
      for (int i = 0; i < histories.size(); i++) {
        writer.write(run(i), histories.get(i));
      }
      StoreMaker.awaitIndex(store);
    }
    Sizes ours = sizes(file);
    Sizes zstd = other(file, histories.size(), raw -> Zstd.compress(raw, ZSTD_LEVEL));
    Sizes plain = other(file, histories.size(), raw -> raw);
    System.out.printf(
        Locale.ROOT,
        "%-12s %5d turns, %6.1f MB plain: payload pages %9d, plain/zstd %4.1f, plain/spoor %5.1f;"
            + " file with search and totals %9d, plain/spoor %5.1f%n",
        name,
        histories.stream().mapToLong(History::turns).sum(),
        plain.file / 1e6,
        ours.payloads,
        (double) plain.payloads / zstd.payloads,
        (double) plain.payloads / ours.payloads,
        ours.file,
        (double) plain.file / ours.file);
  }

  private static TraceId run(int number) {
    return new TraceId(String.format(Locale.ROOT, "%032x", number + 1));
  }

  /** A copy of the file with every payload in a row of the same kind, stored in another way. */
  private Sizes other(Path file, int runs, UnaryOperator<byte[]> form) throws SQLException {
    Path copy = folder.resolve("copy" + ++files + ".db");
    try (Connection source = connect(file);
        Statement statement = source.createStatement()) {
      statement.executeUpdate("VACUUM INTO '" + copy + "'");
    }
    try (Store store = SqliteStore.open(file, Durability.NORMAL);
        Connection target = connect(copy);
        Statement statement = target.createStatement()) {
      statement.executeUpdate("DELETE FROM payload");
      statement.executeUpdate("DELETE FROM payload_dictionary");
      statement.executeUpdate("DELETE FROM totals");
      statement.executeUpdate("INSERT INTO span_text (span_text) VALUES ('delete-all')");
      target.setAutoCommit(false);
      for (int i = 0; i < runs; i++) {
        for (Span span : store.reader().spans(run(i), Payloads.SIZES)) {
          Span whole = store.reader().span(run(i), span.spanId()).orElseThrow();
          put(target, span, 0, whole.input(), form);
          put(target, span, 1, whole.output(), form);
        }
      }
      target.commit();
    }
    return sizes(copy);
  }

  private static void put(
      Connection target, Span span, int side, @Nullable Payload payload, UnaryOperator<byte[]> form)
      throws SQLException {
    if (payload == null) {
      return;
    }
    try (PreparedStatement insert =
        target.prepareStatement(
            """
            INSERT INTO payload (id, form, encoding, raw_bytes, crc32c, data)
            SELECT id * 2 + ?, 0, 0, ?, 0, ? FROM span WHERE span_id = ?""")) {
      byte[] raw = payload.bytes();
      insert.setInt(1, side);
      insert.setInt(2, raw.length);
      insert.setBytes(3, form.apply(raw));
      insert.setLong(4, span.spanId().bits());
      insert.executeUpdate();
    }
  }

  private static Sizes sizes(Path file) throws SQLException {
    try (Connection connection = connect(file)) {
      return new Sizes(
          whole(
              connection,
              """
              SELECT sum(pgsize) FROM dbstat
              WHERE name IN ('payload', 'payload_dictionary')"""),
          whole(connection, "SELECT sum(pgsize) FROM dbstat"));
    }
  }

  private static long whole(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
