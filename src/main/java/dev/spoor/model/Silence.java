package dev.spoor.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The rule that gives up an open run nobody has heard of for long (contract, section 1,
 * "Defaults"). Whoever reads applies it; the next writer stores it.
 */
public final class Silence {
  /** How long a run may be silent. */
  public static final Duration LIMIT = Duration.ofMinutes(30);

  /** Why a run that was given up stopped. */
  public static final String HALT_REASON = "client_disconnected";

  private Silence() {}

  /** The time since which an open run must have been heard of to be running still. */
  public static Instant before(Instant now) {
    return now.minus(LIMIT);
  }

  /** Whether the run is stored as running and must be given up. */
  public static boolean holds(Run run, Instant silentBefore) {
    return run.status() == RunStatus.RUNNING && run.heardAt().isBefore(silentBefore);
  }

  /** The run as it stands by this rule, ended with its last span when it is given up. */
  public static Run applied(Run run, Instant silentBefore) {
    if (!holds(run, silentBefore)) {
      return run;
    }
    RunTotals totals = run.totals();
    return new Run(
        run.traceId(),
        run.rootSpanId(),
        run.name(),
        RunStatus.ABANDONED,
        run.error(),
        run.fields()
            .with(RunField.HALT_REASON, HALT_REASON)
            .with(RunField.ABANDONED_AT, run.heardAt().plus(LIMIT)),
        new RunTotals(
            totals.startedAt(),
            totals.lastSignAt(),
            totals.lastSignAt(),
            totals.spanCount(),
            totals.errorCount(),
            totals.llmCallCount(),
            totals.toolCallCount(),
            totals.usage(),
            totals.cost(),
            totals.costStatus(),
            totals.evalCost()),
        run.childrenCost(),
        run.flags(),
        run.scores(),
        run.revision());
  }
}
