package dev.spoor.watch;

import dev.spoor.model.Usd;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits of one run (contract, section 6, {@code per_run}); null is no limit.
 *
 * @param maxCost money
 * @param maxLlmCalls model calls
 * @param maxToolCalls tool calls
 * @param maxCallsPerTool tool calls by the tool's name
 * @param maxIdenticalCalls calls of one tool with the same arguments
 */
public record RunLimits(
    @Nullable Usd maxCost,
    @Nullable Long maxLlmCalls,
    @Nullable Long maxToolCalls,
    Map<String, Long> maxCallsPerTool,
    @Nullable Long maxIdenticalCalls) {
  /** No limit at all. */
  public static final RunLimits NONE = new RunLimits(null, null, null, Map.of(), null);

  public RunLimits {
    maxCallsPerTool = Map.copyOf(maxCallsPerTool);
  }
}
