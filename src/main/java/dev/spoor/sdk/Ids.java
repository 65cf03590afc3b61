package dev.spoor.sdk;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** New ids: quick, and apart from those of other processes. */
final class Ids {
  private static final Pattern TRACEPARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  private final long processHigh;
  private final long processLow;

  Ids() {
    SecureRandom random = new SecureRandom();
    processHigh = random.nextLong();
    processLow = random.nextLong();
  }

  /** Sixteen bytes in hex, never all zero. */
  String traceId() {
    return HexFormat.of().toHexDigits(different(processHigh)) + spanId();
  }

  /** Eight bytes in hex, never all zero. */
  String spanId() {
    return HexFormat.of().toHexDigits(different(processLow));
  }

  private static long different(long process) {
    long id = ThreadLocalRandom.current().nextLong() ^ process;
    return id == 0 ? 1 : id;
  }

  /** The place that a W3C {@code traceparent} names; empty for a malformed one. */
  static Optional<Place> place(@Nullable String traceparent) {
    Matcher parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent.strip());
    if (!parts.matches() || isZero(parts.group(1)) || isZero(parts.group(2))) {
      return Optional.empty();
    }
    return Optional.of(new Place(parts.group(1), parts.group(2)));
  }

  private static boolean isZero(String hex) {
    return hex.chars().allMatch(digit -> digit == '0');
  }

  /** A span of a trace. */
  record Place(String traceId, String spanId) {
    String traceparent() {
      return "00-" + traceId + "-" + spanId + "-01";
    }
  }
}
