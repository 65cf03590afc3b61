package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunLineTest {
  @Test
  void duration_isShort() {
    assertEquals("0 ms", RunLine.duration(Duration.ZERO));
    assertEquals("0.85 ms", RunLine.duration(Duration.ofNanos(850_000)));
    assertEquals("850 ms", RunLine.duration(Duration.ofMillis(850)));
    assertEquals("1.25 s", RunLine.duration(Duration.ofMillis(1_250)));
    assertEquals("12.3 s", RunLine.duration(Duration.ofNanos(12_345_678_901L)));
    assertEquals("7200 s", RunLine.duration(Duration.ofHours(2)));
  }

  @Test
  void cost_saysWhatIsNotKnown() {
    Usd cost = Usd.of(new BigDecimal("0.0123"));
    assertEquals("", RunLine.cost(null, null));
    assertEquals(", cost unknown", RunLine.cost(null, CostStatus.UNPRICED));
    assertEquals(", $0.0123", RunLine.cost(cost, CostStatus.COMPUTED));
    assertEquals(", at least $0.0123", RunLine.cost(cost, CostStatus.PARTIAL));
  }
}
