package dev.spoor.app;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program of a server. It is opened when it is first needed, since a server is often spawned
 * only to be asked what it can do, and keeps its store small while it is open. Thread-safe.
 */
public final class LazyApp implements Supplier<App>, AutoCloseable {
  private final Settings settings;
  private final Consumer<String> diagnostics;
  private @Nullable App app;
  private @Nullable DailyPruning pruning;
  private boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param diagnostics hears what went wrong without anybody asking
   */
  public LazyApp(Settings settings, Consumer<String> diagnostics) {
    this.settings = settings;
    this.diagnostics = diagnostics;
  }

  @Override
  public synchronized App get() {
    if (closed) {
      throw new IllegalStateException("the program is ending");
    }
    if (app == null) {
      app = App.open(settings);
      pruning = DailyPruning.start(app, settings.retention(), App.systemClock(), diagnostics);
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
    if (pruning != null) {
      pruning.close();
    }
    if (app != null) {
      app.close();
    }
  }
}
