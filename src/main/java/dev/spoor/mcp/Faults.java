package dev.spoor.mcp;

import java.io.PrintStream;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Faults of ours: the stack goes to the diagnostics under a short id, the caller is told the id and
 * that it is not to blame.
 */
final class Faults {
  private final PrintStream diagnostics;
  private final RandomGenerator random;

  Faults(PrintStream diagnostics, RandomGenerator random) {
    this.diagnostics = diagnostics;
    this.random = random;
  }

  /**
   * Reports a fault.
   *
   * @param during what was being done, for example {@code add_span}
   * @return a sentence for the caller
   */
  String report(String during, Throwable fault) {
    String id = HexFormat.of().toHexDigits(random.nextInt());
    synchronized (diagnostics) {
      diagnostics.println("spoor: internal error " + id + " during " + during);
      fault.printStackTrace(diagnostics);
      diagnostics.flush();
    }
    return "Spoor failed: an internal error, not a mistake of yours. Its details are on Spoor's"
        + " stderr under "
        + id
        + ".";
  }
}
