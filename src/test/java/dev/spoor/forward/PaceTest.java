package dev.spoor.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 8", "7, 60", "1000, 60"})
  void pause_doublesUpToAMinute_andIsSpread(int failures, long seconds) {
    Random random = new Random(failures);
    for (int i = 0; i < 100; i++) {
      double millis = Pace.STEADY.pause(failures, Duration.ZERO, random).toMillis();
      assertTrue(millis >= 749 * seconds && millis <= 1_251 * seconds, "" + millis);
    }
  }

  @Test
  void pauseThatIsAskedFor_isKept_upToAnHour() {
    Random random = new Random(1);
    Duration asked = Duration.ofMinutes(7);
    assertEquals(asked, Pace.STEADY.pause(1, asked, random));
    assertEquals(Duration.ofHours(1), Pace.STEADY.pause(1, Duration.ofDays(9), random));
  }
}
