package dev.spoor.mcp.protocol;

/** Lets numbers pass that are larger than all before: progress never goes back. Thread-safe. */
final class Rising {
  private double last = Double.NEGATIVE_INFINITY;

  /** Does it when the number is the largest yet; another number waits until it is done. */
  synchronized void ifMore(double number, Runnable action) {
    if (number > last && Double.isFinite(number)) {
      last = number;
      action.run();
    }
  }
}
