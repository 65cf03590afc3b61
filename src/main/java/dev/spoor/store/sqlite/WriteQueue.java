package dev.spoor.store.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The units that wait for the writer, first come first served. It needs no bound: every caller
 * waits for the answer to its one unit.
 */
final class WriteQueue {
  private final Queue<PendingWrite<?>> waiting = new ArrayDeque<>();
  private boolean closed;

  /** Adds a unit; false when the queue is closed. */
  synchronized boolean add(PendingWrite<?> write) {
    if (closed) {
      return false;
    }
    waiting.add(write);
    notifyAll();
    return true;
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
      taken.add(waiting.remove());
    }
    return taken;
  }

  /** Takes no more; what waits is still to be done. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
