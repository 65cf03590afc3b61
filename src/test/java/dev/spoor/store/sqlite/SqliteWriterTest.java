package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.store.SpanWriter.WriteUnit;
import dev.spoor.store.StoreException;
import dev.spoor.store.WriteSession;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer when SQLite or somebody else stands in its way. */
class SqliteWriterTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(200));
  private static final Patience LONG = new Patience(Duration.ofSeconds(30));

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path file;
  private SqliteConnection connection;
  private SqliteWriter writer;

  @BeforeEach
  void startWriter() throws Exception {
    file = folder.toRealPath().resolve("spoor.db");
    startWriter(LONG);
    write(session -> session.put(Runs.run(1)));
  }

  private void startWriter(Patience patience) throws SQLException {
    connection = SqliteStore.connect(file, Durability.NORMAL);
    writer = new SqliteWriter(file, new Tables(file, connection), WriteLock.of(file), patience);
    writer.start();
  }

  @AfterEach
  void closeWriter() {
    writer.close();
    threads.shutdownNow();
  }

  private void write(Consumer<WriteSession> work) {
    writer.write(unit(work));
  }

  private static WriteUnit<Boolean> unit(Consumer<WriteSession> work) {
    return session -> {
      work.accept(session);
      return true;
    };
  }

  private long storedSpans() throws SQLException {
    try (SqliteConnection other = SqliteConnection.open(file)) {
      return other.whole("SELECT count(*) FROM span");
    }
  }

  private static Span large(long number) {
    StringBuilder noise = new StringBuilder();
    new Random(number).ints(300_000, ' ', '\uD7FF').forEach(c -> noise.append((char) c));
    return Spans.withPayloads(1, number, Payload.text(noise.toString()), null);
  }

  private void limitFile(long pages) throws SQLException {
    connection.text("PRAGMA max_page_count = " + pages);
  }

  @Test
  void fullDisk_failsTheUnitAndPasses() throws SQLException {
    limitFile(80);
    StoreException full =
        assertThrows(StoreException.class, () -> write(session -> session.put(large(1))));
    assertTrue(full.getMessage().contains("full"), full.getMessage());
    assertTrue(full.getMessage().contains(file.toString()), full.getMessage());
    assertTrue(full.passing());
    limitFile(1_000_000);
    write(session -> session.put(large(1)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            write(
                session -> {
                  session.put(Spans.span(1, 2));
                  throw new IllegalArgumentException();
                }));
    write(session -> session.put(Spans.span(1, 3)));
    assertEquals(2, storedSpans());
  }

  @Test
  void fullDisk_ofUnitsThatWaitedTogether_storesExactlyThoseThatAreToldSo() throws Exception {
    limitFile(80);
    List<Future<Boolean>> answers =
        together(
            List.of(
                unit(session -> session.put(Spans.span(1, 1))),
                unit(session -> session.put(large(2))),
                unit(session -> session.put(Spans.span(1, 3)))));
    assertSaysFull(assertThrows(ExecutionException.class, answers.get(1)::get).getCause());
    // SQLite may or may not undo the whole transaction when the disk is full.
    int told = 0;
    for (Future<Boolean> answer : answers) {
      try {
        answer.get();
        told++;
      } catch (ExecutionException e) {
        assertSaysFull(e.getCause());
      }
    }
    assertEquals(told, storedSpans());
    limitFile(1_000_000);
    write(session -> session.put(Spans.span(1, 4)));
    assertEquals(told + 1, storedSpans());
  }

  private static void assertSaysFull(Throwable cause) {
    assertTrue(cause instanceof StoreException full && full.passing(), () -> "" + cause);
    assertTrue(cause.getMessage().contains("full"), cause.getMessage());
  }

  @Test
  void failure_thatUnitSwallowsFailsIt() throws SQLException {
    limitFile(80);
    assertThrows(
        StoreException.class,
        () ->
            write(
                session -> {
                  session.put(Spans.span(1, 2));
                  assertThrows(StoreException.class, () -> session.put(large(1)));
                }));
    assertEquals(0, storedSpans());
  }

  @Test
  void failedCommit_failsEveryUnitOfItAndNoLaterOne() throws Exception {
    List<Future<Boolean>> answers =
        together(
            List.of(
                unit(session -> session.put(Spans.span(1, 1))),
                unit(
                    session -> {
                      session.put(Spans.span(1, 2));
                      connection.rollback();
                    })));
    for (Future<Boolean> answer : answers) {
      Throwable cause = assertThrows(ExecutionException.class, answer::get).getCause();
      assertTrue(cause instanceof StoreException, () -> "" + cause);
    }
    assertEquals(0, storedSpans());
    write(session -> session.put(Spans.span(1, 1)));
    assertEquals(1, storedSpans());
  }

  /** Lets these units wait for the writer together. */
  private List<Future<Boolean>> together(List<WriteUnit<Boolean>> units) throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<?> first =
        threads.submit(
            () ->
                write(
                    session -> {
                      busy.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    busy.await();
    List<Future<Boolean>> answers = new ArrayList<>();
    for (WriteUnit<Boolean> unit : units) {
      int waiting = writer.waiting();
      answers.add(threads.submit(() -> writer.write(unit)));
      while (writer.waiting() == waiting) {
        Thread.onSpinWait();
      }
    }
    goOn.countDown();
    first.get();
    return answers;
  }

  @Test
  void databaseLockedByAnotherProgram_isWaitedFor() throws Exception {
    try (SqliteConnection other = SqliteConnection.open(file)) {
      other.execute("BEGIN IMMEDIATE");
      Future<?> waiting = threads.submit(() -> write(session -> session.put(Spans.span(1, 1))));
      while (writer.waiting() == 0) {
        Thread.onSpinWait();
      }
      assertFalse(waiting.isDone());
      other.execute("COMMIT");
      waiting.get();
    }
    assertEquals(1, storedSpans());
  }

  @Test
  void databaseLockedForTooLong_isSaid() throws SQLException {
    writer.close();
    startWriter(SHORT);
    try (SqliteConnection other = SqliteConnection.open(file)) {
      other.execute("BEGIN IMMEDIATE");
      assertSaysLocked(
          assertThrows(
              StoreException.class, () -> write(session -> session.put(Spans.span(1, 1)))));
      other.execute("COMMIT");
    }
    write(session -> session.put(Spans.span(1, 2)));
    assertEquals(1, storedSpans());
  }

  @Test
  void turnHeldForTooLong_isSaidAndDoesNotKeepStoreFromClosing() throws Exception {
    writer.close();
    startWriter(SHORT);
    try (FileChannel stuck =
            FileChannel.open(file.resolveSibling("spoor.db.lock"), StandardOpenOption.WRITE);
        var held = stuck.lock()) {
      assertTrue(held.isValid());
      assertSaysLocked(
          assertThrows(
              StoreException.class, () -> write(session -> session.put(Spans.span(1, 1)))));
      writer.close();
    }
    startWriter(LONG);
    assertEquals(0, storedSpans());
  }

  private void assertSaysLocked(StoreException locked) {
    assertTrue(locked.passing());
    assertTrue(locked.getMessage().contains(file.toString()), locked.getMessage());
    assertTrue(locked.getMessage().contains("another program"), locked.getMessage());
  }

  @Test
  void unit_writesThroughItsSessionOnly() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> write(session -> write(inner -> inner.put(Runs.run(2)))));
    assertTrue(refused.getMessage().contains("session"), refused.getMessage());
    assertThrows(IllegalStateException.class, () -> write(session -> writer.close()));
  }

  @Test
  void session_isForTheThreadOfItsUnit() throws IOException {
    write(
        session -> {
          Future<?> elsewhere = threads.submit(() -> session.put(Runs.run(2)));
          Throwable cause = assertThrows(ExecutionException.class, elsewhere::get).getCause();
          assertTrue(cause instanceof IllegalStateException);
        });
  }
}
