package dev.spoor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonValueTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.000, 0",
    "0e99, 0",
    "0E-1000000000, 0",
    "1.0, 1",
    "1e3, 1000",
    "1.5e1, 15",
    "1200E-2, 12",
    "-7, -7",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9.223372036854775807e18, 9223372036854775807",
  })
  void whole_readsEverySpellingOfAWholeNumber(String literal, long expected) {
    assertEquals(OptionalLong.of(expected), new JsonNumber(literal).whole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5",
        "1.5",
        "9223372036854775808",
        "-9223372036854775809",
        "9999999999999999999",
        "1e19",
        "1e400",
        "1E1000000000",
        "1E-1000000000",
        "10.0000000000000000000000000000001"
      })
  void whole_isEmptyForTheRest(String literal) {
    assertEquals(OptionalLong.empty(), new JsonNumber(literal).whole());
  }

  @Test
  void whole_ofManyZerosBehindThePointIsWhole() {
    assertEquals(OptionalLong.of(12), new JsonNumber("12." + "0".repeat(99_000)).whole());
  }

  @Test
  void number_ofADecimalIsPlainUnlessItsExponentIsLarge() {
    assertEquals("0.0000001", JsonNumber.of(new BigDecimal("1E-7")).literal());
    assertEquals("1000", JsonNumber.of(new BigDecimal("1E3")).literal());
    assertEquals("1E+1000000000", JsonNumber.of(new BigDecimal("1E1000000000")).literal());
    assertEquals("-3", JsonNumber.of(-3).literal());
  }

  @Test
  void of_andPlainAreInverse() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("text", "x");
    plain.put("number", new BigDecimal("1.50"));
    plain.put("yes", true);
    plain.put("none", null);
    plain.put("list", Arrays.asList("a", null, List.of()));
    plain.put("object", Map.of("k", new BigDecimal("1E+400")));

    assertEquals(plain, Json.plain(Json.of(plain)));
    assertEquals(
        "{\"text\":\"x\",\"number\":1.50,\"yes\":true,\"none\":null,\"list\":[\"a\",null,[]],"
            + "\"object\":{\"k\":1E+400}}",
        Json.of(plain).write());
  }

  @Test
  void of_takesEveryNumber() {
    assertEquals("1", Json.of(1).write());
    assertEquals("9223372036854775807", Json.of(Long.MAX_VALUE).write());
    assertEquals("18446744073709551616", Json.of(BigInteger.ONE.shiftLeft(64)).write());
    assertEquals("0.1", Json.of(0.1).write());
    assertEquals("1.5", Json.of(1.5f).write());
    assertEquals("7", Json.of((short) 7).write());
  }

  @Test
  void of_refusesWhatHasNoJsonForm() {
    assertThrows(IllegalArgumentException.class, () -> Json.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Json.of(new Object()));
  }

  @Test
  void write_escapesWhatMustBe() {
    assertEquals(
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\u2028é😀\"",
        new JsonString("\"\\/\b\f\n\r\t\0\u001f\u007f\u2028é😀").write());
  }

  @Test
  void shape_saysTheKindWithoutTheValue() {
    assertEquals("a string of 6 characters", new JsonString("secret").shape());
    assertEquals("null", JsonNull.NULL.shape());
    assertEquals("the boolean true", JsonBoolean.of(true).shape());
    assertEquals("the number 1.5", new JsonNumber("1.5").shape());
    assertEquals("a number of 30 characters", new JsonNumber("1".repeat(30)).shape());
    assertEquals("an array of 1 element", JsonArray.ofTexts(List.of("a")).shape());
    assertEquals("an array of 0 elements", JsonArray.EMPTY.shape());
    assertEquals("an object with 1 member", JsonObject.builder().put("a", "b").build().shape());
    assertEquals("an object with 0 members", JsonObject.EMPTY.shape());
  }

  @Test
  void builder_addsNothingForNull() {
    assertEquals(
        "{\"d\":null,\"e\":1,\"f\":false}",
        JsonObject.builder()
            .put("a", (String) null)
            .put("b", (JsonValue) null)
            .putOrNull("d", null)
            .put("e", 1)
            .put("f", false)
            .build()
            .write());
  }
}
