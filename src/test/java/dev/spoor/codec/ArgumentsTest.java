package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentsTest {
  private final Warnings warnings = new Warnings();

  @Test
  void argument_isAbsentClearedOrThere() {
    Arguments arguments = arguments("{'b':null,'c':'x'}");
    Argument<String> absent = arguments.text("a", 9, "x");
    Argument<String> cleared = arguments.text("b", 9, "x");
    Argument<String> there = arguments.text("c", 9, "x");

    assertTrue(absent.absent());
    assertFalse(absent.cleared());
    assertNull(absent.value());
    assertFalse(cleared.absent());
    assertTrue(cleared.cleared());
    assertEquals("other", cleared.or("other"));
    assertEquals("x", there.required());
    assertEquals(1, there.map(String::length).required());
  }

  @Test
  void into_setsClearsOrSaysNothing() {
    Arguments arguments = arguments("{'b':null,'c':'x'}");
    Fields.Builder fields = Fields.builder();
    arguments.text("a", 9, "x").into(fields, SpanField.AGENT);
    arguments.text("b", 9, "x").into(fields, SpanField.MODEL);
    arguments.text("c", 9, "x").into(fields, SpanField.PROVIDER);
    arguments.text("b", 9, "x").intoAlways(fields, SpanField.NAME);

    assertFalse(fields.build().mentions(SpanField.AGENT));
    assertTrue(fields.build().clears(SpanField.MODEL));
    assertEquals("x", fields.build().get(SpanField.PROVIDER));
    assertFalse(fields.build().mentions(SpanField.NAME));
  }

  @ParameterizedTest
  @CsvSource({
    "modle, model",
    "Model, model",
    "startedAt, started_at",
    "parentSpanId, parent_span_id",
    "tool-name, tool_name",
    "durration_ms, duration_ms",
  })
  void finish_namesTheNearest(String sent, String meant) {
    Calls calls = new Calls();
    calls.span("{'" + sent + "':1}");

    assertEquals(
        List.of("unknown field `" + sent + "` was ignored; did you mean `" + meant + "`?"),
        calls.warnings.texts());
  }

  @Test
  void finish_namesThePlace() {
    Calls calls = new Calls();
    calls.record(
        "{'name':'a','spans':[{'name':'x','kind':'llm','usage':{'input_tokens':1,"
            + "'output_tokens':1,'bogus':2},'error':{'message':'m','code':7}}]}");

    assertEquals(
        List.of(
            "unknown field `spans[0].usage.bogus` was ignored",
            "unknown field `spans[0].error.code` was ignored"),
        calls.warnings.texts().stream().sorted((a, b) -> b.compareTo(a)).toList());
  }

  @Test
  void finish_keepsNamesShortAndOnOneLine() {
    Arguments arguments = arguments("{'a\\nb`c" + "d".repeat(100) + "':1}");
    arguments.finish();

    assertEquals(
        List.of("unknown field `a b c" + "d".repeat(55) + "...` was ignored"), warnings.texts());
  }

  @Test
  void warnings_areCounted() {
    for (int i = 0; i < 25; i++) {
      warnings.add("warning " + i);
      warnings.add("warning 3");
    }

    assertEquals(21, warnings.texts().size());
    assertEquals("5 more warnings were left out", warnings.texts().get(20));
  }

  @Test
  void text_sayingNothingIsAbsent() {
    Argument<String> blank = arguments("{'agent':'  '}").text("agent", 9, "x");

    assertTrue(blank.absent());
    assertEquals(List.of("agent was blank and was ignored; null clears a field"), warnings.texts());
  }

  @Test
  void text_losesHalvesOfCharacters() {
    JsonObject object =
        JsonObject.builder().put("a", new JsonString("x\ud83d\ude00y\ud83d z\ude00")).build();

    assertEquals(
        "x\ud83d\ude00y\ufffd z\ufffd",
        Arguments.of(object, warnings).text("a", 99, "x").required());
  }

  @Test
  void time_ofEpochSecondsIsSuspect() {
    arguments("{'at':1775051919}").time("at");

    assertEquals(
        List.of("at was read as epoch milliseconds, before 1974; multiply epoch seconds by 1000"),
        warnings.texts());
  }

  @Test
  void truth_isReadUnquoted() {
    assertTrue(arguments("{'flagged':true}").truth("flagged").required());
  }

  @Test
  void value_isWhateverItIs() {
    assertEquals(new JsonString("s"), arguments("{'value':'s'}").value("value", "0.5").required());
    assertTrue(arguments("{'value':null}").value("value", "0.5").cleared());
  }

  private Arguments arguments(String text) {
    return Arguments.of(Calls.json(text), warnings);
  }
}
