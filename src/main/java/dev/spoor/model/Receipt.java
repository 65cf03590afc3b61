package dev.spoor.model;

import java.util.List;

/**
 * The answer to a write: everything in it is on disk.
 *
 * @param runs the runs it touched as they are now, each once, in the order first named
 * @param advice at most three, the newest; empty when there is nothing to say
 * @param warnings what was accepted but may not be what the sender meant
 * @param rejected what was not taken
 */
public record Receipt(
    List<Run> runs, List<Advice> advice, List<String> warnings, List<Rejected> rejected) {
  /** How many pieces of advice one reply may carry. */
  public static final int MAX_ADVICE = 3;

  public Receipt {
    runs = List.copyOf(runs);
    advice = List.copyOf(advice);
    warnings = List.copyOf(warnings);
    rejected = List.copyOf(rejected);
  }
}
