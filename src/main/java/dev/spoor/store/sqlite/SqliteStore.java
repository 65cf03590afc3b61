package dev.spoor.store.sqlite;

import dev.spoor.store.SpanReader;
import dev.spoor.store.SpanWriter;
import dev.spoor.store.Store;
import dev.spoor.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A store in one SQLite file, shared by all processes that open it. Beside the file lie its
 * write-ahead log ({@code -wal}, {@code -shm}) and the writers' lock ({@code .lock}).
 */
public final class SqliteStore implements Store {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));

  private final Path file;
  private final String storeId;
  private final SqliteWriter writer;
  private final ReadPool pool;
  private final BackgroundIndexing indexing;
  private final SqliteReader reader;
  private final Scrub scrub;

  private SqliteStore(
      Path file,
      String storeId,
      SqliteWriter writer,
      ReadPool pool,
      BackgroundIndexing indexing,
      Scrub scrub) {
    this.file = file;
    this.storeId = storeId;
    this.writer = writer;
    this.pool = pool;
    this.indexing = indexing;
    this.reader = new SqliteReader(pool, indexing);
    this.scrub = scrub;
  }

  /**
   * Opens the file; makes it, and the folders above it, when they are missing, for their owner
   * alone. Several processes may do so at once.
   *
   * @throws StoreException when the file cannot be read and written, is no SQLite database, is
   *     another program's, is damaged, or was written by a newer Spoor; the message names it
   */
  public static SqliteStore open(Path file, Durability durability) {
    return open(file, durability, PATIENCE);
  }

  static SqliteStore open(Path file, Durability durability, Patience patience) {
    Path real = create(file);
    WriteLock lock = WriteLock.of(real);
    try {
      return open(real, durability, patience, lock);
    } catch (SQLException e) {
      lock.close();
      throw SqliteFault.of(e, "open the database", real);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static SqliteStore open(
      Path file, Durability durability, Patience patience, WriteLock lock) throws SQLException {
    SqliteConnection connection = patience.retry(() -> writing(file, durability));
    try {
      if (patience.retry(() -> SqliteMigrations.version(connection, file))
          < SqliteMigrations.SCRIPTS.size()) {
        lock.await(
            patience,
            () -> {
              patience.retry(() -> SqliteMigrations.apply(connection, file));
              return true;
            });
      }
      // Without a turn when there is nothing to migrate: many processes that start at once, each
      // still loading its classes, would keep each other and the writers waiting.
      patience.retry(() -> SqliteMigrations.apply(connection, file));
      String storeId = connection.text("SELECT value FROM meta WHERE key = 'store_id'");
      SqliteWriter writer = new SqliteWriter(file, new Tables(file, connection), lock, patience);
      writer.start();
      BackgroundIndexing indexing = new BackgroundIndexing(file, lock, patience);
      indexing.start();
      return new SqliteStore(
          file,
          storeId,
          writer,
          new ReadPool(file, patience),
          indexing,
          new Scrub(file, lock, patience));
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** A connection to write with, to a file with the schema of this program. */
  static SqliteConnection connect(Path file, Durability durability) throws SQLException {
    SqliteConnection connection = writing(file, durability);
    try {
      SqliteMigrations.apply(connection, file);
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** A connection to write with, whatever the file's schema. */
  static SqliteConnection writing(Path file, Durability durability) throws SQLException {
    SqliteConnection connection = SqliteConnection.open(file);
    try {
      connection.script("PRAGMA synchronous = " + durability);
      // WriteAheadLog does it, when the write is answered.
      connection.script("PRAGMA wal_autocheckpoint = 0");
      // Whoever begins the log anew shortens its file, if it has this limit.
      connection.script("PRAGMA journal_size_limit = 16777216");
      // What is removed is overwritten, so that to erase is no more than to remove.
      connection.script("PRAGMA secure_delete = ON");
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  /** The file's real path, so that all who open it take turns at the same lock. */
  private static Path create(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      if (absolute.getParent() != null && !Files.isDirectory(absolute.getParent())) {
        Files.createDirectories(absolute.getParent(), OwnerOnly.folder(absolute));
      }
      try {
        // Never opened from here when it exists: closing it would drop SQLite's own locks on it.
        Files.createFile(absolute, OwnerOnly.file(absolute));
      } catch (FileAlreadyExistsException e) {
        // Somebody made it before, perhaps just now.
      }
      return absolute.toRealPath();
    } catch (IOException e) {
      throw new StoreException(
          "could not create %s (%s); let this user write there, or name another file"
              .formatted(absolute, e.getClass().getSimpleName()),
          true,
          e);
    }
  }

  @Override
  public String storeId() {
    return storeId;
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public SpanWriter writer() {
    return this::write;
  }

  private <T> T write(SpanWriter.WriteUnit<T> unit, long bytes) {
    T answer = writer.write(unit, bytes);
    indexing.wake();
    return answer;
  }

  @Override
  public SpanReader reader() {
    return reader;
  }

  @Override
  public void scrub() {
    if (writer.isClosed()) {
      throw new StoreException("could not write to " + file + ": it is closed", false, null);
    }
    try {
      indexing.finishChanges();
      scrub.run();
    } catch (SQLException e) {
      throw SqliteFault.of(e, "remove what was erased", file);
    }
  }

  @Override
  public void close() {
    try {
      // Before the writer, which closes the lock that the indexing takes too.
      indexing.close();
      writer.close();
      pool.close();
    } catch (SQLException e) {
      throw SqliteFault.of(e, "close the database", file);
    }
  }
}
