package dev.spoor.watch;

import dev.spoor.model.Advice;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.RunTotals;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.ToolCall;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A limit for one run is reached; one flag a limit, whose count says how far the run has come. */
final class RunBudgetRule implements WatchRule {
  private final RunLimits limits;

  RunBudgetRule(RunLimits limits) {
    this.limits = limits;
  }

  @Override
  public FlagCode code() {
    return FlagCode.RUN_BUDGET;
  }

  @Override
  public List<Flag> flags(RunView run) {
    List<Flag> flags = new ArrayList<>();
    RunTotals totals = run.totals();
    Usd cost = totals.cost();
    Usd maxCost = limits.maxCost();
    if (cost != null && maxCost != null && cost.compareTo(maxCost) >= 0) {
      BigDecimal cents = cost.dollars().movePointRight(2);
      String message = "the run has cost " + cost + " of at most " + maxCost;
      flags.add(flag(run, "cost", message, cents.longValue(), last(run)));
    }
    atMost(flags, run, "model calls", totals.llmCallCount(), limits.maxLlmCalls());
    atMost(flags, run, "tool calls", totals.toolCallCount(), limits.maxToolCalls());
    if (!limits.maxCallsPerTool().isEmpty() || limits.maxIdenticalCalls() != null) {
      countCalls(flags, run);
    }
    return flags;
  }

  private void countCalls(List<Flag> flags, RunView run) {
    Map<String, Long> byTool = new LinkedHashMap<>();
    Map<ToolCall, Long> byCall = new LinkedHashMap<>();
    for (SpanOutline span : run.ordered()) {
      ToolCall call = span.call();
      if (call != null && !run.tree().isEval(span.spanId())) {
        byTool.merge(call.toolName(), 1L, Long::sum);
        byCall.merge(new ToolCall(call.toolName(), call.argumentsHash(), 0, 0), 1L, Long::sum);
      }
    }
    byTool.forEach(
        (tool, calls) ->
            atMost(flags, run, "calls of " + tool, calls, limits.maxCallsPerTool().get(tool)));
    byCall.forEach(
        (call, calls) ->
            atMost(
                flags,
                run,
                "calls of "
                    + call.toolName()
                    + " with arguments #"
                    + Long.toHexString(call.argumentsHash()),
                calls,
                limits.maxIdenticalCalls()));
  }

  private void atMost(List<Flag> flags, RunView run, String what, long count, @Nullable Long most) {
    if (most != null && count >= most) {
      String message = count + " of at most " + most + " " + what + " are used";
      flags.add(flag(run, what, message, count, last(run)));
    }
  }

  private Flag flag(RunView run, String limit, String message, long count, SpanOutline last) {
    Instant end = last.endedAt();
    return new Flag(
        "flag_" + SpanId.derived(run.traceId(), code() + "\n" + limit).hex(),
        code(),
        message,
        List.of(last.spanId()),
        count,
        null,
        null,
        Flag.State.OPEN,
        end == null ? last.startedAt() : end);
  }

  private static SpanOutline last(RunView run) {
    return run.ordered().get(run.ordered().size() - 1);
  }

  @Override
  public Advice advice(Flag flag) {
    return new Advice(
        code(),
        flag.message(),
        flag.spanIds(),
        "Finish with what you have, or ask the user before you go on.");
  }
}
