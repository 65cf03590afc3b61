package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + SPAN + "-01",
        " 00-" + TRACE + "-" + SPAN + "-00 ",
        "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-brings"
      })
  void parse_wellFormed_isRead(String header) {
    Traceparent read = Traceparent.parse(header).orElseThrow();
    assertEquals(TRACE, read.traceId().hex());
    assertEquals(SPAN, read.spanId().hex());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00_" + TRACE + "-" + SPAN + "-01"
      })
  void parse_malformed_isAsIfThereWereNone(String header) {
    assertTrue(Traceparent.parse(header).isEmpty());
  }

  @Test
  void parse_hugeText_ends() {
    assertTrue(Traceparent.parse("0".repeat(1_000_000)).isEmpty());
  }
}
