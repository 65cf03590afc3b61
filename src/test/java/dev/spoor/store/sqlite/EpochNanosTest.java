package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochNanosTest {
  private static final Instant FIRST = Instant.parse("1677-09-21T00:12:43.145224192Z");
  private static final Instant LAST = Instant.parse("2262-04-11T23:47:16.854775807Z");

  @Test
  void of_isExactToTheEnds() {
    assertEquals(Long.MIN_VALUE, EpochNanos.of(FIRST));
    assertEquals(-1, EpochNanos.of(Instant.EPOCH.minusNanos(1)));
    assertEquals(0, EpochNanos.of(Instant.EPOCH));
    assertEquals(Long.MAX_VALUE, EpochNanos.of(LAST));
  }

  @Test
  void instant_isInverse() {
    for (Instant time : List.of(FIRST, Instant.EPOCH.minusNanos(1), Instant.EPOCH, LAST)) {
      assertEquals(time, EpochNanos.instant(EpochNanos.of(time)));
    }
  }

  @Test
  void of_neverOverflows() {
    for (Instant time : List.of(Instant.MIN, FIRST.minusNanos(1), LAST.plusNanos(1), Instant.MAX)) {
      BadInput mistake = assertThrows(BadInput.class, () -> EpochNanos.of(time));
      assertTrue(mistake.getMessage().contains("1678"), mistake.getMessage());
    }
  }

  @Test
  void nearest_staysInReach() {
    assertEquals(Long.MIN_VALUE, EpochNanos.nearest(Instant.MIN));
    assertEquals(Long.MIN_VALUE, EpochNanos.nearest(FIRST.minusNanos(1)));
    assertEquals(Long.MAX_VALUE, EpochNanos.nearest(LAST.plusNanos(1)));
    assertEquals(7, EpochNanos.nearest(Instant.EPOCH.plusNanos(7)));
  }

  @Test
  void durations_neverOverflow() {
    assertEquals(-1, EpochNanos.of(Duration.ofNanos(-1)));
    assertEquals(Long.MAX_VALUE, EpochNanos.of(Duration.ofNanos(Long.MAX_VALUE)));
    assertThrows(BadInput.class, () -> EpochNanos.of(Duration.ofSeconds(Long.MAX_VALUE)));
  }
}
