package dev.spoor.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted in a cell of the totals, and what can be taken back again. {@code eval} spans and
 * everything below them count nowhere. Not thread-safe.
 */
public final class Sums {
  private final long[] counts = new long[Count.ALL.size()];
  private final Latencies latencies = new Latencies();

  /** What is counted. The order is that of the storage's columns. */
  public enum Count {
    /** Runs that began. */
    RUNS(0),
    /** Of these, the ones that failed. */
    FAILED_RUNS(1),
    /** Spans; in {@link Dimension#MODEL} and {@link Dimension#TOOL}, calls. */
    SPANS(2),
    /** Of these, the ones that failed. */
    ERRORS(3),
    /** Calls of language models without a billed span below them. */
    LLM_CALLS(4),
    /** Calls of tools. */
    TOOL_CALLS(5),
    /** Tokens as in {@link Usage}, of billed leaves. */
    UNCACHED_INPUT_TOKENS(6),
    /** The same. */
    CACHED_INPUT_TOKENS(7),
    /** The same. */
    CACHE_WRITE_TOKENS(8),
    /** The same. */
    CACHE_WRITE_1H_TOKENS(9),
    /** The same. */
    OUTPUT_TOKENS(10),
    /** The same. */
    REASONING_TOKENS(11),
    /** Calls whose tokens are a lower bound. */
    PARTIAL_USAGES(12),
    /** Nano-dollars, of billed leaves. */
    COST(13),
    /** Calls whose cost was reported. */
    REPORTED_COSTS(14),
    /** Calls whose cost was computed. */
    COMPUTED_COSTS(15),
    /** Calls whose cost is a lower bound. */
    PARTIAL_COSTS(16),
    /** Calls whose cost is unknown. */
    UNPRICED_CALLS(17);

    /** All of them, in order. */
    public static final List<Count> ALL = List.of(values());

    private final int place;

    Count(int place) {
      this.place = place;
    }
  }

  /** The count. */
  public long get(Count count) {
    return counts[count.place];
  }

  /** Counts so many more; a negative number takes back. */
  public void add(Count count, long more) {
    // A sum that leaves the range of a long comes back when it is taken back.
    counts[count.place] += more;
  }

  /** Counts the tokens of a call. */
  public void add(Usage usage) {
    add(Count.UNCACHED_INPUT_TOKENS, usage.uncachedInputTokens());
    add(Count.CACHED_INPUT_TOKENS, usage.cachedInputTokens());
    add(Count.CACHE_WRITE_TOKENS, usage.cacheWriteTokens());
    add(Count.CACHE_WRITE_1H_TOKENS, usage.cacheWriteOneHourTokens());
    add(Count.OUTPUT_TOKENS, usage.outputTokens());
    add(Count.REASONING_TOKENS, usage.reasoningTokens());
    add(Count.PARTIAL_USAGES, usage.partial() ? 1 : 0);
  }

  /** Counts the cost of a call. */
  public void add(CostStatus status, @Nullable Usd cost) {
    add(Count.COST, cost == null ? 0 : cost.nanos());
    add(
        switch (status) {
          case REPORTED -> Count.REPORTED_COSTS;
          case COMPUTED -> Count.COMPUTED_COSTS;
          case PARTIAL -> Count.PARTIAL_COSTS;
          case UNPRICED -> Count.UNPRICED_CALLS;
        },
        1);
  }

  /** Counts how long a run or a call took. */
  public void add(Duration latency) {
    latencies.add(latency);
  }

  /** Adds all that is counted in others. */
  public void add(Sums others) {
    add(others, 1);
  }

  /** Takes back all that is counted in others. */
  public void subtract(Sums others) {
    add(others, -1);
  }

  private void add(Sums others, int sign) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += sign * others.counts[i];
    }
    latencies.add(others.latencies, sign);
  }

  /** Whether nothing is counted. */
  public boolean isZero() {
    return Arrays.stream(counts).allMatch(count -> count == 0) && latencies.isZero();
  }

  /**
   * How long runs took, from start to end; in {@link Dimension#MODEL} and {@link Dimension#TOOL},
   * calls. What has not ended, and a run that was given up, does not count.
   */
  public Latencies latencies() {
    return latencies;
  }

  /** The tokens. */
  public Usage usage() {
    return new Usage(
        get(Count.UNCACHED_INPUT_TOKENS),
        get(Count.CACHED_INPUT_TOKENS),
        get(Count.CACHE_WRITE_TOKENS),
        get(Count.CACHE_WRITE_1H_TOKENS),
        get(Count.OUTPUT_TOKENS),
        get(Count.REASONING_TOKENS),
        get(Count.PARTIAL_USAGES) > 0);
  }

  /** The cost; null when none is known, the most a long can hold when it would be more. */
  public @Nullable Usd cost() {
    long nanos = get(Count.COST);
    return pricedCalls() == 0 ? null : new Usd(nanos < 0 ? Long.MAX_VALUE : nanos);
  }

  private long pricedCalls() {
    return get(Count.REPORTED_COSTS) + get(Count.COMPUTED_COSTS) + get(Count.PARTIAL_COSTS);
  }

  /** How the cost is known; null when nothing was billed. */
  public @Nullable CostStatus costStatus() {
    long unpriced = get(Count.UNPRICED_CALLS);
    if (pricedCalls() == 0) {
      return unpriced == 0 ? null : CostStatus.UNPRICED;
    } else if (unpriced > 0 || get(Count.PARTIAL_COSTS) > 0) {
      return CostStatus.PARTIAL;
    }
    return get(Count.COMPUTED_COSTS) == 0 ? CostStatus.REPORTED : CostStatus.COMPUTED;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sums sums
        && Arrays.equals(counts, sums.counts)
        && latencies.equals(sums.latencies);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("sums");
    for (Count count : Count.ALL) {
      if (get(count) != 0) {
        text.append(' ').append(count).append('=').append(get(count));
      }
    }
    return text.append(' ').append(latencies).toString();
  }
}
