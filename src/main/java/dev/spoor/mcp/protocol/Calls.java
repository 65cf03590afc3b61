package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests being answered. Those that keep order run one after another as they came; the others
 * run at once, beside each other, but never before an earlier one that keeps order: a client may
 * write without waiting and still read what it wrote.
 */
final class Calls {
  private static final int MOST_THREADS = 16;
  private static final int MOST_CALLS = 1_000;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final ExecutorService threads = threads();
  private final Semaphore places = new Semaphore(MOST_CALLS);
  private final Map<JsonValue, InFlight> open = new ConcurrentHashMap<>();
  private final Consumer<JsonObject> wire;
  private CompletableFuture<?> lastInOrder = CompletableFuture.completedFuture(true);

  /**
   * Nothing yet.
   *
   * @param wire takes what is said before an answer
   */
  Calls(Consumer<JsonObject> wire) {
    this.wire = wire;
  }

  /**
   * Answers a request on another thread; waits while very many are being answered. Called by one
   * thread only.
   *
   * @param work makes the answer; it throws nothing
   */
  void begin(JsonValue id, boolean inOrder, Function<Exchange, JsonObject> work, Reply reply) {
    places.acquireUninterruptibly();
    InFlight call = new InFlight(id, work, reply);
    open.put(id, call);
    CompletableFuture<?> done =
        lastInOrder.handleAsync(
            (before, failure) -> {
              call.run();
              return true;
            },
            threads);
    if (inOrder) {
      lastInOrder = done;
    }
  }

  /** Drops the answer to a request and interrupts its work; does nothing when it is answered. */
  void cancel(@Nullable JsonValue id) {
    InFlight call = id == null ? null : open.get(id);
    if (call != null) {
      call.cancel();
    }
  }

  /** Waits until all is answered; after the deadline, interrupts what is left. */
  void drain(Duration deadline) {
    if (!allDone(deadline)) {
      open.values().forEach(InFlight::interrupt);
      allDone(LAST_WORDS);
    }
    threads.shutdownNow();
  }

  private boolean allDone(Duration deadline) {
    try {
      return places.tryAcquire(MOST_CALLS, deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            IDLE_THREAD.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Calls::thread);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "mcp-call");
    thread.setDaemon(true);
    return thread;
  }

  private final class InFlight implements Runnable, Exchange {
    private final JsonValue id;
    private final Function<Exchange, JsonObject> work;
    private final Reply reply;
    private @Nullable Thread worker;
    private boolean cancelled;

    InFlight(JsonValue id, Function<Exchange, JsonObject> work, Reply reply) {
      this.id = id;
      this.work = work;
      this.reply = reply;
    }

    @Override
    public void run() {
      try {
        if (started()) {
          JsonObject answer = work.apply(this);
          if (finished()) {
            reply.send(answer);
            return;
          }
        }
        reply.omit();
      } finally {
        open.remove(id, this);
        places.release();
      }
    }

    /** Under the same lock as the end and the cancellation, after which nothing is sent. */
    @Override
    public synchronized void send(JsonObject message) {
      if (isOpen()) {
        wire.accept(message);
      }
    }

    @Override
    public synchronized boolean isOpen() {
      return worker != null && !cancelled;
    }

    synchronized void cancel() {
      cancelled = true;
      interrupt();
    }

    synchronized void interrupt() {
      if (worker != null) {
        worker.interrupt();
      }
    }

    private synchronized boolean started() {
      worker = cancelled ? null : Thread.currentThread();
      return !cancelled;
    }

    /** Ends the work, with the thread clean for the next call; false when nobody wants it. */
    private synchronized boolean finished() {
      worker = null;
      Thread.interrupted();
      return !cancelled;
    }
  }
}
