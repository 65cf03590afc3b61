package dev.spoor.model;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long things took, as counts of buckets that grow by 4 %, so that a percentile is known within
 * 2 % and counts of many hours add up. Not thread-safe.
 */
public final class Latencies {
  private static final double GROWTH = 1.04;
  private static final long[] UPPER_BOUNDS = upperBounds();
  private static final long[] NOTHING = {};

  /** Counts of the buckets from {@link #first} on; zeros may stand at either end. */
  private long[] counts = NOTHING;

  private int first;

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
    makeRoom(bucket, bucket + 1);
    counts[bucket - first] += count;
  }

  /** Adds the counts of another one; or takes them back, when {@code sign} is -1. */
  public void add(Latencies other, int sign) {
    if (other.counts.length == 0) {
      return;
    }
    makeRoom(other.first, other.first + other.counts.length);
    int shift = other.first - first;
    for (int i = 0; i < other.counts.length; i++) {
      counts[shift + i] += sign * other.counts[i];
    }
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

  private void makeRoom(int from, int to) {
    if (counts.length == 0) {
      first = from;
      counts = new long[to - from];
    } else if (from < first || to > first + counts.length) {
      int newFirst = Math.min(from, first);
      int newEnd = Math.max(to, first + counts.length);
      long[] wider = new long[newEnd - newFirst];
      System.arraycopy(counts, 0, wider, first - newFirst, counts.length);
      counts = wider;
      first = newFirst;
    }
  }

  /** Shows every bucket that was hit, the shortest times first. */
  public void forEach(BucketVisitor visitor) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        visitor.visit(first + i, counts[i]);
      }
    }
  }

  /** How many times were counted. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** Whether nothing is counted. */
  public boolean isZero() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
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
    long seen = 0;
    int place = -1;
    while (seen < rank && place < counts.length - 1) {
      seen += counts[++place];
    }
    return middle(first + place);
  }

  /** The value from which neither end of the bucket is further away than from the other. */
  private static Duration middle(int bucket) {
    return bucket == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (2 * StrictMath.pow(GROWTH, bucket) / (GROWTH + 1)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Latencies latencies)) {
      return false;
    }
    Latencies difference = new Latencies();
    difference.add(this, 1);
    difference.add(latencies, -1);
    return difference.isZero();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("latencies");
    forEach((bucket, hits) -> text.append(' ').append(bucket).append(':').append(hits));
    return text.toString();
  }
}
