package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonEscapeTest {
  private static String escaped(String text) {
    return new String(JsonEscape.of(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void text_isWhatStandsInsideAJsonString() {
    assertEquals(
        "a\\\"b\\\\c\\n\\t\\r\\b\\f\\u0000\\u001b[0m é 日 😀",
        escaped("a\"b\\c\n\t\r\b\f\0\u001b[0m é 日 😀"));
  }
}
