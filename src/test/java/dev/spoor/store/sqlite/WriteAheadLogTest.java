package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Payload;
import dev.spoor.store.Store;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long the write-ahead log gets, measured on the file itself. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteAheadLogTest {
  private static final long MEBIBYTE = 1L << 20;

  /** What is due, the transaction that made it so, and the indexer's. */
  private static final long MOST_WITHOUT_READERS = 12 * MEBIBYTE;

  @TempDir Path folder;

  private Path file;
  private Store store;
  private long number;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    file = Path.of(store.location());
    store.writer().write(session -> put(() -> session.put(Runs.run(1))));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static boolean put(Runnable work) {
    work.run();
    return true;
  }

  /** A megabyte that does not compress, in a transaction of its own. */
  private void writeMegabyte() {
    number++;
    byte[] noise = new byte[(int) MEBIBYTE * 3 / 4];
    new Random(number).nextBytes(noise);
    String text = Base64.getEncoder().encodeToString(noise);
    long span = number;
    store
        .writer()
        .write(
            session ->
                put(() -> session.put(Spans.withPayloads(1, span, Payload.text(text), null))));
  }

  private long logBytes() throws IOException {
    Path log = Path.of(file + "-wal");
    return Files.exists(log) ? Files.size(log) : 0;
  }

  private void awaitLogOf(long bytes) throws IOException {
    while (logBytes() > bytes) {
      Thread.onSpinWait();
    }
  }

  @Test
  void log_withoutReaders_staysAsSmallAsWhatIsDue() throws IOException {
    for (int i = 0; i < 60; i++) {
      writeMegabyte();
      assertTrue(logBytes() < MOST_WITHOUT_READERS, logBytes() + " bytes");
    }
  }

  @Test
  void log_withReaderHeldOpen_growsByWhatIsWrittenAndEndsWithTheReader()
      throws SQLException, IOException {
    try (SqliteConnection reader = SqliteConnection.open(file)) {
      reader.execute("BEGIN");
      assertEquals(0, reader.whole("SELECT count(*) FROM span"));
      for (int i = 0; i < 50; i++) {
        writeMegabyte();
      }
      assertTrue(logBytes() > 32 * MEBIBYTE, logBytes() + " bytes");
      assertEquals(0, reader.whole("SELECT count(*) FROM span"));
      reader.execute("COMMIT");
    }
    // More was held back than is copied in a turn: a thread copies it, and then a writer begins
    // anew.
    while (logBytes() > 16 * MEBIBYTE) {
      writeMegabyte();
    }
    for (int i = 0; i < 20; i++) {
      writeMegabyte();
      assertTrue(logBytes() <= 16 * MEBIBYTE, logBytes() + " bytes");
    }
  }

  @Test
  void log_withReadersThatOverlap_beginsAnewAllTheSame() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Boolean>> readers =
          IntStream.range(0, 3).mapToObj(i -> threads.submit(() -> readUntil(done))).toList();
      long largest = 0;
      for (int i = 0; i < 200; i++) {
        writeMegabyte();
        largest = Math.max(largest, logBytes());
      }
      done.set(true);
      for (Future<Boolean> reader : readers) {
        assertTrue(reader.get());
      }
      assertTrue(largest < 64 * MEBIBYTE, largest + " bytes");
    } finally {
      threads.shutdownNow();
    }
  }

  /** One read after the other, each some thousandths of a second long. */
  private boolean readUntil(AtomicBoolean done) throws SQLException {
    try (SqliteConnection reader = SqliteConnection.open(file)) {
      while (!done.get()) {
        reader.execute("BEGIN");
        reader.whole("SELECT count(*) FROM span");
        reader.whole(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                + " SELECT count(*) FROM n");
        reader.execute("COMMIT");
      }
    }
    return true;
  }

  @Test
  void log_whenNobodyWrites_isEmptied() throws IOException {
    for (int i = 0; i < 3; i++) {
      writeMegabyte();
    }
    assertTrue(logBytes() > 0);
    awaitLogOf(0);
    writeMegabyte();
    awaitLogOf(0);
  }

  @Test
  void log_whenReaderEndsAfterTheLastWrite_isEmptied() throws SQLException, IOException {
    try (SqliteConnection reader = SqliteConnection.open(file)) {
      reader.execute("BEGIN");
      assertEquals(0, reader.whole("SELECT count(*) FROM span"));
      for (int i = 0; i < 3; i++) {
        writeMegabyte();
      }
    }
    awaitLogOf(0);
  }
}
