package dev.spoor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReadTest {
  private static JsonValue read(String text) {
    try {
      return Json.read(text);
    } catch (JsonReadException e) {
      throw new AssertionError(text, e);
    }
  }

  private static JsonReadException refused(String text) {
    assertThrows(
        JsonReadException.class, () -> Json.read(text.getBytes(StandardCharsets.UTF_8)), text);
    return assertThrows(JsonReadException.class, () -> Json.read(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t",
        "nul",
        "NaN",
        "Infinity",
        "-Infinity",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "[",
        "{\"a\":1,}",
        "{\"a\":1",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "'a'",
        "\"a",
        "\"a\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"line\nbreak\"",
        "\"\0\"",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "-",
        "0x10",
        "1 2",
        "{} {}",
        "] ",
        "// c\n1",
        "/* c */ 1",
        "# c\n1",
        "\uFEFF1",
        "1\0"
      })
  void read_refusesWhatIsNoJson(String text) {
    refused(text);
  }

  @Test
  void read_saysWhereAndDoesNotRepeatTheText() {
    String message = refused("{\n \"key\": \"s3cret\", oops}").getMessage();

    assertEquals("not well-formed JSON at line 2, column 19", message);
  }

  @Test
  void read_ofARepeatedKey_takesTheLastValueAtTheFirstPlace() {
    assertEquals("{\"a\":3,\"b\":2}", read("{\"a\":1,\"b\":2,\"a\":3}").write());
  }

  @Test
  void read_keepsOrderAndDropsBlanks() {
    assertEquals(
        "{\"z\":[true,false,null],\"a\":{}}",
        read(" { \"z\" : [ true , false , null ] , \"a\" : { } } ").write());
  }

  @Test
  void read_toOneHundredAndTwentyEightLevelsOnly() {
    String arrays = "[".repeat(128) + "]".repeat(128);
    String objects = "{\"a\":".repeat(127) + "{}" + "}".repeat(127);

    assertEquals(arrays, read(arrays).write());
    assertEquals(objects, read(objects).write());
    assertTrue(refused("[" + arrays + "]").getMessage().contains("128 levels"));
    assertTrue(refused("{\"a\":" + objects + "}").getMessage().contains("128 levels"));
    refused("[".repeat(1_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e400", "1E1000000000", "-1e-1000000000", "0", "-0", "1.0", "1E+2", "1e2"})
  void read_keepsANumberAsItWasWritten(String literal) {
    assertEquals(new JsonNumber(literal), read(literal));
    assertEquals(literal, read(literal).write());
  }

  @Test
  void read_keepsAHundredDigits() {
    String digits = "1234567890".repeat(10) + "." + "0987654321".repeat(10);

    assertEquals(digits, ((JsonNumber) read(digits)).decimal().toPlainString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e2000000001", "1e-99999999999", "1e99999999999999999999", "1E+2147483648"})
  void read_refusesExponentsThatNoDecimalHolds(String literal) {
    assertTrue(refused(literal).getMessage().contains("exponents"));
  }

  @Test
  void read_refusesNumbersOfMoreThanAHundredThousandDigits() {
    assertTrue(refused("1".repeat(100_001)).getMessage().contains("100000 digits"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "\"\\ud800\"",
        "\"\\udfff\"",
        "\"a\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "\"\\ud83d\\ud83dx\"",
        "{\"\\udc00\":\"\\ud800\"}"
      })
  void read_keepsLoneSurrogatesAndWritesThemEscaped(String text) {
    assertEquals(text, read(text).write());
    assertEquals(read(text), read(read(text).write()));
  }

  @Test
  void read_joinsEscapedPairs() {
    assertEquals(new JsonString("😀"), read("\"\\ud83d\\ude00\""));
    assertEquals("\"😀\"", read("\"\\ud83d\\ude00\"").write());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22ff22",
        "22c022",
        "22c0af22",
        "22eda08022",
        "22eda0bdedb88022",
        "22f4908080" + "22",
        "22e28222",
        "0022006100220000",
        "fffe220061002200",
        "2200000061000000220000" + "00",
        "efbbbf31"
      })
  void read_refusesBytesThatAreNoUtf8(String hex) {
    assertThrows(JsonReadException.class, () -> Json.read(HexFormat.of().parseHex(hex)));
  }

  @Test
  void read_ofBytes_isReadOfText() throws JsonReadException {
    String text = "{\"é\":\"😀\u2028\"}";

    assertEquals(read(text), Json.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void read_takesStringsOfFiveMegabytes() {
    String long5 = "é".repeat(5_000_000);

    assertEquals(new JsonString(long5), read("\"" + long5 + "\""));
  }

  @Test
  void read_takesManyDistinctKeys() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 100_000; i++) {
      text.append(i == 0 ? "\"k" : ",\"k").append(i).append("\":").append(i);
    }

    assertEquals(100_000, ((JsonObject) read(text + "}")).members().size());
  }

  @Test
  void trusted_isOurFaultWhenItIsNoJson() {
    assertEquals(JsonObject.EMPTY, Json.trusted(dev.spoor.model.JsonText.EMPTY_OBJECT));
    assertThrows(
        IllegalStateException.class, () -> Json.trusted(new dev.spoor.model.JsonText("{")));
  }

  @Test
  void object_givesWhatIsAskedForOrNothing() {
    JsonObject object = (JsonObject) read("{\"s\":\"x\",\"o\":{\"a\":1},\"l\":[1],\"n\":null}");

    assertEquals("x", object.text("s"));
    assertEquals(null, object.text("o"));
    assertEquals(1, object.object("o").members().size());
    assertEquals(JsonObject.EMPTY, object.object("s"));
    assertEquals(List.of(JsonNumber.of(1)), object.array("l").elements());
    assertEquals(JsonArray.EMPTY, object.array("missing"));
    assertEquals(JsonNull.NULL, object.get("n"));
    assertEquals(null, object.get("missing"));
    assertFalse(object.equals(JsonObject.EMPTY));
  }

  private static String picked(String text, String... paths) {
    try {
      return Json.pick(text.getBytes(StandardCharsets.UTF_8), Set.of(paths)).write();
    } catch (JsonReadException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void pick_takesOnlyWhatIsAskedFor() {
    String text = "{\"a\":{\"b\":1,\"c\":[{\"b\":2}]},\"b\":{\"a\":3},\"d\":[4],\"e\":null}";

    assertEquals("{\"a\":{\"b\":1}}", picked(text, "a.b"));
    assertEquals("{\"a\":{\"c\":[{\"b\":2}]},\"d\":[4]}", picked(text, "a.c", "d"));
    assertEquals("{\"b\":{\"a\":3},\"e\":null}", picked(text, "b", "e"));
    assertEquals("{\"a\":{}}", picked(text, "a.none"));
    assertEquals("{}", picked(text, "none"));
  }

  @Test
  void pick_stopsAtTheLastMemberAskedFor() {
    assertEquals("{\"a\":\"x\"}", picked("{\"a\":\"x\",broken", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "42", "\"a\"", "{\"b\":1", "{\"b\":[1}", "{b:1}"})
  void pick_ofWhatIsNoObject_isRefused(String text) {
    assertThrows(
        JsonReadException.class,
        () -> Json.pick(text.getBytes(StandardCharsets.UTF_8), Set.of("a")));
  }
}
