package dev.spoor.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies a server holds at once, from when they are read until they are answered.
 * Whoever brings more is asked to come again.
 */
final class BodyMemory {
  static final long MOST_BYTES = 2L * RequestBody.MOST_BYTES;
  private static final Duration LATER = Duration.ofSeconds(1);

  private final AtomicLong free = new AtomicLong(MOST_BYTES);

  /** What one request holds; nothing yet. */
  Share share() {
    return new Share();
  }

  /** What one request holds. */
  final class Share implements AutoCloseable {
    private long held;

    /**
     * Holds more.
     *
     * @throws HttpProblem 503 when others hold too much
     */
    void add(long bytes) {
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        throw new HttpProblem(503, "too much is being received at once; send it again")
            .retryAfter(LATER);
      }
      held += bytes;
    }

    @Override
    public void close() {
      free.addAndGet(held);
      held = 0;
    }
  }
}
