package dev.spoor.store.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The units that wait for the writer, first come first served. It takes so many and no more: who
 * brings another one waits, so that senders who are faster than the disk do not fill the memory.
 */
final class WriteQueue {
  private final int mostUnits;
  private final long mostBytes;
  private final Queue<PendingWrite<?>> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param mostUnits that wait at once
   * @param mostBytes that all of them hold; a unit of more waits alone
   */
  WriteQueue(int mostUnits, long mostBytes) {
    this.mostUnits = mostUnits;
    this.mostBytes = mostBytes;
  }

  /** What became of a unit that was brought. */
  enum Admission {
    TAKEN,
    /** There was no room for it as long as its caller's patience lasted. */
    FULL,
    CLOSED
  }

  /** Adds a unit when there is room; an interrupt does not end the waiting and is kept. */
  synchronized Admission add(PendingWrite<?> write, Patience patience) {
    boolean interrupted = false;
    while (!closed && !hasRoomFor(write)) {
      try {
        long millis = TimeUnit.NANOSECONDS.toMillis(write.leftNanos(patience));
        if (millis <= 0) {
          break;
        }
        wait(millis);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      return Admission.CLOSED;
    } else if (!hasRoomFor(write)) {
      return Admission.FULL;
    }
    waiting.add(write);
    bytes += write.bytes();
    notifyAll();
    return Admission.TAKEN;
  }

  private boolean hasRoomFor(PendingWrite<?> write) {
    return waiting.isEmpty() || (waiting.size() < mostUnits && bytes + write.bytes() <= mostBytes);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized int size() {
    return waiting.size();
  }

  /** Waits until a unit is there; false when the queue is closed and empty. */
  synchronized boolean await() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The writer ends when the queue is closed, and for no other reason.
      }
    }
    return !waiting.isEmpty();
  }

  /** Takes what waits, up to so many. */
  synchronized List<PendingWrite<?>> take(int most) {
    List<PendingWrite<?>> taken = new ArrayList<>();
    while (taken.size() < most && !waiting.isEmpty()) {
      PendingWrite<?> write = waiting.remove();
      bytes -= write.bytes();
      taken.add(write);
    }
    notifyAll();
    return taken;
  }

  /** Takes no more; what waits is still to be done. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
