package dev.spoor.viewer;

import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same way as {@code format.js} writes them. */
final class Figures {
  private static final long NANOS_A_DOLLAR = 1_000_000_000;
  private static final long LEAST_SHOWN_NANOS = 50_000;

  private Figures() {}

  /** {@code 40 ms}, {@code 5.5 s}, {@code 1 m 52 s}, {@code 2 h 04 m}. */
  static String duration(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 1) {
      BigDecimal shown = BigDecimal.valueOf(millis).setScale(2, RoundingMode.HALF_UP);
      return shown.signum() == 0 ? "0 ms" : shown.stripTrailingZeros().toPlainString() + " ms";
    } else if (millis < 999.5) {
      return Math.round(millis) + " ms";
    } else if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    } else if (millis < 3_599_500) {
      long seconds = Math.round(millis / 1000);
      return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
    }
    long minutes = Math.round(millis / 60_000);
    return String.format(Locale.ROOT, "%,d h %02d m", minutes / 60, minutes % 60);
  }

  /** Four decimals, two from a dollar on; less than can be shown says so. */
  static String money(Usd amount) {
    if (amount.nanos() > 0 && amount.nanos() < LEAST_SHOWN_NANOS) {
      return "<$0.0001";
    }
    int decimals = amount.nanos() >= NANOS_A_DOLLAR ? 2 : 4;
    return "$"
        + String.format(
            Locale.ROOT,
            "%,." + decimals + "f",
            amount.dollars().setScale(decimals, RoundingMode.HALF_UP));
  }

  /** {@code 44,275}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 850}, {@code 31.2k}, {@code 1.2M}. */
  static String shortCount(long number) {
    if (number < 1_000) {
      return Long.toString(number);
    } else if (number < 99_950) {
      return String.format(Locale.ROOT, "%.1fk", number / 1e3);
    } else if (number < 999_500) {
      return Math.round(number / 1e3) + "k";
    }
    return number < 999_950_000
        ? String.format(Locale.ROOT, "%.1fM", number / 1e6)
        : String.format(Locale.ROOT, "%.1fG", number / 1e9);
  }
}
