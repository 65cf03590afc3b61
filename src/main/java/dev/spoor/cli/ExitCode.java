package dev.spoor.cli;

import dev.spoor.model.BadInput;
import dev.spoor.store.StoreException;

/** How a command that failed ends: 0 is done, 1 our failure, 2 the caller's mistake. */
final class ExitCode {
  private static final int OUR_FAILURE = 1;
  private static final int CALLERS_MISTAKE = 2;

  private ExitCode() {}

  /** Says what went wrong; the exit code of it. */
  static int of(Exception failure, Terminal terminal) {
    if (failure instanceof BadInput mistake) {
      terminal.progress("spoor: " + mistake.getMessage());
      return CALLERS_MISTAKE;
    }
    if (failure instanceof StoreException) {
      terminal.progress("spoor: " + failure.getMessage());
      return OUR_FAILURE;
    }
    failure.printStackTrace(System.err);
    terminal.progress("spoor: this is a fault of ours; please report it with the lines above");
    return OUR_FAILURE;
  }
}
