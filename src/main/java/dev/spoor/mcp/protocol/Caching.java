package dev.spoor.mcp.protocol;

import java.time.Duration;

/**
 * How long an answer holds (2026-07-28; the older era says nothing of it).
 *
 * @param timeToLive not negative
 * @param shared whether it is the same for every caller, and may be kept by what lies between
 */
public record Caching(Duration timeToLive, boolean shared) {
  /** Not to be kept. */
  public static final Caching NONE = new Caching(Duration.ZERO, false);

  public Caching {
    if (timeToLive.isNegative()) {
      throw new IllegalArgumentException("negative");
    }
  }
}
