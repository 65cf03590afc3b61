package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanId;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file itself: who may read it, and what is said of one that is no store. */
class SqliteFileTest {
  @TempDir Path folder;

  private static Store open(Path file) {
    return SqliteStore.open(file, Durability.NORMAL);
  }

  private static void putRun(Store store) {
    store
        .writer()
        .write(
            session -> {
              session.put(Runs.run(1));
              return true;
            });
  }

  private static StoreException refused(Path file) {
    StoreException refused = assertThrows(StoreException.class, () -> open(file).close());
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    return refused;
  }

  private static void sql(Path file, String sql) throws SQLException {
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      connection.script(sql);
    }
  }

  @Test
  void freshStore_isForItsOwnerAlone() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("a/b/spoor.db");
    try (Store store = open(file)) {
      putRun(store);
      assertEquals("rwx------", permissions(folder.resolve("a")));
      assertEquals("rwx------", permissions(folder.resolve("a/b")));
      try (Stream<Path> files = Files.list(file.getParent())) {
        List<Path> all = files.sorted().toList();
        assertEquals(
            Stream.of("spoor.db", "spoor.db-shm", "spoor.db-wal", "spoor.db.lock")
                .map(file::resolveSibling)
                .toList(),
            all);
        for (Path each : all) {
          assertEquals("rw-------", permissions(each), each::toString);
        }
      }
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void closedStore_leavesNoLog() throws IOException {
    Path file = folder.resolve("spoor.db");
    try (Store store = open(file)) {
      putRun(store);
      assertTrue(store.reader().run(Runs.id(1)).isPresent());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file, file.resolveSibling("spoor.db.lock")), files.sorted().toList());
    }
  }

  @Test
  void pathWithOddCharacters_isThatPath() {
    Path file = folder.resolve("a?mode=memory&x=%41 #1;'\"\u00e9").resolve("file:spoor?.db");
    try (Store store = open(file)) {
      putRun(store);
    }
    assertTrue(Files.exists(file));
    try (Store store = open(file)) {
      assertTrue(store.reader().run(Runs.id(1)).isPresent());
    }
  }

  @Test
  void interruptedThread_mayOpenAndClose() {
    Thread.currentThread().interrupt();
    try (Store store = open(folder.resolve("spoor.db"))) {
      putRun(store);
    }
    assertTrue(Thread.interrupted());
    try (Store store = open(folder.resolve("spoor.db"))) {
      assertTrue(store.reader().run(Runs.id(1)).isPresent());
    }
  }

  @Test
  void linkedFile_isSameStoreWithSameLock() throws IOException {
    Path link = folder.resolve("link.db");
    try (Store store = open(folder.resolve("spoor.db"))) {
      Files.createSymbolicLink(link, folder.resolve("spoor.db"));
      try (Store linked = open(link)) {
        assertEquals(store.storeId(), linked.storeId());
        assertEquals(store.location(), linked.location());
      }
    }
    assertFalse(Files.exists(folder.resolve("link.db.lock")));
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void durability_isThatOfSqlite(Durability durability) throws SQLException {
    Path file = folder.resolve("spoor.db");
    try (SqliteConnection connection = SqliteStore.connect(file, durability)) {
      assertEquals(durability == Durability.FULL ? 2 : 1, connection.whole("PRAGMA synchronous"));
    }
  }

  @Test
  void freshFile_hasLogAndLargePages() throws SQLException {
    Path file = folder.resolve("spoor.db");
    open(file).close();
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      assertEquals("wal", connection.text("PRAGMA journal_mode"));
      assertEquals(8192, connection.whole("PRAGMA page_size"));
      assertEquals(SqliteMigrations.SCRIPTS.size(), connection.whole("PRAGMA user_version"));
    }
  }

  @Test
  void garbageFile_isRefusedAndLeftAlone() throws IOException {
    Path file = folder.resolve("notes.txt");
    String notes = "These are my notes, and no database.\n".repeat(500);
    Files.writeString(file, notes);
    StoreException refused = refused(file);
    assertTrue(refused.getMessage().contains("not an SQLite database"), refused.getMessage());
    assertFalse(refused.passing());
    assertEquals(notes, Files.readString(file));
  }

  @Test
  void databaseOfAnotherProgram_isRefusedAndLeftAlone() throws Exception {
    Path file = folder.resolve("other.db");
    sql(file, "CREATE TABLE mine (id INTEGER)");
    byte[] before = Files.readAllBytes(file);
    StoreException refused = refused(file);
    assertTrue(refused.getMessage().contains("another program's"), refused.getMessage());
    assertFalse(refused.passing());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void folderInPlaceOfFile_isRefused() {
    refused(folder);
  }

  @Test
  void fileInPlaceOfFolder_isRefused() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    StoreException refused = refused(folder.resolve("file/spoor.db"));
    assertTrue(refused.passing());
  }

  @Test
  void folderThatTakesNoFiles_isRefused() {
    Path kernel = Path.of("/proc/spoor");
    assumeTrue(Files.isDirectory(Path.of("/proc")));
    StoreException refused = refused(kernel.resolve("spoor.db"));
    assertTrue(refused.passing());
  }

  @Test
  void readOnlyFolder_isRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
    try {
      assumeFalse(Files.isWritable(folder), "the superuser writes everywhere");
      assertTrue(refused(folder.resolve("spoor.db")).passing());
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void damagedFile_isNamed() throws Exception {
    Path file = folder.resolve("spoor.db");
    try (Store store = open(file)) {
      putRun(store);
    }
    byte[] bytes = Files.readAllBytes(file);
    // The first page says where the tables are; the others hold them.
    Arrays.fill(bytes, 8192, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);
    StoreException damaged =
        assertThrows(
            StoreException.class,
            () -> {
              try (Store store = open(file)) {
                store.reader().run(Runs.id(1));
              }
            });
    assertTrue(damaged.getMessage().contains(file.toString()), damaged.getMessage());
    assertTrue(damaged.getMessage().contains("damaged"), damaged.getMessage());
    assertFalse(damaged.passing());
  }

  @Test
  void damagedPayload_isNamed() throws SQLException {
    Path file = folder.resolve("spoor.db");
    for (String damage :
        List.of(
            "UPDATE payload SET crc32c = crc32c + 1 WHERE id & 1",
            "UPDATE payload SET raw_bytes = raw_bytes + 1 WHERE id & 1",
            "UPDATE payload SET data = x'00112233' WHERE id & 1",
            "UPDATE payload SET encoding = 1 - encoding WHERE id & 1",
            "DELETE FROM payload WHERE id & 1")) {
      for (String text : List.of("short", "long ".repeat(1_000))) {
        try (Store store = open(file)) {
          store
              .writer()
              .write(
                  session -> {
                    session.put(Runs.run(1));
                    session.put(Spans.withPayloads(1, 1, Payload.text(text), Payload.text(text)));
                    return true;
                  });
          sql(file, damage);
          StoreException damaged =
              assertThrows(
                  StoreException.class,
                  () -> store.reader().span(Runs.id(1), SpanId.of(1)),
                  damage);
          assertTrue(
              damaged
                  .getMessage()
                  .contains("the output of span 0000000000000001 in run " + Runs.id(1)),
              damaged.getMessage());
          assertTrue(damaged.getMessage().contains(file.toString()), damaged.getMessage());
          assertFalse(damaged.passing());
          assertEquals(1, store.reader().spans(Runs.id(1), Payloads.SIZES).size());
        }
      }
    }
  }
}
