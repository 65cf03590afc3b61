package dev.spoor.forward;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often somebody looks and asks.
 *
 * @param look between two looks into the store
 * @param firstPause after the first request that failed; it doubles with each further one
 * @param longestPause what it grows to
 */
public record Pace(Duration look, Duration firstPause, Duration longestPause) {
  /** For receivers elsewhere. */
  public static final Pace STEADY =
      new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1));

  /** A receiver that asks for more is asked earlier all the same. */
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private static final int MOST_DOUBLINGS = 20;

  /**
   * How long to wait after a request that failed: three quarters to five quarters of what the
   * number of failures gives, so that many senders do not come at once.
   *
   * @param failures in a row, from 1
   * @param asked what the receiver asks for at least
   */
  Duration pause(int failures, Duration asked, RandomGenerator random) {
    Duration grown = firstPause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration bounded = grown.compareTo(longestPause) < 0 ? grown : longestPause;
    Duration own = Duration.ofNanos((long) (bounded.toNanos() * random.nextDouble(0.75, 1.25)));
    Duration honoured = asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    return honoured.compareTo(own) > 0 ? honoured : own;
  }
}
