package dev.spoor.price;

import dev.spoor.model.Usage;
import org.jspecify.annotations.Nullable;

/** What is billed by the token. Every token of a usage is in exactly one counter. */
enum Counter {
  UNCACHED_INPUT("uncached_input_tokens", "input_mtok", "input", null),
  CACHED_INPUT("cached_input_tokens", "cache_read_mtok", "cached_input", UNCACHED_INPUT),
  CACHE_WRITE("cache_write_tokens", "cache_write_mtok", "cache_write", UNCACHED_INPUT),
  CACHE_WRITE_ONE_HOUR(
      "cache_write_1h_tokens", "cache_write_1h_mtok", "cache_write_1h", CACHE_WRITE),
  OUTPUT("output_tokens", "output_mtok", "output", null),
  REASONING("reasoning_tokens", "output_reasoning_mtok", null, null);

  private final String word;
  private final String tableKey;
  private final @Nullable String ownKey;
  private final @Nullable Counter wider;

  Counter(String word, String tableKey, @Nullable String ownKey, @Nullable Counter wider) {
    this.word = word;
    this.tableKey = tableKey;
    this.ownKey = ownKey;
    this.wider = wider;
  }

  /** The counter's name in a usage on the wire. */
  String word() {
    return word;
  }

  /** The member of a price in the table, in US dollars per million tokens. */
  String tableKey() {
    return tableKey;
  }

  /** The member of an entry in the user's own prices; null when it cannot be set there. */
  @Nullable String ownKey() {
    return ownKey;
  }

  /** The counter whose price holds when this one has none; null when there is no such counter. */
  @Nullable Counter wider() {
    return wider;
  }

  /**
   * The tokens in this counter.
   *
   * @param reasoningApart whether reasoning has a price of its own, and so is no part of the output
   */
  long tokens(Usage usage, boolean reasoningApart) {
    long reasoning = reasoningApart ? Math.min(usage.reasoningTokens(), usage.outputTokens()) : 0L;
    return switch (this) {
      case UNCACHED_INPUT -> usage.uncachedInputTokens();
      case CACHED_INPUT -> usage.cachedInputTokens();
      case CACHE_WRITE -> usage.cacheWriteTokens();
      case CACHE_WRITE_ONE_HOUR -> usage.cacheWriteOneHourTokens();
      case OUTPUT -> usage.outputTokens() - reasoning;
      case REASONING -> reasoning;
    };
  }
}
