package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import dev.spoor.model.Span;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import dev.spoor.store.sqlite.StoreRestore.Restored;
import dev.spoor.store.upkeep.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store, and stores made of copies. */
class StoreBackupTest {
  private static final Instant NOW = Instant.parse("2026-11-21T15:04:05.6Z");
  private static final String KEPT = "spoor.db.before-restore-20261121T150405Z";

  @TempDir private Path folder;
  private Path file;
  private Path copy;

  @BeforeEach
  void name() {
    file = folder.resolve("spoor.db");
    copy = folder.resolve("copies").resolve("copy.db");
    assertTrue(copy.getParent().toFile().mkdir());
  }

  private Store open() {
    return SqliteStore.open(file, Durability.NORMAL);
  }

  private static void put(Store store, long run) {
    store
        .writer()
        .write(
            session -> {
              session.put(Runs.run(run));
              session.put(Spans.full(run, 1));
              return true;
            });
  }

  private void backUp() {
    StoreBackup.backUp(file, copy, false, Progress.NONE);
  }

  private Restored restore() {
    return StoreRestore.restore(copy, file, NOW, Progress.NONE);
  }

  private static boolean has(Store store, long run) {
    return store.reader().run(Runs.id(run)).isPresent();
  }

  private List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void copyWhileThreeProcessesWrite_isOneStateOfWholeTransactions() throws Exception {
    List<Process> writers = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    for (int writer = 0; writer < 3; writer++) {
      List<String> command =
          new ArrayList<>(new SqliteEngine(Durability.NORMAL).writingProcess(folder));
      command.add(Long.toString(1 + writer * 1_000_000L));
      command.add("1000000");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      writers.add(process);
      outputs.add(process.inputReader());
    }
    try {
      for (int round = 0; round < 5; round++) {
        Set<Long> answered =
            outputs.stream().map(StoreBackupTest::nextAnswer).collect(Collectors.toSet());
        StoreBackup.backUp(file, copy, true, Progress.NONE);
        assertIsPrefix(answered);
      }
    } finally {
      writers.forEach(writer -> writer.toHandle().destroyForcibly());
      for (Process writer : writers) {
        writer.waitFor();
      }
    }
  }

