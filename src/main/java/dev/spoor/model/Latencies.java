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
  private static final int BUCKETS_A_SHELF = 32;
  private static final long[] EMPTY = {};

  /**
   * How often each bucket was hit. Times that are alike hit buckets side by side, so buckets are
   * counted by shelves, and those of which none was hit are empty.
   */
  private final long[][] shelves = shelves();

  /** The longest time in each bucket, in nanoseconds, always the same on every machine. */
  private static long[] upperBounds() {
    int buckets = (int) Math.ceil(StrictMath.log(Long.MAX_VALUE) / StrictMath.log(GROWTH)) + 1;
    long[] bounds = new long[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      bounds[bucket] = (long) StrictMath.pow(GROWTH, bucket);
    }
    return bounds;
  }

  private static long[][] shelves() {
    long[][] shelves = new long[UPPER_BOUNDS.length / BUCKETS_A_SHELF + 1][];
    Arrays.fill(shelves, EMPTY);
    return shelves;
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
    shelf(bucket / BUCKETS_A_SHELF)[bucket % BUCKETS_A_SHELF] += count;
  }

  /** Adds the counts of another one; or takes them back, when {@code sign} is -1. */
  public void add(Latencies other, int sign) {
    for (int place = 0; place < shelves.length; place++) {
      long[] from = other.shelves[place];
      if (from.length > 0) {
        long[] to = shelf(place);
        for (int i = 0; i < BUCKETS_A_SHELF; i++) {
          to[i] += sign * from[i];
        }
      }
    }
  }

  private long[] shelf(int place) {
    if (shelves[place].length == 0) {
      shelves[place] = new long[BUCKETS_A_SHELF];
    }
    return shelves[place];
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
    for (int place = 0; place < shelves.length; place++) {
      long[] shelf = shelves[place];
      for (int i = 0; i < shelf.length; i++) {
        if (shelf[i] != 0) {
          visitor.visit(place * BUCKETS_A_SHELF + i, shelf[i]);
        }
      }
    }
  }

  /** How many times were counted. */
  public long count() {
    return Arrays.stream(shelves).flatMapToLong(Arrays::stream).sum();
  }

  /** Whether nothing is counted. */
  public boolean isZero() {
    for (long[] shelf : shelves) {
      for (long count : shelf) {
        if (count != 0) {
          return false;
        }
      }
    }
    return true;
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
    long left = Math.max(1, (long) Math.ceil(share * count));
    for (int place = 0; place < shelves.length; place++) {
      long[] shelf = shelves[place];
      for (int i = 0; i < shelf.length; i++) {
        left -= shelf[i];
        if (left <= 0) {
          return middle(place * BUCKETS_A_SHELF + i);
        }
      }
    }
    throw new IllegalStateException("fewer were counted than there are");
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
