package dev.spoor.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program, opened when it is first needed: a server is often spawned only to be asked what it
 * can do. Thread-safe.
 */
public final class LazyApp implements Supplier<App>, AutoCloseable {
  private final Supplier<App> opening;
  private @Nullable App app;
  private boolean closed;

  /** Opens nothing yet. */
  public LazyApp(Supplier<App> opening) {
    this.opening = opening;
  }

  @Override
  public synchronized App get() {
    if (closed) {
      throw new IllegalStateException("the program is ending");
    }
    if (app == null) {
      app = opening.get();
    }
    return app;
  }

  /** Whether anything needed it so far. */
  public synchronized boolean isOpen() {
    return app != null && !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (app != null) {
      app.close();
    }
  }
}
