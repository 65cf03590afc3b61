package dev.spoor.mcp;

import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** Keeps an answer below what clients cut off (contract, section 2). */
final class AnswerSize {
  /** Bytes of one answer, everything included. */
  static final int MOST_BYTES = 20_000;

  /** For the message around it, and for warnings that are added when it is cut to size. */
  private static final int RESERVED_BYTES = 3_500;

  private static final int LONGEST_LABEL = 120;

  private AnswerSize() {}

  /**
   * The largest answer that fits.
   *
   * @param most how much of something to try first
   * @param answer the answer with that much of it; with 0 of it, it must fit
   */
  static ToolResult largest(int most, IntFunction<ToolResult> answer) {
    int amount = most;
    ToolResult result = answer.apply(amount);
    while (amount > 0 && !fits(result)) {
      amount -= Math.max(1, amount / 6);
      result = answer.apply(amount);
    }
    return result;
  }

  private static boolean fits(ToolResult result) {
    return bytes(result.json()) <= MOST_BYTES - RESERVED_BYTES;
  }

  private static int bytes(JsonValue value) {
    return value.write().getBytes(StandardCharsets.UTF_8).length;
  }

  /** A name or another label, on one line and short. */
  static String label(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    if (line.length() <= LONGEST_LABEL) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST_LABEL - 1)) ? 1 : 0;
    return line.substring(0, LONGEST_LABEL - end) + "...";
  }
}
