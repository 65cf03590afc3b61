package dev.spoor.watch;

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

/**
 * A limit for one run is reached; one flag a limit, whose count says how far the run has come:
 * calls, or cents, at least one.
 */
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
  public List<Flag> flags(WatchedRun run) {
    List<Flag> flags = new ArrayList<>();
    RunTotals totals = run.totals();
    Usd cost = totals.cost();
    Usd maxCost = limits.maxCost();
    if (cost != null && maxCost != null && cost.nanos() > 0 && cost.compareTo(maxCost) >= 0) {
      BigDecimal cents = cost.dollars().movePointRight(2);
      String message = "the run has cost " + cost + " of at most " + maxCost;
      flags.add(flag(run, "cost", message, Math.max(1, cents.longValue()), run.last()));
    }
    atMost(flags, run, "model calls", totals.llmCallCount(), limits.maxLlmCalls());
    atMost(flags, run, "tool calls", totals.toolCallCount(), limits.maxToolCalls());
    if (!limits.maxCallsPerTool().isEmpty() || limits.maxIdenticalCalls() != null) {
      countCalls(flags, run);
    }
    return flags;
  }

  private void countCalls(List<Flag> flags, WatchedRun run) {
    Map<String, List<SpanOutline>> byTool = new LinkedHashMap<>();
    Map<ToolCall, List<SpanOutline>> byCall = new LinkedHashMap<>();
    for (SpanOutline span : run.ordered().get()) {
      ToolCall call = span.call();
      if (call != null && !run.tree().isEval(span.spanId())) {
        ToolCall asked = new ToolCall(call.toolName(), call.argumentsHash(), 0, 0);
        byTool.computeIfAbsent(call.toolName(), tool -> new ArrayList<>()).add(span);
        byCall.computeIfAbsent(asked, same -> new ArrayList<>()).add(span);
      }
    }
    byTool.forEach(
        (tool, calls) ->
            atMost(flags, run, tool, "calls of", calls, limits.maxCallsPerTool().get(tool)));
    byCall.forEach(
        (call, calls) -> {
          String limit = call.toolName() + "\n" + call.argumentsHash();
          atMost(flags, run, limit, "equal calls of", calls, limits.maxIdenticalCalls());
        });
  }

  private void atMost(
      List<Flag> flags,
      WatchedRun run,
      String limit,
      String what,
      List<SpanOutline> calls,
      @Nullable Long most) {
    if (most != null && calls.size() >= most) {
      SpanOutline last = calls.get(calls.size() - 1);
      ToolCall call = last.call();
      String tool = ToolName.shown(call == null ? "" : call.toolName());
      String message = used(calls.size(), most, what + " " + tool);
      flags.add(flag(run, what + "\n" + limit, message, calls.size(), last));
    }
  }

  private void atMost(
      List<Flag> flags, WatchedRun run, String what, long count, @Nullable Long most) {
    if (most != null && count > 0 && count >= most) {
      flags.add(flag(run, what, used(count, most, what), count, run.last()));
    }
  }

  private static String used(long count, long most, String what) {
    return count + " of at most " + most + " " + what + " are used";
  }

  private Flag flag(WatchedRun run, String limit, String message, long count, SpanOutline last) {
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

  @Override
  public String suggestion() {
    return "Finish with what you have, or ask the user before you go on.";
  }
}
