package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import dev.spoor.store.sqlite.Patience.SqlAction;
import dev.spoor.store.sqlite.Patience.SqlWork;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turn to write, taken in order by processes: a lock on a file beside the database. SQLite
 * alone lets a waiting writer poll, and one in a tight loop starves the others. Only fairness hangs
 * on this lock; that nothing is written twice at once is SQLite's own doing.
 */
final class WriteLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  /** The turn among the threads of this store; the file's lock belongs to the process. */
  private final ReentrantLock threads = new ReentrantLock(true);

  private WriteLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lock of a database. */
  static WriteLock of(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    try {
      return new WriteLock(
          file,
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OwnerOnly.file(file)));
    } catch (IOException e) {
      throw new StoreException(
          "could not create " + file + ": let this user write the folder", true, e);
    }
  }

  /** Does the work when its turn comes, however long that takes. */
  void await(SqlAction work) throws SQLException {
    threads.lock();
    try {
      FileLock turn = take();
      try {
        work.run();
      } finally {
        release(turn);
      }
    } finally {
      threads.unlock();
    }
  }

  /** Does the work when its turn comes, or gives up. */
  <T> T await(Patience patience, SqlWork<T> work) throws SQLException {
    enter(patience);
    try {
      FileLock turn = take(patience);
      try {
        return work.run();
      } finally {
        release(turn);
      }
    } finally {
      threads.unlock();
    }
  }

  private void enter(Patience patience) {
    long end = System.nanoTime() + patience.limit().toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (threads.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw patience.exhausted(file);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether another thread of this store waits for its turn. */
  boolean isWaitedFor() {
    return threads.hasQueuedThreads();
  }

  private FileLock take() {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        // Another store of this process is writing; the lock belongs to processes, not to stores.
        Patience.pause();
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  private FileLock take(Patience patience) {
    long start = System.nanoTime();
    while (true) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // As above: another store of this process.
      } catch (IOException e) {
        throw failed(e);
      }
      if (System.nanoTime() - start > patience.limit().toNanos()) {
        throw patience.exhausted(file);
      }
      Patience.pause();
    }
  }

  private static void release(FileLock turn) {
    try {
      turn.release();
    } catch (IOException e) {
      // Only a closed channel does not release, and it did so when it was closed.
    }
  }

  private StoreException failed(IOException e) {
    return new StoreException(
        "could not lock " + file + ": " + e.getMessage() + "; keep the database on a local disk",
        true,
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
