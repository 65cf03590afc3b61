package dev.spoor.model;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long things took, as counts of buckets that grow by 4 %, so that a percentile is known within
 * 2 % and counts of many hours add up. Not thread-safe.
 */
public final class Latencies {
  private static final double GROWTH = 1.04;
  private static final long[] UPPER_BOUNDS = upperBounds();

  /** How often each bucket was hit, never 0. */
  private final NavigableMap<Integer, Long> counts = new TreeMap<>();

  /** The longest time in each bucket, in nanoseconds, always the same on every machine. */
  private static long[] upperBounds() {
    int buckets = (int) Math.ceil(StrictMath.log(Long.MAX_VALUE) / StrictMath.log(GROWTH)) + 1;
    long[] bounds = new long[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      bounds[bucket] = (long) StrictMath.pow(GROWTH, bucket);
    }
    return bounds;
  }

  /** Receives buckets. */
  @FunctionalInterface
  public interface BucketVisitor {
    /** A bucket and how often it was hit, never 0. */
    void visit(int bucket, long count);
  }

  /** Counts a time. */
  public void add(Duration duration) {
    add(bucket(nanos(duration)), 1);
  }

  /** Counts a bucket so many times; a negative count takes back. */
  public void add(int bucket, long count) {
    if (bucket < 0 || bucket >= UPPER_BOUNDS.length) {
      throw new IllegalArgumentException("there is no bucket " + bucket);
    }
    if (count != 0) {
      counts.merge(bucket, count, Latencies::sum);
    }
  }

  /** Adds the counts of another one; or takes them back, when {@code sign} is -1. */
  public void add(Latencies other, int sign) {
    other.counts.forEach((bucket, count) -> counts.merge(bucket, sign * count, Latencies::sum));
  }

  /** The sum; null, which a map takes for nothing, when it is 0. */
  private static @Nullable Long sum(long one, long other) {
    long sum = one + other;
    return sum == 0 ? null : (Long) sum;
  }

  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  private static int bucket(long nanos) {
    int low = 0;
    int high = UPPER_BOUNDS.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (UPPER_BOUNDS[middle] < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Shows every bucket that was hit, the shortest times first. */
  public void forEach(BucketVisitor visitor) {
    counts.forEach(visitor::visit);
  }

  /** How many times were counted. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether nothing is counted. */
  public boolean isZero() {
    return counts.isEmpty();
  }

  /**
   * The time that so much of all stay within, by the nearest rank: at most 2 % from the exact one,
   * and zero for a nanosecond or less.
   *
   * @param share from 0 to 1, for example 0.95
   * @return null when nothing is counted
   */
  public @Nullable Duration percentile(double share) {
    long count = count();
    if (count <= 0) {
      return null;
    }
    long rank = Math.max(1, (long) Math.ceil(share * count));
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      rank -= bucket.getValue();
      if (rank <= 0) {
        return middle(bucket.getKey());
      }
    }
    return middle(counts.lastKey());
  }

  /** The value from which neither end of the bucket is further away than from the other. */
  private static Duration middle(int bucket) {
    return bucket == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (2 * StrictMath.pow(GROWTH, bucket) / (GROWTH + 1)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Latencies latencies && counts.equals(latencies.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("latencies");
    forEach((bucket, hits) -> text.append(' ').append(bucket).append(':').append(hits));
    return text.toString();
  }
}
