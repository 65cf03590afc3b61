package dev.spoor.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Usd;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people read them. */
class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "1000, 0 ms",
    "400000, 0.4 ms",
    "40000000, 40 ms",
    "999499999, 999 ms",
    "999500000, 1.0 s",
    "5500000000, 5.5 s",
    "59949999999, 59.9 s",
    "59950000000, 1 m 00 s",
    "112400000000, 1 m 52 s",
    "3599499999999, 59 m 59 s",
    "3599500000000, 1 h 00 m",
    "7440000000000, 2 h 04 m",
  })
  void duration_isShort(long nanos, String shown) {
    assertEquals(shown, Figures.duration(Duration.ofNanos(nanos)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | $0.0000",
        "49999 | <$0.0001",
        "50000 | $0.0001",
        "13249999 | $0.0132",
        "999999999 | $1.0000",
        "1000000000 | $1.00",
        "1234567890000 | $1,234.57",
      })
  void money_neverLooksFree(long nanos, String shown) {
    assertEquals(shown, Figures.money(new Usd(nanos)));
  }

  @ParameterizedTest
  @CsvSource({
    "850, 850",
    "31150, 31.2k",
    "99949, 99.9k",
    "99950, 100k",
    "999499, 999k",
    "999500, 1.0M",
    "1200000, 1.2M",
    "2500000000, 2.5G",
  })
  void count_isShort(long number, String shown) {
    assertEquals(shown, Figures.shortCount(number));
  }
}
