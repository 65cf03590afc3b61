package dev.spoor.store.sqlite;

import dev.spoor.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Indexes what was written, off the path of writes: a while after the last write, or a second after
 * the first that is not indexed, a few milliseconds at a time. A search that cannot wait for that
 * does it itself.
 */
final class BackgroundIndexing implements AutoCloseable {
  /** A burst of writes is indexed at its end: many small transactions make a large index. */
  private static final long QUIET_NANOS = 300_000_000;

  private static final long LATEST_NANOS = 1_000_000_000;
  private static final Duration SLICE = Duration.ofMillis(4);
  private static final Duration SEARCHING_SLICE = Duration.ofMillis(25);
  private static final long PAUSE_NANOS = 8_000_000;
  private static final long BUSY_PAUSE_NANOS = 40_000_000;

  /** Longer than the pause of one that is at work, so that it is seen. */
  private static final long WATCH_NANOS = 100_000_000;

  private static final long OTHERS_NANOS = 1_000_000_000;
  private static final long JITTER_MASK = (1 << 30) - 1;

  private final Path file;
  private final WriteLock lock;
  private final Patience patience;
  private final Thread thread;

  /** Held while the indexer is used. */
  private final ReentrantLock using = new ReentrantLock();

  private @Nullable SearchIndexer indexer;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore work = new Semaphore(0);
  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile long firstWrite;
  private volatile long lastWrite;
  private volatile long lastLeft;

  BackgroundIndexing(Path file, WriteLock lock, Patience patience) {
    this.file = file;
    this.lock = lock;
    this.patience = patience;
    this.thread = new Thread(this::run, "spoor-indexer");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Says that something was written. Returns at once. */
  void wake() {
    lastWrite = System.nanoTime();
    if (!wanted.get() && wanted.compareAndSet(false, true)) {
      firstWrite = lastWrite;
      work.release();
    }
  }

  /**
   * Indexes on the caller's thread until nothing is left or the time is over. What cannot be
   * written now is left.
   *
   * @return how many documents are not indexed
   */
  long catchUp(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    if (!isMine(most)) {
      return Math.max(1, lastLeft);
    }
    try {
      SearchIndexer open = indexer();
      lastLeft = open.progress().left();
      while (lastLeft > 0 && System.nanoTime() < end) {
        try {
          open.slice(SEARCHING_SLICE);
        } catch (SQLException | StoreException e) {
          return lastLeft;
        }
        lastLeft = open.progress().left();
      }
      return lastLeft;
    } catch (SQLException e) {
      throw SqliteFault.of(e, "search", file);
    } finally {
      using.unlock();
    }
  }

  /** Waits until the indexer is free for this thread; false when that takes too long. */
  private boolean isMine(Duration most) {
    try {
      return using.tryLock(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes out of the index what was replaced or removed until now. */
  void finishChanges() throws SQLException {
    using.lock();
    try {
      SearchIndexer open = indexer();
      while (open.changesLeft() > 0) {
        open.slice(SEARCHING_SLICE);
      }
    } finally {
      using.unlock();
    }
  }

  private SearchIndexer indexer() throws SQLException {
    if (closed.getCount() == 0) {
      throw new StoreException("could not search in " + file + ": it is closed", false, null);
    }
    if (indexer == null) {
      indexer = SearchIndexer.open(file, lock, patience);
    }
    return indexer;
  }

  private void run() {
    try {
      while (awaitWork()) {
        indexAll();
      }
    } catch (InterruptedException e) {
      // Nobody does that; what is left is indexed by the next search.
    }
  }

  /** Waits for the end of a burst of writes; false when the store is closed. */
  private boolean awaitWork() throws InterruptedException {
    work.acquire();
    boolean open = true;
    for (long left = untilQuiet(); open && left > 0; left = untilQuiet()) {
      open = pause(left);
    }
    wanted.set(false);
    return open && closed.getCount() > 0;
  }

  private long untilQuiet() {
    return Math.min(lastWrite + QUIET_NANOS, firstWrite + LATEST_NANOS) - System.nanoTime();
  }

  private void indexAll() throws InterruptedException {
    try {
      boolean open = true;
      for (boolean atWork = false; open; ) {
        SearchIndexer.Progress before = progress();
        if (before.left() == 0) {
          return;
        }
        open = pause(atWork ? pauseNanos() : WATCH_NANOS);
        if (progress().reached() != before.reached()) {
          // Another process is at it, and one is enough.
          atWork = false;
          open = open && pause(OTHERS_NANOS + (System.nanoTime() & JITTER_MASK));
        } else if (open) {
          slice();
          atWork = true;
        }
      }
    } catch (SQLException | StoreException e) {
      // What is left stays noted: the next write wakes this thread, a search says what is missing.
    }
  }

  private long pauseNanos() {
    boolean busy = System.nanoTime() - lastWrite < QUIET_NANOS;
    return busy ? BUSY_PAUSE_NANOS : PAUSE_NANOS;
  }

  private SearchIndexer.Progress progress() throws SQLException {
    using.lock();
    try {
      return indexer().progress();
    } finally {
      using.unlock();
    }
  }

  private void slice() throws SQLException {
    using.lock();
    try {
      indexer().slice(SLICE);
    } finally {
      using.unlock();
    }
  }

  /** Waits so long; false when the store is closed. */
  private boolean pause(long nanos) throws InterruptedException {
    return !closed.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Ends the work with the transaction it is in; what is left, another process or time does. */
  @Override
  public void close() throws SQLException {
    closed.countDown();
    work.release();
    using.lock();
    try {
      if (indexer != null) {
        indexer.close();
        indexer = null;
      }
    } finally {
      using.unlock();
    }
  }
}
