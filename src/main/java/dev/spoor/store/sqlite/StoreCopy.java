package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import dev.spoor.store.upkeep.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A whole, verified copy of a store on its way to its place: one file for its owner alone, which
 * appears under its name when it is complete and on the disk.
 */
final class StoreCopy implements AutoCloseable {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));
  private static final int PAGES_A_STEP = 2_000;
  private static final int PAUSE_MILLISECONDS = 20;
  private static final int MOST_PAUSES = 500;

  private final Path partial;

  private StoreCopy(Path partial) {
    this.partial = partial;
  }

  /**
   * Copies a store, all of it in one state, whoever writes to it meanwhile.
   *
   * @param target where the copy is to go; only its folder is used here
   * @throws StoreException when the source is no store of ours, or the copy is not sound
   */
  static StoreCopy of(Path source, Path target, Progress progress) {
    StoreCopy copy = new StoreCopy(beside(target));
    try {
      copy.fill(source, progress);
      copy.verify(source, progress);
      flush(copy.partial);
      return copy;
    } catch (SQLException e) {
      copy.close();
      throw SqliteFault.of(e, "copy the database", source);
    } catch (IOException e) {
      copy.close();
      throw new StoreException("could not write beside " + target + " (" + e + ")", true, e);
    } catch (RuntimeException | Error e) {
      copy.close();
      throw e;
    }
  }

  /** A file of the same folder, so that it can be given its name in one step. */
  private static Path beside(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    try {
      return Files.createTempFile(
          folder, target.getFileName() + ".", ".partial", OwnerOnly.file(target));
    } catch (IOException e) {
      throw new StoreException(
          "could not write into %s (%s); let this user write there, or name another folder"
              .formatted(folder, e.getClass().getSimpleName()),
          true,
          e);
    }
  }

  private void fill(Path source, Progress progress) throws SQLException {
    try (SqliteConnection connection = SqliteConnection.open(source)) {
      if (PATIENCE.retry(() -> SqliteMigrations.version(connection, source)) == 0) {
        throw new StoreException(
            source + " is empty and no store; name a file that Spoor wrote", false, null);
      }
      // The state in which this transaction reads is the one that is copied, step by step.
      connection.execute("BEGIN");
      PATIENCE.retry(() -> connection.whole("SELECT count(*) FROM sqlite_schema"));
      connection.copyTo(
          partial,
          PAGES_A_STEP,
          PAUSE_MILLISECONDS,
          MOST_PAUSES,
          (left, total) -> progress.at("copying", total - left, total));
      connection.execute("COMMIT");
    }
    try (SqliteConnection connection = SqliteConnection.open(partial)) {
      // One file that needs no log beside it.
      connection.text("PRAGMA journal_mode = DELETE");
    }
  }

  private void verify(Path source, Progress progress) throws SQLException {
    progress.at("verifying", 0, 0);
    try (SqliteConnection connection = SqliteConnection.open(partial)) {
      String found = connection.text("PRAGMA integrity_check(1)");
      if (!found.equals("ok")) {
        throw new StoreException(
            "%s is damaged (%s), and so is a copy of it; see spoor db check"
                .formatted(source, found.lines().findFirst().orElse("")),
            false,
            null);
      }
    }
  }

  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Where it is until it has its name. */
  Path path() {
    return partial;
  }

  /** Gives it its name, in place of what has it. */
  void moveTo(Path target) throws IOException {
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    Path folder = target.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems cannot flush a folder; the name is then as safe as they make it.
    }
  }

  /** Removes what was not given a name. */
  @Override
  public void close() {
    for (String suffix : new String[] {"", "-journal", "-wal", "-shm"}) {
      try {
        Files.deleteIfExists(Path.of(partial + suffix));
      } catch (IOException e) {
        // It stays, under a name that says what it is.
      }
    }
  }
}
