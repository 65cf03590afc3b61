package dev.spoor.bench;

import com.github.luben.zstd.Zstd;
import dev.spoor.bench.History.Step;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What it costs to write the payloads of real histories and to read one of them at random, beside
 * plain rows and rows with zstd for each payload, a transaction a run. The others write nothing but
 * payloads, ours writes spans too. Prints MB/s of plain bytes, and microseconds a read.
 */
public final class PayloadCost {
  private static final int ZSTD_LEVEL = 3;
  private static final int READS = 2_000;
  private static final int WARM_UP_READS = 500;

  private final Path folder;

  private PayloadCost(Path folder) {
    this.folder = folder;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, JsonReadException, SQLException {
    Path folder = Files.createTempDirectory("spoor-bench-");
    try {
      PayloadCost bench = new PayloadCost(folder);
      List<History> real = new ArrayList<>(Histories.atif());
      real.addAll(Histories.claudeCode());
      bench.measure("warming up", real);
      bench.measure("real ones", real);
      bench.measure("a long one", List.of(Histories.longOne()));
    } finally {
      BenchFolder.delete(folder);
    }
  }

  private void measure(String name, List<History> histories) throws SQLException {
    double megabytes = histories.stream().mapToLong(History::bytes).sum() / 1e6;
    Path ours = folder.resolve(name + "-ours.db");
    double oursWritten = megabytes / ours(ours, histories);
    Path plain = folder.resolve(name + "-plain.db");
    double plainWritten = megabytes / rows(plain, histories, false);
    Path zstd = folder.resolve(name + "-zstd.db");
    double zstdWritten = megabytes / rows(zstd, histories, true);
    System.out.printf(
        Locale.ROOT,
        "%-11s written MB/s: plain %.0f, zstd %.0f, spoor %.0f; spoor/plain %.2f, spoor/zstd %.2f%n",
        name,
        plainWritten,
        zstdWritten,
        oursWritten,
        oursWritten / plainWritten,
        oursWritten / zstdWritten);
    try (Store store = SqliteStore.open(ours, Durability.NORMAL)) {
      print(name, "spoor", times(i -> readOurs(store, histories, i)));
    }
    for (boolean compressed : new boolean[] {false, true}) {
      try (Connection connection = connect(compressed ? zstd : plain)) {
        print(
            name,
            compressed ? "zstd" : "plain",
            times(i -> readRow(connection, compressed, i, histories)));
      }
    }
  }

  private static double ours(Path file, List<History> histories) {
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      HistoryStore spans = new HistoryStore(store);
      long start = System.nanoTime();
      for (int i = 0; i < histories.size(); i++) {
        spans.writePayloads(run(i), histories.get(i));
      }
      return seconds(start);
    }
  }

  private static double rows(Path file, List<History> histories, boolean compressed)
      throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 8192");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("CREATE TABLE payload (id INTEGER PRIMARY KEY, raw INTEGER, data BLOB)");
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      int steps = 0;
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO payload VALUES (?, ?, ?)")) {
        for (History history : histories) {
          for (Step step : history.steps()) {
            insert(insert, steps * 2L, step.input(), compressed);
            insert(insert, steps * 2L + 1, step.output(), compressed);
            steps++;
          }
          connection.commit();
        }
      }
      return seconds(start);
    }
  }

  private static void insert(PreparedStatement insert, long id, String text, boolean compressed)
      throws SQLException {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    insert.setLong(1, id);
    insert.setInt(2, raw.length);
    insert.setBytes(3, compressed ? Zstd.compress(raw, ZSTD_LEVEL) : raw);
    insert.executeUpdate();
  }

  /** Reads the so manieth random model input. */
  private interface Read {
    void once(int random) throws SQLException;
  }

  private static double[] times(Read read) throws SQLException {
    Random random = new Random(7);
    double[] micros = new double[READS];
    for (int i = -WARM_UP_READS; i < READS; i++) {
      int which = random.nextInt(Integer.MAX_VALUE);
      long start = System.nanoTime();
      read.once(which);
      if (i >= 0) {
        micros[i] = seconds(start) * 1e6;
      }
    }
    Arrays.sort(micros);
    return micros;
  }

  /** A model call among all steps; the same one for the same number. */
  private record Place(int run, int step, int row) {
    static Place of(List<History> histories, int random) {
      int all = histories.stream().mapToInt(history -> history.steps().size()).sum();
      for (int row = random % all; ; row = (row + 1) % all) {
        int step = row;
        int run = 0;
        while (step >= histories.get(run).steps().size()) {
          step -= histories.get(run++).steps().size();
        }
        if (histories.get(run).steps().get(step).llm()) {
          return new Place(run, step, row);
        }
      }
    }
  }

  private static void readOurs(Store store, List<History> histories, int random) {
    Place place = Place.of(histories, random);
    long span = place.row + 1L;
    String input = histories.get(place.run).steps().get(place.step).input();
    int length =
        store
            .reader()
            .span(run(place.run), SpanId.of(span))
            .map(Span::input)
            .orElseThrow()
            .text()
            .length();
    require(length == input.length());
  }

  private static void readRow(
      Connection connection, boolean compressed, int random, List<History> histories)
      throws SQLException {
    Place place = Place.of(histories, random);
    try (PreparedStatement select =
        connection.prepareStatement("SELECT raw, data FROM payload WHERE id = ?")) {
      select.setLong(1, place.row * 2L);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        byte[] data = row.getBytes(2);
        byte[] raw = compressed ? Zstd.decompress(data, row.getInt(1)) : data;
        String text = new String(raw, StandardCharsets.UTF_8);
        require(text.length() == histories.get(place.run).steps().get(place.step).input().length());
      }
    }
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalStateException("read something else than was written");
    }
  }

  private static void print(String name, String how, double[] micros) {
    System.out.printf(
        Locale.ROOT,
        "%-11s reading a model input, %-5s p50 %6.0f us, p99 %6.0f us%n",
        name,
        how,
        micros[READS / 2],
        micros[READS * 99 / 100]);
  }

  private static TraceId run(int number) {
    return new TraceId(String.format(Locale.ROOT, "%032x", number + 1));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
