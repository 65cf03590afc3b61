package dev.spoor.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * A JSON number, kept as it was written so that no digit is lost.
 *
 * @param literal a number by RFC 8259, section 6
 */
public record JsonNumber(String literal) implements JsonValue {
  private static final int LONGEST_LONG = 19;

  /** A whole number. */
  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /** A decimal number, written plain unless its exponent is large. */
  public static JsonNumber of(BigDecimal value) {
    return new JsonNumber(
        Math.abs((long) value.scale()) <= 64 ? value.toPlainString() : value.toString());
  }

  /** The exact value, never expanded: {@code 1E1000000000} stays one digit and an exponent. */
  public BigDecimal decimal() {
    return new BigDecimal(literal);
  }

  /**
   * The value as a long when it is whole and fits, also when written {@code 1.0} or {@code 1e3};
   * empty otherwise.
   */
  public OptionalLong whole() {
    BigDecimal value = decimal();
    if (value.signum() == 0) {
      return OptionalLong.of(0);
    }
    // Bounded before it is scaled: neither 1e999999999 nor 1e-999999999 must grow its digits.
    long wholeDigits = value.precision() - (long) value.scale();
    if (wholeDigits < 1 || wholeDigits > LONGEST_LONG) {
      return OptionalLong.empty();
    }
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    return whole.compareTo(value) == 0 && whole.unscaledValue().bitLength() < Long.SIZE
        ? OptionalLong.of(whole.longValue())
        : OptionalLong.empty();
  }

  @Override
  public String shape() {
    return literal.length() <= 20
        ? "the number " + literal
        : "a number of " + literal.length() + " characters";
  }
}