  private static long nextAnswer(BufferedReader output) {
    try {
      return Long.parseLong(output.readLine());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of each writer the first spans without a gap, all that were answered among them. */
  private void assertIsPrefix(Set<Long> answered) {
    try (Store store = SqliteStore.open(copy, Durability.NORMAL)) {
      List<Long> stored =
          store.reader().spans(Runs.id(1), Payloads.WHOLE).stream().map(Span::sequence).toList();
      assertEquals(stored.size(), store.reader().run(Runs.id(1)).orElseThrow().revision());
      assertTrue(stored.containsAll(answered));
      for (long writer = 0; writer < 3; writer++) {
        long first = 1 + writer * 1_000_000;
        List<Long> own =
            stored.stream().filter(n -> n >= first && n < first + 1_000_000).sorted().toList();
        assertEquals(LongStream.range(first, first + own.size()).boxed().toList(), own, "no gap");
      }
    }
  }

  @Test
  void copy_isOneFileForItsOwnerAlone() throws IOException {
    try (Store store = open()) {
      put(store, 1);
      backUp();
    }
    assertEquals(List.of("copy.db"), names(copy.getParent()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    try (Store store = SqliteStore.open(copy, Durability.NORMAL)) {
      assertEquals(1, store.reader().spans(Runs.id(1), Payloads.WHOLE).size());
    }
  }

  @Test
  void fileThatIsThere_isReplacedOnlyWhenToldSo() throws IOException {
    open().close();
    Files.writeString(copy, "precious");
    BadInput refused = assertThrows(BadInput.class, this::backUp);
    assertTrue(refused.getMessage().contains("--force"), refused.getMessage());
    assertEquals("precious", Files.readString(copy));
    StoreBackup.backUp(file, copy, true, Progress.NONE);
    assertEquals(1, StoreFile.inspect(copy).stream().count());
  }

  @Test
  void storeItself_isNoTarget() {
    open().close();
    assertThrows(BadInput.class, () -> StoreBackup.backUp(file, file, true, Progress.NONE));
  }

  @Test
  void missingStore_isNotMadeByCopyingIt() {
    assertThrows(BadInput.class, this::backUp);
    assertFalse(Files.exists(file));
  }

  @Test
  void damagedStore_leavesNoCopy() throws IOException {
    try (Store store = open()) {
      for (long run = 1; run <= 50; run++) {
        put(store, run);
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 10 * 8192, 14 * 8192, (byte) 0x5A);
    Files.write(file, bytes);
    assertThrows(StoreException.class, this::backUp);
    assertEquals(List.of(), names(copy.getParent()));
  }

  @Test
  void restore_bringsBackWhatWasCopiedAndKeepsWhatWas() throws IOException {
    try (Store store = open()) {
      put(store, 1);
      backUp();
      put(store, 2);
    }
    Restored restored = restore();
    try (Store store = open()) {
      assertTrue(has(store, 1));
      assertFalse(has(store, 2));
      assertEquals(restored.store().storeId(), store.storeId());
    }
    Path kept = restored.replaced();
    assertNotNull(kept);
    assertEquals(KEPT, kept.getFileName().toString());
    try (Store store = SqliteStore.open(kept, Durability.NORMAL)) {
      assertTrue(has(store, 2));
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void restoringTwiceInASecond_keepsBoth() throws IOException {
    open().close();
    backUp();
    restore();
    restore();
    assertTrue(names(folder).containsAll(List.of(KEPT, KEPT + "-2")), names(folder)::toString);
  }

  @Test
  void storeThatIsOpen_isNotReplaced() {
    try (Store store = open()) {
      put(store, 1);
      backUp();
      put(store, 2);
      StoreException refused = assertThrows(StoreException.class, this::restore);
      assertTrue(refused.passing());
      assertTrue(refused.getMessage().contains("open"), refused.getMessage());
      put(store, 3);
      assertTrue(has(store, 2));
    }
  }

  @Test
  void storeThatAnotherProcessHasOpen_isNotReplaced() throws Exception {
    open().close();
    backUp();
    List<String> command =
        new ArrayList<>(new SqliteEngine(Durability.NORMAL).writingProcess(folder));
    command.addAll(List.of("1", "1000000"));
    Process writer = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader output = writer.inputReader()) {
      output.readLine();
      assertThrows(StoreException.class, this::restore);
    } finally {
      writer.toHandle().destroyForcibly();
      writer.waitFor();
    }
    // Killed, and its log is left: that is no obstacle.
    restore();
    try (Store store = open()) {
      assertFalse(has(store, 1));
    }
  }

  @Test
  void fileThatIsNoDatabase_isReplaced() throws IOException {
    try (Store store = open()) {
      put(store, 1);
      backUp();
    }
    Files.writeString(file, "no database at all, since something went wrong with the disk");
    Files.writeString(folder.resolve("spoor.db-wal"), "a log of that");
    restore();
    try (Store store = open()) {
      assertTrue(has(store, 1));
    }
    assertTrue(names(folder).contains(KEPT), names(folder)::toString);
  }

  @Test
  void missingStore_isMade() {
    try (Store store = open()) {
      put(store, 1);
    }
    backUp();
    file = folder.resolve("elsewhere/spoor.db");
    assertEquals(null, restore().replaced());
    try (Store store = open()) {
      assertTrue(has(store, 1));
    }
  }

  @Test
  void whatIsNoBackup_changesNothing() throws Exception {
    try (Store store = open()) {
      put(store, 1);
    }
    byte[] before = Files.readAllBytes(file);
    assertThrows(BadInput.class, this::restore);
    Files.writeString(copy, "");
    assertThrows(StoreException.class, this::restore);
    Files.writeString(copy, "some notes, and no database at all");
    assertThrows(StoreException.class, this::restore);
    Files.delete(copy);
    try (SqliteConnection connection = SqliteConnection.open(copy)) {
      connection.script("CREATE TABLE mine (id INTEGER)");
    }
    assertThrows(StoreException.class, this::restore);
    try (SqliteConnection connection = SqliteConnection.open(copy)) {
      connection.script("PRAGMA application_id = " + SqliteMigrations.APPLICATION_ID);
      connection.script("PRAGMA user_version = 9999");
    }
    StoreException newer = assertThrows(StoreException.class, this::restore);
    assertTrue(newer.getMessage().contains("newer"), newer.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
  }
}
