package dev.spoor.model;

/**
 * What a watch rule can see (contract, section 7); the name is the code on the wire. The order is
 * the storage code: add at the end only.
 */
public enum FlagCode {
  /** The same tool, canonical arguments and result, three times in a row. */
  LOOP,
  /** The same tool and arguments, three errors in a row whose texts differ. */
  ERROR_LOOP,
  /** A period of two to four calls, repeated three times. */
  CYCLE,
  /** Ten calls with nothing new. */
  NO_PROGRESS,
  /** A limit for one run is reached. */
  RUN_BUDGET,
  /** The soft limit of a period is reached. */
  BUDGET_SOFT,
  /** The hard limit of a period is reached. */
  BUDGET_HARD,
  /** Far more expensive than this agent's runs are. */
  COST_ANOMALY,
  /** Many failing tool calls. */
  TOOL_ERRORS,
  /** A cached prefix is paid again. */
  CACHE_MISS,
  /** The context grows fast. */
  CONTEXT_GROWTH,
  /** The run was left open. */
  ABANDONED,
  /** A secret was replaced. */
  SECRET_REDACTED
}
