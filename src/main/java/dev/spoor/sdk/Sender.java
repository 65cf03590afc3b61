package dev.spoor.sdk;

import dev.spoor.sdk.Transport.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, within bounds, and the thread that sends it. Nothing but that thread waits
 * for the network, and the lock is held only for moments.
 */
final class Sender {
  private static final int BATCH_RECORDS = 512;
  private static final long BATCH_BYTES = 4 << 20;
  private static final int MOST_TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Transport transport;
  private final Bounds bounds;
  private final Counts counts;
  private final String resource;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Item> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long sending;
  private long failures;
  private long urged;
  private int flushing;
  private boolean closed;
  private boolean warned;
  private long deadline;
  private @Nullable Thread thread;

  /**
   * Starts its thread with the first record.
   *
   * @param resource who sends, in JSON
   */
  Sender(Transport transport, Bounds bounds, Counts counts, String resource) {
    this.transport = transport;
    this.bounds = bounds;
    this.counts = counts;
    this.resource = resource;
  }

  /**
   * How much may wait, and how long.
   *
   * @param records at most
   * @param bytes of their texts, at most
   * @param interval until a record is sent that came alone
   */
  record Bounds(int records, long bytes, Duration interval) {}

  /** Where a record goes. */
  enum Signal {
    SPANS("/v1/traces", "Spans", "spans"),
    SCORES("/v1/logs", "Logs", "logRecords");

    private final String path;
    private final String name;
    private final String member;

    Signal(String path, String name, String member) {
      this.path = path;
      this.name = name;
      this.member = member;
    }

    private String body(String resource, List<String> records) {
      return "{\"resource%s\":[{\"resource\":%s,\"scope%s\":[{\"scope\":{\"name\":\"spoor.sdk\"},"
              .formatted(name, resource, name)
          + "\""
          + member
          + "\":["
          + String.join(",", records)
          + "]}]}]}";
    }
  }

  /**
   * A finished span or a score.
   *
   * @param json its text
   */
  record Item(Signal signal, String json) {}

  /** Takes a record, or drops it when there is no room. */
  void put(Item item) {
    lock.lock();
    try {
      boolean full =
          waiting.size() >= bounds.records()
              || waitingBytes + item.json().length() > bounds.bytes();
      if (full || closed || !hasThread()) {
        counts.dropped(1);
        return;
      }
      waiting.add(item);
      waitingBytes += item.json().length();
      if (waiting.size() == 1 || waiting.size() == BATCH_RECORDS) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasThread() {
    if (thread == null) {
      Thread started = new Thread(this::run, "spoor-sdk");
      started.setDaemon(true);
      try {
        started.start();
        thread = started;
      } catch (OutOfMemoryError tooManyThreads) {
        counts.problem(tooManyThreads.toString());
      }
    }
    return thread != null;
  }

  long waiting() {
    lock.lock();
    try {
      return waiting.size() + sending;
    } finally {
      lock.unlock();
    }
  }

  /** Sends what waits now; false when that failed or took longer, and is still tried later. */
  boolean flush(Duration timeout) {
    lock.lock();
    try {
      long before = failures;
      urged++;
      flushing++;
      changed.signalAll();
      await(() -> isIdle() || failures > before, timeout);
      flushing--;
      return isIdle();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, and sends what waits for a while; false when something was left. */
  boolean close(Duration timeout) {
    lock.lock();
    try {
      closed = true;
      deadline = System.nanoTime() + timeout.toNanos();
      changed.signalAll();
      await(this::isIdle, timeout);
      return isIdle();
    } finally {
      lock.unlock();
    }
  }

  private boolean isIdle() {
    return waiting.isEmpty() && sending == 0;
  }

  /** Waits with the lock held; an interrupted thread waits no longer, and stays interrupted. */
  private void await(BooleanSupplier condition, Duration timeout) {
    long left = timeout.toNanos();
    try {
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (List<Item> batch = next(); !batch.isEmpty(); batch = next()) {
        for (Signal signal : Signal.values()) {
          deliver(signal, batch.stream().filter(item -> item.signal() == signal).toList());
        }
      }
    } catch (InterruptedException e) {
      giveUp("the sending thread was interrupted");
    } catch (RuntimeException | Error e) {
      giveUp("the sending thread ended: " + e);
    }
  }

  /** The next records, when it is time to send them; none when it is over. */
  private List<Item> next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      long left = bounds.interval().toNanos();
      while (!isDue() && left > 0) {
        left = changed.awaitNanos(left);
      }
      List<Item> batch = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty() && batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
        batch.add(waiting.remove());
        bytes += batch.get(batch.size() - 1).json().length();
      }
      waitingBytes -= bytes;
      sending = batch.size();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    return closed || flushing > 0 || waiting.size() >= BATCH_RECORDS || waitingBytes >= BATCH_BYTES;
  }

  private void deliver(Signal signal, List<Item> items) throws InterruptedException {
    if (items.isEmpty()) {
      return;
    }
    String body = signal.body(resource, items.stream().map(Item::json).toList());
    for (int tried = 1; ; tried++) {
      Reply reply = transport.post(signal.path, body, items.size());
      warn(reply);
      if (!reply.retry()) {
        counts.sent(items.size() - reply.rejected());
        counts.rejected(reply.rejected());
        break;
      } else if (tried == MOST_TRIES || !pause(tried, reply)) {
        counts.dropped(items.size());
        break;
      }
    }
    lock.lock();
    try {
      sending -= items.size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits before the next try; when there is no time for one, all that waits is given up. */
  private boolean pause(int tried, Reply reply) throws InterruptedException {
    long most = LONGEST_PAUSE.toNanos();
    long grown = Math.min(most, FIRST_PAUSE.toNanos() << (tried - 1));
    long some = (long) (grown * ThreadLocalRandom.current().nextDouble(0.5, 1.0));
    long pause = Math.min(most, Math.max(some, reply.pause().toNanos()));
    lock.lock();
    try {
      failures++;
      changed.signalAll();
      if (closed && (reply.away() || System.nanoTime() + pause - deadline > 0)) {
        dropWaiting();
        return false;
      }
      long asked = urged;
      boolean wasClosed = closed;
      while (pause > 0 && urged == asked && closed == wasClosed) {
        pause = changed.awaitNanos(pause);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void dropWaiting() {
    counts.dropped(waiting.size());
    waiting.clear();
    waitingBytes = 0;
  }

  private void giveUp(String problem) {
    lock.lock();
    try {
      closed = true;
      counts.problem(problem);
      counts.dropped(sending);
      sending = 0;
      dropWaiting();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void warn(Reply reply) {
    if (!reply.problem().isEmpty()) {
      counts.problem(reply.problem());
      if (!warned) {
        warned = true;
        System.getLogger("dev.spoor.sdk")
            .log(
                System.Logger.Level.WARNING,
                "runs are not taken ({0}); the program goes on, and stats() counts",
                reply.problem());
      }
    }
  }
}
