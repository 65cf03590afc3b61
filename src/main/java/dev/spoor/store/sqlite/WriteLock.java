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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

  /** Does the work if nobody is at work or waits for it; whether it was done. */
  boolean ifFree(SqlAction work) throws SQLException {
    if (!threads.tryLock()) {
      return false;
    }
    try {
      FileLock turn = tryTake();
      if (turn == null) {
        return false;
      }
      try {
        work.run();
        return true;
      } finally {
        release(turn);
      }
    } finally {
      threads.unlock();
    }
  }

  private @Nullable FileLock tryTake() {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      throw failed(e);
    }
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

  /**
   * Waits in line like everybody else: who only looked now and then whether the turn is free would
   * never find it so while others wait for it.
   */
  private FileLock take(Patience patience) {
    CompletableFuture<@Nullable FileLock> turn = new CompletableFuture<>();
    Thread inLine = new Thread(() -> takeFor(turn), "spoor-turn");
    inLine.setDaemon(true);
    inLine.start();
    turn.completeOnTimeout(null, patience.limit().toNanos(), TimeUnit.NANOSECONDS);
    try {
      FileLock taken = turn.join();
      if (taken == null) {
        throw patience.exhausted(file);
      }
      return taken;
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException failure ? failure : e;
    }
  }

  private void takeFor(CompletableFuture<@Nullable FileLock> turn) {
    try {
      FileLock taken = take();
      if (!turn.complete(taken)) {
        release(taken); // nobody waits for it any more
      }
    } catch (RuntimeException e) {
      turn.completeExceptionally(e);
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
