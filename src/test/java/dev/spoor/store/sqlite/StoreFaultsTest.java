package dev.spoor.store.sqlite;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.kit.RunMaker;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks and programs that fail for real: the caller is told, reads go on, nothing that was answered
 * is lost, and the store works again when the cause is gone.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreFaultsTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(300));

  @TempDir Path folder;

  private static void put(Store store, long number) {
    store
        .writer()
        .write(
            session -> {
              if (number == 1) {
                session.put(Runs.run(1));
              }
              session.put(noisy(number));
              return true;
            });
  }

  /** A span with some tens of kilobytes that do not compress. */
  private static Span noisy(long number) {
    StringBuilder noise = new StringBuilder();
    new Random(number).ints(20_000, ' ', '\uD7FF').forEach(c -> noise.append((char) c));
    return Spans.withPayloads(1, number, Payload.text(noise.toString()), null);
  }

  private static void assertHolds(Store store, long spans) {
    assertEquals(
        LongStream.rangeClosed(1, spans).mapToObj(StoreFaultsTest::noisy).toList(),
        store.reader().spans(Runs.id(1), Payloads.WHOLE).stream()
            .map(stored -> Spans.withPayloads(1, stored.sequence(), stored.input(), null))
            .toList());
  }

  private static StoreException refused(Store store, long number) {
    StoreException refused = assertThrows(StoreException.class, () -> put(store, number));
    assertTrue(refused.passing(), refused.getMessage());
    assertTrue(refused.getMessage().contains(store.location()), refused.getMessage());
    return refused;
  }

  @Test
  void fullDisk_isSaidAndPasses() throws Exception {
    try (Mount disk = Mount.on(folder.resolve("disk"), 4);
        Store store = SqliteStore.open(folder.resolve("disk/spoor.db"), Durability.FULL)) {
      long stored = 0;
      StoreException full = null;
      while (full == null) {
        try {
          put(store, stored + 1);
          stored++;
        } catch (StoreException e) {
          full = e;
        }
      }
      assertTrue(full.passing());
      assertTrue(full.getMessage().contains("the disk is full"), full.getMessage());
      assertTrue(stored > 5, "stored " + stored);
      assertHolds(store, stored);
      refused(store, stored + 1);
      disk.change("size=64m");
      for (int more = 0; more < 20; more++) {
        put(store, ++stored);
      }
      assertHolds(store, stored);
    }
  }

  @Test
  void readOnlyDisk_isSaidAndPasses() throws Exception {
    Path file = folder.resolve("disk/spoor.db");
    try (Mount disk = Mount.on(folder.resolve("disk"), 16)) {
      try (Store store = SqliteStore.open(file, Durability.FULL)) {
        put(store, 1);
      }
      disk.change("ro");
      StoreException refused =
          assertThrows(StoreException.class, () -> SqliteStore.open(file, Durability.FULL));
      assertTrue(refused.passing(), refused.getMessage());
      assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
      disk.change("rw");
      try (Store store = SqliteStore.open(file, Durability.FULL)) {
        put(store, 2);
        assertHolds(store, 2);
      }
    }
  }

  @Test
  void diskTakenAway_isSaidAndNotWrittenIntoNowhere() throws Exception {
    try (Mount disk = Mount.on(folder.resolve("disk"), 16);
        Store store = SqliteStore.open(folder.resolve("disk/spoor.db"), Durability.FULL)) {
      put(store, 1);
      assertHolds(store, 1);
      disk.close();
      StoreException gone = refused(store, 2);
      assertTrue(gone.getMessage().contains("not there any more"), gone.getMessage());
      assertHolds(store, 1);
    }
  }

  @Test
  void fileTakenAwayAndPutBack_isSaidAndPasses() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (Store store = SqliteStore.open(home.resolve("spoor.db"), Durability.FULL)) {
      put(store, 1);
      assertHolds(store, 1);
      Files.move(home, folder.resolve("away"));
      assertTrue(refused(store, 2).getMessage().contains("not there any more"));
      assertHolds(store, 1);
      Files.createDirectory(home);
      Files.createFile(home.resolve("spoor.db"));
      assertTrue(refused(store, 2).getMessage().contains("another file"));
      Files.delete(home.resolve("spoor.db"));
      Files.delete(home);
      Files.move(folder.resolve("away"), home);
      put(store, 2);
      assertHolds(store, 2);
    }
  }

  @Test
  void stoppedHolderOfTheTurn_isSaidAndGoesOn() throws Exception {
    Path file = SqliteEngine.file(folder);
    try (Store store = SqliteStore.open(file, Durability.NORMAL, SHORT)) {
      Process holder = stoppedInItsTurn(1);
      try {
        long before = store.reader().run(Runs.id(1)).orElseThrow().revision();
        StoreException busy = assertThrows(StoreException.class, () -> count(store));
        assertTrue(busy.passing());
        assertTrue(busy.getMessage().contains("another program"), busy.getMessage());
        assertEquals(before, store.reader().run(Runs.id(1)).orElseThrow().revision());
        signal(holder, "CONT");
        while (!counted(store)) {
          Thread.onSpinWait();
        }
      } finally {
        holder.destroyForcibly().waitFor();
      }
      assertWhole(store, 1);
    }
  }

  @Test
  void killedHolderOfTheTurn_leavesItToTheNextAndNothingHalfWritten() throws Exception {
    for (int round = 1; round <= 3; round++) {
      stoppedInItsTurn(1 + round * 1_000_000L).destroyForcibly().waitFor();
      try (Store store = SqliteStore.open(SqliteEngine.file(folder), Durability.NORMAL)) {
        count(store);
        assertWhole(store, round);
      }
    }
  }

  /** The process counted the run with each span that it wrote, and this one so often without. */
  private static void assertWhole(Store store, long counted) {
    long spans = store.reader().spans(Runs.id(1), Payloads.WHOLE).size();
    assertEquals(spans + counted, store.reader().run(Runs.id(1)).orElseThrow().revision());
  }

  private static boolean counted(Store store) {
    try {
      count(store);
      return true;
    } catch (StoreException e) {
      assertTrue(e.passing(), e.getMessage());
      return false;
    }
  }

  private static void count(Store store) {
    store
        .writer()
        .write(
            session -> {
              Run run = session.run(Runs.id(1)).orElseThrow();
              session.put(new RunMaker(run).revision(run.revision() + 1).run());
              return true;
            });
  }

  /** A process that writes spans from that number on, stopped while it holds the turn to write. */
  private Process stoppedInItsTurn(long first) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(new SqliteEngine(Durability.NORMAL).writingProcess(folder));
    command.addAll(List.of(Long.toString(first), "1000000"));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
    Path lock = folder.resolve("spoor.db.lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        try (FileLock free = channel.tryLock()) {
          if (free == null) {
            signal(process, "STOP");
            if (stillHeld(channel) && hasWritten()) {
              return process;
            }
            signal(process, "CONT");
          }
        }
      }
    }
  }

  private static boolean stillHeld(FileChannel channel) throws IOException {
    try (FileLock free = channel.tryLock()) {
      return free == null;
    }
  }

  private boolean hasWritten() {
    try (SqliteConnection connection = SqliteConnection.open(SqliteEngine.file(folder))) {
      return connection.whole("SELECT count(*) FROM run") > 0;
    } catch (SQLException e) {
      return false; // the process has only begun to make the file
    }
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
