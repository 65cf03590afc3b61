package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.ToolResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerSizeTest {
  private static ToolResult answer(String unit, int amount) {
    return ToolResult.of(JsonObject.builder().put("text", unit.repeat(amount)).build(), "short");
  }

  @Test
  void largest_whatFits_isGivenWhole() {
    assertEquals(answer("x", 1_000), AnswerSize.largest(1_000, n -> answer("x", n)));
  }

  @Test
  void largest_whatDoesNotFit_isCutToWhatDoes() {
    for (String unit : new String[] {"x", "\u20ac", "\u0001", "\ud83d"}) {
      ToolResult cut = AnswerSize.largest(1_000_000, n -> answer(unit, n));
      int bytes = cut.structured().write().getBytes(StandardCharsets.UTF_8).length;
      assertTrue(bytes < AnswerSize.MOST_BYTES && bytes > AnswerSize.MOST_BYTES / 2, unit + bytes);
    }
  }

  @Test
  void label_longOrOfManyLines_isShortAndOnOneLine() {
    assertEquals("a b c", AnswerSize.label(" a\n\tb\u2028c\u202e "));
    assertEquals("x".repeat(120) + "...", AnswerSize.label("x".repeat(121)));
    assertEquals("x".repeat(119) + "...", AnswerSize.label("x".repeat(119) + "\ud83d\ude00"));
  }
}
