package dev.spoor.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A span in a few of its own words. */
class SpanHintTest {
  private static Span span(SpanKind kind, Payload input, Payload output) {
    Fields fields =
        Fields.builder()
            .set(SpanField.KIND, kind)
            .set(SpanField.INPUT, input)
            .set(SpanField.OUTPUT, output)
            .build();
    return new Span(
        new TraceId("0".repeat(31) + "1"), SpanId.of(1), fields, null, null, 1, null, 0, -1, -1);
  }

  private static Payload json(String text) {
    return Payload.json(new JsonText(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"description\":\"list\",\"command\":\"ls -l\"} | ls -l",
        "{\"file_path\":\"/a/b/Invoice.java\",\"limit\":3} | Invoice.java",
        "{\"path\":\"/a/b\",\"pattern\":\"\"} | /a/b",
        "{\"todos\":[{\"x\":1},{\"x\":2}]} | 2 items",
        "{\"id\":\"7\",\"other\":\"words\"} | words",
        "{\"n\":1} | ``",
        "[] | ``",
        "\"said\" | said",
        "[{\"role\":\"user\",\"content\":\"first\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"last\"}]}] | last",
      })
  void hintOfCall_isWhatTellsMost(String input, String hint) {
    assertEquals(hint, SpanHint.of(span(SpanKind.TOOL, json(input), null)));
  }

  @Test
  void hintOfFurtherTry_saysWhich() {
    Span first = span(SpanKind.LLM, null, Payload.text("done"));
    Fields again = first.fields().with(SpanField.ATTEMPT, 3L);
    Span third = new Span(first.traceId(), first.spanId(), again, null, null, 1, null, 0, -1, -1);

    assertEquals("try 3 done", SpanHint.of(third));
  }

  @Test
  void hintOfModelsCall_isWhatItSaidAndNotWhatItThought() {
    Payload said =
        json(
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},"
                + "{\"type\":\"text\",\"text\":\"I will look.\\nThen edit.\"},"
                + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Bash\",\"input\":{}}]}");
    assertEquals("I will look.", SpanHint.of(span(SpanKind.LLM, json("[]"), said)));
  }

  @Test
  void hintOfModelThatOnlyCalls_isTool() {
    Payload calls = json("[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Bash\"}]");
    assertEquals("Bash", SpanHint.of(span(SpanKind.LLM, null, calls)));
  }

  @Test
  void hintWithoutInput_isOutput() {
    assertEquals("out", SpanHint.of(span(SpanKind.TOOL, null, Payload.text("\n\n out \nmore"))));
    assertEquals("", SpanHint.of(span(SpanKind.TOOL, null, null)));
    assertEquals(
        "",
        SpanHint.of(span(SpanKind.TOOL, Payload.of(Payload.Form.BASE64, new byte[] {'A'}), null)));
  }

  @Test
  void longHint_isCutBetweenCharacters() {
    String hint = SpanHint.of(span(SpanKind.TOOL, Payload.text("\uD83D\uDE00".repeat(200)), null));
    assertEquals("\uD83D\uDE00".repeat(60) + "\u2026", hint);
    assertTrue(hint.length() < 130);
  }
}
