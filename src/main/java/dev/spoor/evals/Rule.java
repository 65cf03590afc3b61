package dev.spoor.evals;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a check demands of a run. Pure: the same run gives the same finding. */
sealed interface Rule permits TextRule, LimitRule, ToolUsedRule, LoopFreeRule {
  /** Grades a run; what is not stored is an error, never a pass. */
  Finding grade(GradedRun run);

  /** The limit it holds the run to; null when it has none. */
  default @Nullable BigDecimal threshold() {
    return null;
  }

  /** Whether the rule reads inputs and outputs. */
  default boolean readsPayloads() {
    return false;
  }
}
