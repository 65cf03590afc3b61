package dev.spoor.cli;

import dev.spoor.store.upkeep.Progress;
import java.util.Locale;

/** Says how far something is, once a second when it takes longer than that. */
final class ProgressLine implements Progress {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final Terminal terminal;
  private long last = System.nanoTime();

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void at(String what, long done, long total) {
    long now = System.nanoTime();
    if (now - last >= SECOND_NANOS) {
      last = now;
      terminal.progress(
          total > 0
              ? String.format(
                  Locale.ROOT, "%s: %,d of %,d (%d %%)", what, done, total, done * 100 / total)
              : done > 0 ? String.format(Locale.ROOT, "%s: %,d", what, done) : what);
    }
  }
}
