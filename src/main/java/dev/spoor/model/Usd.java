package dev.spoor.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money, exact.
 *
 * @param nanos billionths of a US dollar, not negative
 */
public record Usd(long nanos) implements Comparable<Usd> {
  /** Nothing to pay; not the same as an unknown price, which is no {@code Usd} at all. */
  public static final Usd ZERO = new Usd(0);

  private static final int NANO_DIGITS = 9;
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal HALF_A_NANO = BigDecimal.valueOf(5, NANO_DIGITS + 1);

  public Usd {
    if (nanos < 0) {
      throw BadInput.of("cost_usd", "must not be negative").example("\"cost_usd\": 0.0123");
    }
  }

  /** Dollars as a decimal number; digits below a nano-dollar are rounded half up. */
  public static Usd of(BigDecimal dollars) {
    // Compared before it is scaled: a literal like 1e999999999 must not be expanded to its digits.
    if (dollars.signum() < 0 || dollars.compareTo(MOST_DOLLARS) > 0) {
      throw BadInput.of("cost_usd", "must be from 0 to " + MOST_DOLLARS + " US dollars")
          .example("\"cost_usd\": 0.0123");
    }
    return dollars.compareTo(HALF_A_NANO) < 0
        ? ZERO
        : new Usd(
            dollars.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** The sum; some nine billion dollars, which is all a long can hold, when it would be more. */
  public Usd plus(Usd other) {
    long sum = nanos + other.nanos;
    return new Usd(sum < 0 ? Long.MAX_VALUE : sum);
  }

  /** Dollars without trailing zeros, for example {@code 0.0021}. */
  public BigDecimal dollars() {
    BigDecimal plain = BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(nanos, other.nanos);
  }

  @Override
  public String toString() {
    return "$" + dollars().toPlainString();
  }
}
