package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.SpanId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedTest {
  private static final SpanId SPAN = SpanId.of(1);

  @Test
  void of_shortText_isWhole() {
    Untrusted whole = Untrusted.of(SPAN, "caf\u00e9", 0, 100);
    assertFalse(whole.cut());
    assertEquals(
        "{\"untrusted_content\":{\"source_span\":\"0000000000000001\",\"bytes\":5,\"text\":\"caf\u00e9\"}}",
        whole.json().write());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 100})
  void of_pieceByPiece_isTheWholeAgain(int most) {
    String text = "a\u00e9\u20ac\ud83d\ude00b\ud83dc\u0000\ude00".repeat(9);
    StringBuilder read = new StringBuilder();
    Untrusted piece = Untrusted.of(SPAN, text, 0, most);
    read.append(piece.text());
    while (piece.cut()) {
      assertTrue(piece.rest("input").endsWith("offset " + piece.end()), piece.rest("input"));
      piece = Untrusted.of(SPAN, text, piece.end(), most);
      read.append(piece.text());
    }
    assertEquals(text, read.toString());
  }

  @Test
  void of_offsetBeyondTheEnd_isEmpty() {
    Untrusted piece = Untrusted.of(null, "abc", 10, 5);
    assertEquals("", piece.text());
    assertFalse(piece.cut());
    assertEquals(
        "{\"untrusted_content\":{\"bytes\":3,\"offset\":3,\"text\":\"\"}}", piece.json().write());
  }
}
