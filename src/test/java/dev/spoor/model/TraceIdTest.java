package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceIdTest {
  private static final String W3C = "0af7651916cd43dd8448eb211c80319c";

  @ParameterizedTest
  @CsvSource({
    // 00001 01011 11011 10110 01010 00110 01000 10110 11001 10101 = 1 b v p a 6 8 p s n
    W3C + ", run_1bvpa68psn",
    "00000000000000000000000000000001, run_0000000000",
    "ffffffffffffffffffffffffffffffff, run_zzzzzzzzzz",
    // The 50th bit is the last that shows: 13 hex digits are 52 bits.
    "00000000000040000000000000000000, run_0000000001",
    "00000000000030000000000000000000, run_0000000000",
    // 10000 10001 10010 10011 10100 10101 10110 10111 11000 11001 = g h j k m n p q r s
    "84653a56d7c640000000000000000000, run_ghjkmnpqrs",
    // 11010 11011 11100 11101 11110 11111 01010 01011 01100 01101 = t v w x y z a b c d
    "d6f9df7d4b6340000000000000000000, run_tvwxyzabcd",
  })
  void runId_isTheFirstFiftyBitsInCrockfordBase32(String hex, String runId) {
    assertEquals(runId, new TraceId(hex).runId());
  }

  @Test
  void hexRange_ofWholeRunId_holdsItsIdAndNoNeighbour() {
    TraceId.Range range = TraceId.hexRange("run_1bvpa68psn");

    assertEquals("0af7651916cd40000000000000000000", range.low());
    assertEquals("0af7651916cd7fffffffffffffffffff", range.high());
    assertTrue(range.low().compareTo(W3C) <= 0 && W3C.compareTo(range.high()) <= 0);
  }

  @Test
  void hexRange_ofOneDigit_isOneThirtySecondOfAllIds() {
    assertEquals(
        new TraceId.Range("08000000000000000000000000000000", "0fffffffffffffffffffffffffffffff"),
        TraceId.hexRange("run_1"));
    assertEquals(
        new TraceId.Range("f8000000000000000000000000000000", "ffffffffffffffffffffffffffffffff"),
        TraceId.hexRange("run_z"));
  }

  @Test
  void hexRange_ofEveryPrefixOfARunId_holdsTheId() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      TraceId traceId = TraceId.of(bytes);
      for (int length = 5; length <= 14; length++) {
        TraceId.Range range = TraceId.hexRange(traceId.runId().substring(0, length));
        assertTrue(range.low().compareTo(traceId.hex()) <= 0);
        assertTrue(range.high().compareTo(traceId.hex()) >= 0);
      }
    }
  }

  @Test
  void isRunIdPrefix_knowsTheAlphabetAndTheLength() {
    assertTrue(TraceId.isRunIdPrefix("run_1"));
    assertTrue(TraceId.isRunIdPrefix("run_1bvpa68psn"));
    assertFalse(TraceId.isRunIdPrefix("run_"));
    assertFalse(TraceId.isRunIdPrefix("run_1bvpa68psn0"));
    assertFalse(TraceId.isRunIdPrefix("run_I"));
    for (String left : new String[] {"i", "l", "o", "u", "A"}) {
      assertFalse(TraceId.isRunIdPrefix("run_" + left), left);
    }
  }

  @Test
  void derived_isTheFirstSixteenBytesOfSha256() {
    // printf 'claude-code\nsession-1\nprompt-1' | sha256sum
    assertEquals(
        new TraceId("27764319e693dcb5ed3991271bc1cae8"),
        TraceId.derived("claude-code", "session-1", "prompt-1"));
    // printf 'atif\nsession-1\n' | sha256sum
    assertEquals(
        new TraceId("fb62553e4a149bb079534a46cc4b7251"),
        TraceId.derived("atif", "session-1", null));
  }

  @Test
  void derived_ofDifferentTurns_differs() {
    assertNotEquals(TraceId.derived("a", "b", "c"), TraceId.derived("a", "b", "d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000000000000000000000000000000",
        "1AF7651916CD43DD8448EB211C80319C",
        "1af7651916cd43dd8448eb211c80319",
        "1af7651916cd43dd8448eb211c80319cc",
        "1af7651916cd43dd8448eb211c80319g",
        "1af7651916cd43dd8448eb211c80319c\n"
      })
  void constructor_refusesWhatIsNoId(String text) {
    BadInput mistake = assertThrows(BadInput.class, () -> new TraceId(text));

    assertEquals("trace_id", mistake.field());
    assertTrue(text.isEmpty() || !mistake.getMessage().contains(text));
  }

  @Test
  void parse_takesAnyCaseAndNothingElse() {
    assertEquals(Optional.of(new TraceId(W3C)), TraceId.parse("0AF7651916CD43DD8448EB211C80319C"));
    assertEquals(Optional.empty(), TraceId.parse("0".repeat(32)));
    assertEquals(Optional.empty(), TraceId.parse("run_1bvpa68psn"));
    assertEquals(Optional.empty(), TraceId.parse(" " + W3C));
  }

  @Test
  void bytes_areThereAndBack() {
    byte[] bytes = new TraceId(W3C).bytes();

    assertEquals(16, bytes.length);
    assertEquals(0x0a, bytes[0]);
    assertEquals(new TraceId(W3C), TraceId.of(bytes));
    assertArrayEquals(bytes, TraceId.of(bytes).bytes());
  }
}
