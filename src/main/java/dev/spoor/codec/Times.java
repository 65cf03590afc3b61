package dev.spoor.codec;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Points in time and lengths of time as JSON has them: RFC 3339 and decimal milliseconds. */
public final class Times {
  /** The latest time whose nanoseconds since 1970 fit into a long. */
  public static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
  private static final int LONGEST = "2026-04-01T13:58:39.123456789+02:00".length();
  private static final int NANO_DIGITS_OF_A_MILLISECOND = 6;
  private static final BigDecimal HALF_A_NANO = new BigDecimal("0.0000005");

  private Times() {}

  /**
   * Reads a time by RFC 3339 with its offset and up to nanoseconds; empty when the text is none.
   * The range is not checked.
   */
  public static Optional<Instant> parse(String text) {
    String upper = text.length() > LONGEST ? "" : text.toUpperCase(Locale.ROOT).replace(' ', 'T');
    if (!RFC_3339.matcher(upper).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(upper).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a time is from 1970 to {@link #LATEST}. */
  public static boolean inRange(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
  }

  /** RFC 3339 in UTC with as many digits as the time has, up to nanoseconds. */
  public static JsonString json(Instant time) {
    return new JsonString(time.toString());
  }

  /** Decimal milliseconds without trailing zeros. */
  public static JsonNumber json(Duration duration) {
    return JsonNumber.of(
        BigDecimal.valueOf(duration.toNanos(), NANO_DIGITS_OF_A_MILLISECOND).stripTrailingZeros());
  }

  /**
   * The duration of so many milliseconds; digits below a nanosecond are rounded half up.
   *
   * @param milliseconds from 0 to {@link Limits#DURATION}
   */
  static Duration ofMilliseconds(BigDecimal milliseconds) {
    // Compared before it is scaled: 1e-999999999 must not be expanded to its digits.
    return milliseconds.compareTo(HALF_A_NANO) < 0
        ? Duration.ZERO
        : Duration.ofNanos(
            milliseconds
                .movePointRight(NANO_DIGITS_OF_A_MILLISECOND)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
  }
}
