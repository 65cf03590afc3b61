package dev.spoor.store.sqlite;

import dev.spoor.store.SpanWriter.WriteUnit;
import dev.spoor.store.WriteSession;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A unit of work on its way from the caller's thread to the writer's and back. */
final class PendingWrite<T> {
  private enum State {
    WAITING,
    STARTED,
    GIVEN_UP
  }

  private final WriteUnit<T> unit;
  private final long bytes;
  private final long since = System.nanoTime();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch answered = new CountDownLatch(1);
  private @Nullable Supplier<T> answer;
  private boolean failed;

  PendingWrite(WriteUnit<T> unit, long bytes) {
    this.unit = unit;
    this.bytes = bytes;
  }

  /** About how much memory it holds. */
  long bytes() {
    return bytes;
  }

  /** How long its caller will still wait for its work to start; not positive: no longer. */
  long leftNanos(Patience patience) {
    return patience.limit().toNanos() - (System.nanoTime() - since);
  }

  /** Called by the writer: whether the caller still waits, who from now on waits for the answer. */
  boolean start() {
    return state.compareAndSet(State.WAITING, State.STARTED);
  }

  /** Called by the writer: does the work, which is not answered before it is durable. */
  void run(WriteSession session) {
    T result = unit.apply(session);
    answer = () -> result;
  }

  /** Called by the writer: the work is undone. The first cause stays. */
  void fail(Throwable cause) {
    if (failed || answered.getCount() == 0) {
      return;
    }
    failed = true;
    answer =
        () -> {
          if (cause instanceof Error error) {
            throw error;
          } else if (cause instanceof RuntimeException failure) {
            throw failure;
          }
          throw new IllegalStateException(cause);
        };
  }

  /** Called by the writer: hands the answer over. */
  void answer() {
    answered.countDown();
  }

  /**
   * Called by the caller: waits for the answer. An interrupt does not end the waiting, for then
   * nobody would know whether the work was stored; it is kept for the caller.
   *
   * @param patience how long to wait for the work to start
   * @return null when it did not, and now never will
   */
  @Nullable Supplier<T> await(Patience patience) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!answered.await(leftNanos(patience), TimeUnit.NANOSECONDS)) {
            if (state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
              return null;
            }
            answered.await();
          }
          return answer;
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
}
