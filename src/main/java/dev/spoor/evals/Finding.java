package dev.spoor.evals;

import dev.spoor.evals.Verdict.Evidence;
import dev.spoor.evals.Verdict.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in a run.
 *
 * @param status pass, fail, or error when the run does not hold what the rule needs
 * @param score from 0 to 1; null for an error
 * @param reason what was observed and what was expected; never text of the run
 * @param evidence where
 */
record Finding(Status status, @Nullable BigDecimal score, String reason, List<Evidence> evidence) {
  private static final int SCORE_DIGITS = 4;

  Finding {
    evidence = List.copyOf(evidence);
  }

  /** All or nothing. */
  static Finding of(boolean pass, String reason, List<Evidence> evidence) {
    return new Finding(
        pass ? Status.PASS : Status.FAIL,
        pass ? BigDecimal.ONE : BigDecimal.ZERO,
        reason,
        evidence);
  }

  /** A failure that is more or less bad. */
  static Finding failed(BigDecimal part, BigDecimal whole, String reason, List<Evidence> evidence) {
    BigDecimal score =
        part.divide(whole, MathContext.DECIMAL64)
            .setScale(SCORE_DIGITS, RoundingMode.DOWN)
            .stripTrailingZeros();
    return new Finding(Status.FAIL, score, reason, evidence);
  }

  /** The run does not hold what the rule needs. */
  static Finding missing(String reason, List<Evidence> evidence) {
    return new Finding(Status.ERROR, null, reason, evidence);
  }

  /** The same, of a run that may still change. */
  Finding soFar() {
    return status == Status.PASS
        ? new Finding(status, score, reason + "; so far, as the run has not ended", evidence)
        : this;
  }
}
