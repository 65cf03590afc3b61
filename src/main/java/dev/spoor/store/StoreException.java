package dev.spoor.store;

import org.jspecify.annotations.Nullable;

/** The engine failed. The message says what was tried, where, and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * A failure of the engine.
   *
   * @param message what was tried, where, and the way out
   * @param passing whether the same call may succeed later
   */
  public StoreException(String message, boolean passing, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /** Whether the same call may succeed later. */
  public boolean passing() {
    return passing;
  }
}
