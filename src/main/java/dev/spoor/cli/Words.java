package dev.spoor.cli;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
final class Words {
  private Words() {}

  /** For example {@code 320 ms}, {@code 4.2 s}, {@code 3 m 12 s}; a dash when there is none. */
  static String of(@Nullable Duration duration) {
    if (duration == null) {
      return "-";
    }
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    } else if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    } else if (millis < 3_600_000) {
      return duration.toMinutes() + " m " + duration.toSecondsPart() + " s";
    }
    return duration.toHours() + " h " + duration.toMinutesPart() + " m";
  }

  /**
   * For example {@code $0.0213}, {@code at least $0.02}, {@code unpriced}; a dash when nothing was
   * billed.
   */
  static String of(@Nullable Usd cost, @Nullable CostStatus status) {
    if (status == null && cost == null) {
      return "-";
    } else if (cost == null) {
      return "unpriced";
    }
    return (status == CostStatus.PARTIAL ? "at least " : "") + of(cost);
  }

  /** Four significant digits below a dollar, cents above. */
  static String of(Usd cost) {
    BigDecimal dollars = cost.dollars();
    if (dollars.signum() == 0) {
      return "$0";
    }
    int digits = dollars.precision() - dollars.scale();
    BigDecimal rounded =
        dollars
            .setScale(digits > 0 ? 2 : Math.min(9, 4 - digits), RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return "$" + (rounded.scale() < 2 ? rounded.setScale(2) : rounded).toPlainString();
  }

  /** For example {@code 512 B}, {@code 4.2 KB}, {@code 1.3 GB}; a kilobyte has 1,000 bytes. */
  static String ofBytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= 999.95 && unit < 3) {
      amount /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", amount, "KMGT".charAt(unit));
  }

  /** For example {@code 186,066 tokens}. */
  static String of(Usage usage) {
    return String.format(Locale.ROOT, "%,d tokens", usage.totalTokens());
  }
}
