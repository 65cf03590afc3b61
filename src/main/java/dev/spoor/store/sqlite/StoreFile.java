package dev.spoor.store.sqlite;

import dev.spoor.store.Receiver;
import dev.spoor.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The state of a store's file, found without making, migrating or changing it.
 *
 * @param path its real path
 * @param storeId names the store; empty while the file is still empty
 * @param schema how many migrations it has seen
 * @param newestSchema how many this program knows; it applies the rest when it opens the store
 * @param bytes of the database
 * @param logBytes of the write-ahead log beside it
 * @param receivers who is passed on to what it holds
 */
public record StoreFile(
    Path path,
    String storeId,
    long schema,
    long newestSchema,
    long bytes,
    long logBytes,
    List<Receiver> receivers) {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(5));

  /** The schema that knows receivers. */
  private static final int FORWARDING = 10;

  /** Copies the list. */
  public StoreFile {
    receivers = List.copyOf(receivers);
  }

  /**
   * Reads the whole file and checks that it holds together.
   *
   * @return empty when there is no such file yet
   * @throws StoreException when the file cannot be used; the message says why, and what to do
   */
  public static Optional<StoreFile> inspect(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Path real = file.toRealPath();
      requireAccess(real);
      try (SqliteConnection connection = SqliteConnection.open(real)) {
        return Optional.of(PATIENCE.retry(() -> inspect(real, connection)));
      }
    } catch (SQLException e) {
      throw SqliteFault.of(e, "check the database", file);
    } catch (IOException e) {
      throw new StoreException("could not read " + file + " (" + e + ")", true, e);
    }
  }

  /**
   * The migrations that a file has not seen, by the names of their scripts.
   *
   * @throws StoreException when the file cannot be used; the message says why, and what to do
   */
  public static List<String> pendingMigrations(Path file) {
    try (SqliteConnection connection = SqliteConnection.open(StoreBackup.require(file))) {
      long version = PATIENCE.retry(() -> SqliteMigrations.version(connection, file));
      return SqliteMigrations.SCRIPTS.subList((int) version, SqliteMigrations.SCRIPTS.size());
    } catch (SQLException e) {
      throw SqliteFault.of(e, "read the schema", file);
    }
  }

  /**
   * The version of the engine, which shows that its native library runs here.
   *
   * @throws StoreException when it does not
   */
  public static String engineVersion() {
    try (SqliteConnection connection = SqliteConnection.inMemory()) {
      return connection.text("SELECT sqlite_version()");
    } catch (SQLException | LinkageError e) {
      throw new StoreException(
          "SQLite's native library does not load (%s); let %s hold programs that run, or name another folder with -Dorg.sqlite.tmpdir"
              .formatted(e, System.getProperty("java.io.tmpdir")),
          false,
          e);
    }
  }

  private static void requireAccess(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    for (Path needed : new Path[] {file, folder}) {
      if (!Files.isReadable(needed) || !Files.isWritable(needed)) {
        throw new StoreException(
            "could not use %s: let this user read and write it (chmod u+rw, or chown)"
                .formatted(needed),
            true,
            null);
      }
    }
  }

  private static StoreFile inspect(Path file, SqliteConnection connection) throws SQLException {
    long schema = SqliteMigrations.version(connection, file);
    String found = connection.text("PRAGMA quick_check(1)");
    if (!found.equals("ok")) {
      throw new StoreException(
          "%s is damaged (%s); restore a backup, or move the file away to begin anew"
              .formatted(file, found.lines().findFirst().orElse("")),
          false,
          null);
    }
    return new StoreFile(
        file,
        schema == 0 ? "" : connection.text("SELECT value FROM meta WHERE key = 'store_id'"),
        schema,
        SqliteMigrations.SCRIPTS.size(),
        size(file),
        size(Path.of(file + "-wal")),
        schema < FORWARDING ? List.of() : new ReceiverTable(connection).all());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException absent) {
      return 0;
    }
  }
}
