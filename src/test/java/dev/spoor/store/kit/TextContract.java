package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import dev.spoor.model.ToolCall;
import dev.spoor.model.Usd;
import dev.spoor.store.SpanReader.Payloads;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text a sender writes comes back as that text. */
public abstract class TextContract extends FreshStore {
  static Stream<String> texts() {
    return Stream.of(
        "",
        " ",
        "\0",
        "a\0b",
        "line\r\nline\rline\nline",
        "\uD83D\uDE00 emoji, e\u0301 and \u00e9",
        "\uD83D",
        "\uDE00",
        "\uDE00\uD83D",
        "lone \uD83D among \uD83D\uDE00",
        "\uFFFD\uFFFE\uFFFF\uFEFF",
        "\u0001\u007f\u0085\u2028",
        "{\"a\":1}",
        "null",
        "12",
        "1e5",
        "x'00'",
        "'); DROP TABLE run; --",
        "%_*?",
        "long ".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void payload_comesBackExactly(String text) {
    put(Runs.run(1));
    for (Payload.Form form : Payload.Form.values()) {
      Payload payload = new Payload(form, text);
      put(Spans.withPayloads(1, 1, payload, payload));
      Span stored = reader().span(Runs.id(1), SpanId.of(1)).orElseThrow();
      assertEquals(payload, stored.input());
      assertEquals(payload, stored.output());
      assertEquals(payload.bytes().length, stored.inputBytes());
      assertEquals(List.of(stored), reader().spans(Runs.id(1), Payloads.WHOLE));
    }
  }

  @Test
  void payload_ofFiveMegabytesComesBackExactly() {
    put(Runs.run(1));
    String noise =
        new Random(1)
            .ints(1_800_000, 0, 0x10000)
            .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
            .toString();
    put(Spans.withPayloads(1, 1, Payload.text(noise), Payload.text("a".repeat(5_000_000))));
    Span stored = reader().span(Runs.id(1), SpanId.of(1)).orElseThrow();
    assertArrayEquals(Payload.text(noise).bytes(), stored.input().bytes());
    assertEquals("a".repeat(5_000_000), stored.output().text());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void runsTexts_comeBackExactly(String text) {
    Fields fields =
        Fields.builder()
            .set(RunField.AGENT, text)
            .set(RunField.RUNNER_ID, text)
            .set(RunField.THREAD_ID, text)
            .set(RunField.PROJECT, text)
            .set(RunField.FEATURE, text)
            .set(RunField.SESSION_ID, text)
            .set(RunField.USER_ID, text)
            .set(RunField.ENVIRONMENT, text)
            .set(RunField.RELEASE, text)
            .set(RunField.TAGS, new Tags(List.of(text, "second")))
            .set(RunField.HALT_REASON, text)
            .set(RunField.METADATA, new JsonText(text))
            .set(RunField.GIT, new Git(text, text, text))
            .build();
    Flag flag =
        new Flag(
            text,
            FlagCode.CYCLE,
            text,
            List.of(SpanId.of(1)),
            1,
            null,
            null,
            Flag.State.OPEN,
            Runs.NOON);
    Run run =
        Runs.make(1)
            .name(text)
            .error(new SpanError(text, text, text))
            .fields(fields)
            .flags(flag)
            .run();
    put(run);
    assertEquals(run, reader().run(Runs.id(1)).orElseThrow());
    put(run);
    assertEquals(run, reader().run(Runs.id(1)).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void spansTexts_comeBackExactly(String text) {
    Fields fields =
        Fields.builder()
            .set(SpanField.NAME, text)
            .set(SpanField.ERROR, new SpanError(text, text, text))
            .set(SpanField.ATTRIBUTES, new JsonText(text))
            .set(SpanField.EVENTS, new JsonText(text))
            .set(SpanField.LINKS, new JsonText(text))
            .set(SpanField.AGENT, text)
            .set(SpanField.PROVIDER, text)
            .set(SpanField.MODEL, text)
            .set(SpanField.REQUEST_MODEL, text)
            .set(SpanField.FINISH_REASON, text)
            .set(SpanField.TOOL_NAME, text)
            .set(SpanField.TOOL_CALL_ID, text)
            .build()
            .over(Spans.required(1));
    Span span =
        new Span(
            Runs.id(1),
            SpanId.of(1),
            fields,
            new Cost(Usd.ZERO, CostStatus.PARTIAL, new JsonText(text)),
            null,
            1,
            new ToolCall(text, 1, 2, 3),
            0,
            -1,
            -1);
    put(Runs.run(1));
    put(span);
    assertEquals(span, reader().span(Runs.id(1), SpanId.of(1)).orElseThrow());
    write(session -> assertEquals(List.of(span.outline()), session.outlines(Runs.id(1))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void scoresTexts_comeBackExactly(String text) {
    Score score =
        new Score(
            text,
            Runs.id(1),
            null,
            text,
            new BigDecimal("-1E+40"),
            text,
            text,
            Score.Source.CHECK,
            text,
            Runs.NOON);
    put(Runs.run(1));
    write(session -> session.put(score));
    assertEquals(List.of(score), reader().run(Runs.id(1)).orElseThrow().scores());
    write(session -> session.removeCheckScores(Runs.id(1), text));
    assertEquals(List.of(), reader().run(Runs.id(1)).orElseThrow().scores());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void filters_findTexts(String text) {
    put(
        Runs.make(1)
            .name("<" + text + ">")
            .with(RunField.AGENT, text)
            .with(RunField.TAGS, new Tags(List.of(text)))
            .run(),
        Runs.make(2).name("other").with(RunField.AGENT, "other").run());
    put(Spans.answer(1, 1, text), Spans.answer(2, 1, "other"));
    assertFinds(Filters.agent(text));
    assertFinds(Filters.tag(text));
    assertFinds(Filters.model(text));
    assertFinds(Filters.name("<" + text));
  }

  private void assertFinds(RunFilter filter) {
    assertEquals(
        List.of(Runs.id(1)),
        reader().runs(filter, null, 10).runs().stream().map(Run::traceId).toList());
  }
}
