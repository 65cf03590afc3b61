package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Wtf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\0",
        "a\0b",
        "é",
        "힣",
        "\uFFFF",
        "\uFEFFbom",
        "😀",
        "a😀b👩\u200d👩\u200d👧c",
        "\uD7FF\uE000",
        "\uDBFF\uDFFF"
      })
  void encode_ofWellFormedText_isUtf8(String text) {
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), Wtf8.encode(text));
    assertEquals(text, Wtf8.decode(Wtf8.encode(text)));
    assertFalse(Wtf8.hasLoneSurrogate(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD800",
        "\uDFFF",
        "\uDBFFend",
        "start\uDC00",
        "mid\uD83Ddle",
        "\uDE00\uD83D",
        "\uD83D\uD83D\uDE00",
        "\uD83D\uDE00\uDE00",
        "\uD800\uD800\uD800",
        "\0\uD800\0",
        "😀\uD800é\uDC00힣\uDBFF😀",
        "\uFFFD\uD800\uFFFD"
      })
  void encode_ofLoneSurrogates_comesBack(String text) {
    assertTrue(Wtf8.hasLoneSurrogate(text));
    assertEquals(text, Wtf8.decode(Wtf8.encode(text)));
  }

  @Test
  void encode_ofLoneSurrogate_isTheThreeBytesOfItsCodePoint() {
    assertEquals("eda080", HexFormat.of().formatHex(Wtf8.encode("\uD800")));
    assertEquals("edbfbf", HexFormat.of().formatHex(Wtf8.encode("\uDFFF")));
    assertEquals("61edaf8062", HexFormat.of().formatHex(Wtf8.encode("a\uDBC0b")));
  }

  @Test
  void decode_ofEncode_isTheSameForAnyCharacters() {
    Random random = new Random(20261120);
    char[] likely = {'a', '\0', 'é', '힣', '\uFFFD', '\uD800', '\uDBFF', '\uDC00', '\uDFFF'};
    for (int i = 0; i < 100_000; i++) {
      char[] chars = new char[random.nextInt(12)];
      for (int c = 0; c < chars.length; c++) {
        chars[c] =
            random.nextBoolean()
                ? likely[random.nextInt(likely.length)]
                : (char) random.nextInt(Character.MAX_VALUE + 1);
      }
      String text = new String(chars);
      byte[] bytes = Wtf8.encode(text);
      assertEquals(text, Wtf8.decode(bytes));
      if (!Wtf8.hasLoneSurrogate(text)) {
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), bytes);
      }
    }
  }

  @Test
  void startsPair_needsHighThenLow() {
    assertTrue(Wtf8.startsPair("😀", 0));
    assertFalse(Wtf8.startsPair("😀", 1));
    assertFalse(Wtf8.startsPair("\uD83D", 0));
    assertFalse(Wtf8.startsPair("\uD83Dx", 0));
  }

  @Test
  void payload_ofItsBytes_isTheSame() {
    for (Payload.Form form : Payload.Form.values()) {
      Payload payload = new Payload(form, "{\"a\":\"\uD800\0😀\"}");
      assertEquals(payload, Payload.of(form, payload.bytes()));
    }
    assertEquals(new Payload(Payload.Form.JSON, "{}"), Payload.json(JsonText.EMPTY_OBJECT));
    assertEquals(new Payload(Payload.Form.TEXT, "{}"), Payload.text("{}"));
  }
}
