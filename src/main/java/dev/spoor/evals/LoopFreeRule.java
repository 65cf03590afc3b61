package dev.spoor.evals;

import dev.spoor.evals.Verdict.Evidence;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * No call is repeated without need, as the watch rules saw it when the run was stored. Findings
 * that a reviewer dismissed do not count.
 */
record LoopFreeRule() implements Rule {
  private static final Set<FlagCode> LOOPS =
      EnumSet.of(FlagCode.LOOP, FlagCode.ERROR_LOOP, FlagCode.CYCLE);

  @Override
  public Finding grade(GradedRun run) {
    if (!run.hasSteps()) {
      return Finding.missing("no span is recorded beside the root", List.of());
    }
    int calls = run.toolCalls().size();
    List<Flag> loops =
        run.run().flags().stream()
            .filter(flag -> LOOPS.contains(flag.code()) && flag.state() != Flag.State.DISMISSED)
            .toList();
    if (loops.isEmpty()) {
      return Finding.of(
          true, "no loop in " + Counted.of(calls, "tool call") + ", none allowed", List.of());
    }
    // The first call of a loop may have been right.
    int wasted =
        (int) loops.stream().flatMap(flag -> flag.spanIds().stream().skip(1)).distinct().count();
    String reason =
        "%s with %s of %d not needed, none allowed"
            .formatted(Counted.of(loops.size(), "loop"), Counted.of(wasted, "call"), calls);
    return Finding.failed(
        BigDecimal.valueOf(Math.max(0, calls - wasted)),
        BigDecimal.valueOf(Math.max(1, calls)),
        reason,
        loops.stream()
            .flatMap(
                flag ->
                    flag.spanIds().stream().map(spanId -> new Evidence(spanId, flag.code().name())))
            .distinct()
            .limit(Verdict.MAX_EVIDENCE)
            .toList());
  }
}
