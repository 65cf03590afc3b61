package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void percentile_isWithinTwoPercentOfNearestRank() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      long[] nanos = new long[1 + random.nextInt(300)];
      Latencies latencies = new Latencies();
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = (long) Math.exp(random.nextDouble() * 43.6);
        latencies.add(Duration.ofNanos(nanos[i]));
      }
      Arrays.sort(nanos);
      for (double share : new double[] {0, 0.5, 0.9, 0.95, 0.99, 1}) {
        long exact = nanos[Math.max(1, (int) Math.ceil(share * nanos.length)) - 1];
        long found = latencies.percentile(share).toNanos();
        assertTrue(Math.abs(found - exact) <= exact * 0.02 + 1, exact + " and " + found);
      }
    }
  }

  @Test
  void percentile_ofNothing_isNull() {
    assertNull(new Latencies().percentile(0.5));
  }

  @Test
  void add_fromNothingToLongest_isCounted() {
    Latencies latencies = new Latencies();
    latencies.add(Duration.ZERO);
    assertEquals(Duration.ZERO, latencies.percentile(1));
    latencies.add(Duration.ofSeconds(Long.MAX_VALUE));
    latencies.add(Duration.ofNanos(Long.MAX_VALUE));
    assertEquals(3, latencies.count());
    assertTrue(latencies.percentile(1).toDays() > 100_000);
  }

  @Test
  void add_takenBack_isEqualToBefore() {
    Latencies before = new Latencies();
    before.add(Duration.ofSeconds(2));
    Latencies after = new Latencies();
    after.add(before, 1);
    after.add(Duration.ofMillis(1));
    after.add(Duration.ofHours(1));
    assertNotEquals(before, after);
    Latencies back = new Latencies();
    back.add(Duration.ofMillis(1));
    back.add(Duration.ofHours(1));
    after.add(back, -1);
    assertEquals(before, after);
    assertEquals(before.hashCode(), after.hashCode());
    after.add(before, -1);
    assertTrue(after.isZero());
  }

  @Test
  void add_bucketThatIsNone_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Latencies().add(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Latencies().add(10_000, 1));
  }
}
