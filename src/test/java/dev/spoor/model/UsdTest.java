package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsdTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0021, 2100000",
    "1, 1000000000",
    "1000000000, 1000000000000000000",
    "1E9, 1000000000000000000",
    "0.000000001, 1",
    "0.0000000005, 1",
    "0.00000000049999999, 0",
    "0.0000000014999, 1",
    "1E-1000000000, 0",
    "0E+1000000000, 0",
    "0E-1000000000, 0",
  })
  void of_countsNanos(BigDecimal dollars, long nanos) {
    assertEquals(new Usd(nanos), Usd.of(dollars));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "-1E-1000000000", "1000000000.01", "1E1000000000"})
  void of_refusesWhatIsNoAmount(String dollars) {
    BadInput mistake = assertThrows(BadInput.class, () -> Usd.of(new BigDecimal(dollars)));

    assertEquals("cost_usd", mistake.field());
  }

  @Test
  void constructor_refusesNegative() {
    assertThrows(BadInput.class, () -> new Usd(-1));
  }

  @Test
  void dollars_haveNoTrailingZeros() {
    assertEquals("0.0021", new Usd(2_100_000).dollars().toPlainString());
    assertEquals("0", Usd.ZERO.dollars().toPlainString());
    assertEquals("1000000000", Usd.of(BigDecimal.valueOf(1_000_000_000)).dollars().toString());
    assertEquals("$20", Usd.of(BigDecimal.valueOf(20)).toString());
    assertEquals("$0.000000001", new Usd(1).toString());
  }

  @Test
  void plus_isExactAndStopsAtTheLargest() {
    assertEquals(new Usd(3), new Usd(1).plus(new Usd(2)));
    assertEquals(new Usd(Long.MAX_VALUE), new Usd(Long.MAX_VALUE).plus(new Usd(1)));
    assertEquals(new Usd(Long.MAX_VALUE), new Usd(Long.MAX_VALUE).plus(new Usd(Long.MAX_VALUE)));
  }

  @Test
  void compareTo_isByAmount() {
    assertTrue(new Usd(1).compareTo(new Usd(2)) < 0);
  }
}
