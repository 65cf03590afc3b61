package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-04-01T13:58:39Z, 2026-04-01T13:58:39Z",
    "2026-04-01t13:58:39z, 2026-04-01T13:58:39Z",
    "2026-04-01 13:58:39Z, 2026-04-01T13:58:39Z",
    "2026-04-01T13:58:39.123456789Z, 2026-04-01T13:58:39.123456789Z",
    "2026-04-01T13:58:39.1+02:00, 2026-04-01T11:58:39.100Z",
    "2026-04-01T13:58:39-05:30, 2026-04-01T19:28:39Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z"
  })
  void parse_takesEveryRfc3339Time(String text, String utc) {
    assertEquals(Optional.of(Instant.parse(utc)), Times.parse(text));
    assertEquals(utc, Times.json(Instant.parse(utc)).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-04-01",
        "2026-04-01T13:58Z",
        "2026-04-01T13:58:39",
        "2026-13-01T13:58:39Z",
        "2026-04-31T13:58:39Z",
        "2026-04-01T24:00:01Z",
        "2026-04-01T13:58:39.1234567891Z",
        "2026-04-01T13:58:39+25:00",
        "2026-04-01T13:58:39.Z",
        " 2026-04-01T13:58:39Z",
        "2026-04-01T13:58:39Z\n"
      })
  void parse_refusesEverythingElse(String text) {
    assertEquals(Optional.empty(), Times.parse(text));
  }

  @Test
  void inRange_endsWithTheNanoseconds() {
    assertTrue(Times.inRange(Instant.EPOCH));
    assertFalse(Times.inRange(Instant.EPOCH.minusNanos(1)));
    assertTrue(Times.inRange(Times.LATEST));
    assertFalse(Times.inRange(Times.LATEST.plusNanos(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1250.5, 1250500000, 1250.5",
    "1e3, 1000000000, 1000",
    "0.000001, 1, 0.000001",
    "0.0000004, 0, 0",
    "0.0000005, 1, 0.000001",
    "1e-1000000000, 0, 0",
    "315619200000, 315619200000000000, 315619200000"
  })
  void milliseconds_areExactToTheNanosecond(String sent, long nanos, String written) {
    Duration duration = Times.ofMilliseconds(new BigDecimal(sent));

    assertEquals(nanos, duration.toNanos());
    assertEquals(written, Times.json(duration).literal());
  }
}
