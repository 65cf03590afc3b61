package dev.spoor.model;

/**
 * Tokens of one model call, or a sum of them. The first five counters are disjoint: every token is
 * in exactly one.
 *
 * @param uncachedInputTokens input that no cache served or stored
 * @param cachedInputTokens input read from a prompt cache
 * @param cacheWriteTokens input written to a cache that lives 5 minutes, or for an unnamed time
 * @param cacheWriteOneHourTokens input written to a cache that lives an hour
 * @param outputTokens output, reasoning included
 * @param reasoningTokens the part of {@code outputTokens} that was reasoning
 * @param partial true when the source is known to have left something out, so the sums are lower
 *     bounds
 */
public record Usage(
    long uncachedInputTokens,
    long cachedInputTokens,
    long cacheWriteTokens,
    long cacheWriteOneHourTokens,
    long outputTokens,
    long reasoningTokens,
    boolean partial) {
  /** No tokens, nothing left out. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, false);

  /** The largest count of one counter: sums of many spans must fit into a long. */
  public static final long MAX_TOKENS = 1_000_000_000_000L;

  public Usage {
    requireCount("uncached_input_tokens", uncachedInputTokens);
    requireCount("cached_input_tokens", cachedInputTokens);
    requireCount("cache_write_tokens", cacheWriteTokens);
    requireCount("cache_write_1h_tokens", cacheWriteOneHourTokens);
    requireCount("output_tokens", outputTokens);
    requireCount("reasoning_tokens", reasoningTokens);
  }

  private static void requireCount(String field, long tokens) {
    if (tokens < 0) {
      throw BadInput.of("usage." + field, "must not be negative")
          .example("\"usage\": {\"input_tokens\": 1200, \"output_tokens\": 80}");
    }
  }

  /** All input: uncached, cached and written to a cache. */
  public long inputTokens() {
    return uncachedInputTokens + cachedInputTokens + cacheWriteTokens + cacheWriteOneHourTokens;
  }

  /** Input and output. */
  public long totalTokens() {
    return inputTokens() + outputTokens;
  }

  /**
   * What tells calls apart that have no id, in the counts that every source has: all input, and the
   * output that was no reasoning, such as {@code 1200/60}.
   */
  public String inAndOut() {
    return inputTokens() + "/" + (outputTokens - reasoningTokens);
  }

  /** The sum, counter by counter; partial when either is. */
  public Usage plus(Usage other) {
    return new Usage(
        uncachedInputTokens + other.uncachedInputTokens,
        cachedInputTokens + other.cachedInputTokens,
        cacheWriteTokens + other.cacheWriteTokens,
        cacheWriteOneHourTokens + other.cacheWriteOneHourTokens,
        outputTokens + other.outputTokens,
        reasoningTokens + other.reasoningTokens,
        partial || other.partial);
  }
}
