package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanIdTest {
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE})
  void of_isTheInverseOfBits(long bits) {
    assertEquals(bits, SpanId.of(bits).bits());
  }

  @Test
  void of_writesBigEndian() {
    assertEquals(new SpanId("0000000000000001"), SpanId.of(1));
    assertEquals(new SpanId("ffffffffffffffff"), SpanId.of(-1));
    assertEquals(new SpanId("b7ad6b7169203331"), SpanId.of(0xb7ad6b7169203331L));
  }

  @Test
  void of_zeroIsRefused() {
    assertEquals("span_id", assertThrows(BadInput.class, () -> SpanId.of(0)).field());
  }

  @Test
  void derived_isTheFirstEightBytesOfSha256() {
    // printf '0af7651916cd43dd8448eb211c80319c\nroot' | sha256sum
    assertEquals(new SpanId("16d662ca8f268929"), SpanId.derived(TRACE, "root"));
    assertNotEquals(SpanId.derived(TRACE, "root"), SpanId.derived(TRACE, "toolu_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000000000000000", "B7AD6B7169203331", "b7ad6b716920333", "label"})
  void constructor_refusesWhatIsNoId(String text) {
    assertEquals("span_id", assertThrows(BadInput.class, () -> new SpanId(text)).field());
  }

  @Test
  void parse_takesAnyCaseAndNothingElse() {
    assertEquals(Optional.of(new SpanId("b7ad6b7169203331")), SpanId.parse("B7AD6B7169203331"));
    assertEquals(Optional.empty(), SpanId.parse("0000000000000000"));
    assertEquals(Optional.empty(), SpanId.parse("b7ad6b71692033310"));
  }
}
