package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
  @TempDir private Path folder;

  @Test
  void inspect_ofMissingFile_isEmptyAndMakesNothing() {
    Path file = folder.resolve("spoor.db");
    assertEquals(Optional.empty(), StoreFile.inspect(file));
    assertFalse(Files.exists(file));
  }

  @Test
  void inspect_ofStore_tellsItsState() {
    Path file = folder.resolve("a b?.db");
    try (SqliteStore store = SqliteStore.open(file, Durability.NORMAL)) {
      StoreFile open = StoreFile.inspect(file).orElseThrow();
      assertEquals(store.storeId(), open.storeId());
      assertEquals(open.newestSchema(), open.schema());
      assertTrue(open.logBytes() > 0, "an open store has a log");
    }
    StoreFile closed = StoreFile.inspect(file).orElseThrow();
    assertTrue(closed.bytes() > 0);
    assertEquals(0, closed.logBytes());
  }

  @Test
  void inspect_ofEmptyFile_leavesItEmpty() throws Exception {
    Path file = Files.createFile(folder.resolve("spoor.db"));
    StoreFile found = StoreFile.inspect(file).orElseThrow();
    assertEquals(0, found.schema());
    assertEquals("", found.storeId());
    assertEquals(0, Files.size(file));
  }

  @Test
  void engineVersion_isOfVersion3() {
    assertTrue(StoreFile.engineVersion().startsWith("3."), StoreFile.engineVersion());
  }

  @Test
  void inspect_ofOtherFile_saysSoAndKeepsIt() throws Exception {
    Path file = Files.writeString(folder.resolve("spoor.db"), "a letter ".repeat(1_000));
    byte[] before = Files.readAllBytes(file);
    String message = assertThrows(StoreException.class, () -> StoreFile.inspect(file)).getMessage();
    assertTrue(message.contains("is not an SQLite database"), message);
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void inspect_ofNewerStore_refusesIt() throws Exception {
    Path file = folder.resolve("spoor.db");
    SqliteStore.open(file, Durability.NORMAL).close();
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      connection.script("PRAGMA user_version = 999");
    }
    String message = assertThrows(StoreException.class, () -> StoreFile.inspect(file)).getMessage();
    assertTrue(message.contains("written by a newer Spoor"), message);
  }

  @Test
  void inspect_ofDamagedStore_saysSo() throws Exception {
    Path file = folder.resolve("spoor.db");
    SqliteStore.open(file, Durability.NORMAL).close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] rubbish = new byte[8_192];
      Arrays.fill(rubbish, (byte) 0x5A);
      channel.write(ByteBuffer.wrap(rubbish), 3 * 8_192);
    }
    String message = assertThrows(StoreException.class, () -> StoreFile.inspect(file)).getMessage();
    assertTrue(message.contains("damaged"), message);
  }
}
