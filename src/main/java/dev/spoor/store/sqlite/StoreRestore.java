package dev.spoor.store.sqlite;

import dev.spoor.model.BadInput;
import dev.spoor.store.StoreException;
import dev.spoor.store.upkeep.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in a store's place. Nobody may have the store open: a program that did would go on
 * with pages of the replaced file, and SQLite with a log that belongs to it.
 */
public final class StoreRestore {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3));
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Where SQLite's programs lock a database that they have open. */
  private static final long SHARED_FIRST_BYTE = 0x40000002L;

  private static final long SHARED_BYTES = 510;

  private StoreRestore() {}

  /**
   * What was done.
   *
   * @param store the store now
   * @param replaced the store before; null when there was none
   */
  public record Restored(StoreFile store, @Nullable Path replaced) {}

  /**
   * Verifies a backup and puts a copy of it in the store's place; the replaced file is kept beside
   * it.
   *
   * @param now for the name of the replaced file
   * @throws BadInput when there is no such backup
   * @throws StoreException when the backup is not sound, or another program has the store open;
   *     then nothing is changed
   */
  public static Restored restore(Path backup, Path store, Instant now, Progress progress) {
    if (!Files.isRegularFile(backup)) {
      throw BadInput.of("FILE", "must be a backup, and there is none at " + backup);
    }
    Path target = real(store);
    try (StoreCopy copy = StoreCopy.of(backup, target, progress);
        WriteLock lock = WriteLock.of(target)) {
      return lock.await(PATIENCE, () -> replace(copy, target, now));
    } catch (SQLException e) {
      throw SqliteFault.of(e, "restore", target);
    }
  }

  private static Path real(Path store) {
    Path absolute = store.toAbsolutePath();
    try {
      if (Files.exists(absolute)) {
        return absolute.toRealPath();
      }
      Path folder = absolute.resolveSibling("");
      Files.createDirectories(folder, OwnerOnly.folder(absolute));
      return folder.toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      throw new StoreException("could not create the folder of " + absolute, true, e);
    }
  }

  private static Restored replace(StoreCopy copy, Path store, Instant now) throws SQLException {
    try {
      Path kept = null;
      if (Files.exists(store)) {
        requireNobodyElse(store);
        kept = free(store, store.getFileName() + ".before-restore-" + TIME.format(now));
        keep(store, kept);
      }
      copy.moveTo(store);
      return new Restored(StoreBackup.described(store), kept);
    } catch (IOException e) {
      throw new StoreException("could not replace " + store + " (" + e + ")", true, e);
    }
  }

  private static Path free(Path store, String name) {
    Path path = store.resolveSibling(name);
    for (int number = 2; Files.exists(path); number++) {
      path = store.resolveSibling(name + "-" + number);
    }
    return path;
  }

  /** A second name for the file, so that there is a store under the first at any moment. */
  private static void keep(Path store, Path kept) throws IOException {
    for (String suffix : new String[] {"-wal", "-shm"}) {
      // Left only by a file too damaged for SQLite to take the log in. It must not meet the new.
      Path log = Path.of(store + suffix);
      if (Files.exists(log)) {
        Files.move(log, Path.of(kept + suffix));
      }
    }
    try {
      Files.createLink(kept, store);
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(store, kept, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** A database leaves its log behind only when a single connection is left. */
  private static void requireNobodyElse(Path store) throws IOException {
    try (SqliteConnection connection = SqliteConnection.open(store)) {
      PATIENCE.retry(() -> connection.text("PRAGMA journal_mode = DELETE"));
    } catch (SQLException e) {
      if (SqliteFault.isBusy(e)) {
        throw inUse(store);
      }
      requireNobodyLocks(store);
    }
  }

  /** The same for a file that SQLite does not read: all who have it open lock it. */
  private static void requireNobodyLocks(Path store) throws IOException {
    try (FileChannel channel = FileChannel.open(store, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(SHARED_FIRST_BYTE, SHARED_BYTES, false)) {
      if (lock == null) {
        throw inUse(store);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(store);
    }
  }

  private static StoreException inUse(Path store) {
    return new StoreException(
        "other programs have %s open; end the agents' clients and spoor serve that use it, and try again"
            .formatted(store),
        true,
        null);
  }
}
