package dev.spoor.store.kit;

import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.ToolCall;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;

/** Spans to store. */
public final class Spans {
  private Spans() {}

  /** A span of a run, the so manieth; of no more than is always there. */
  public static Span span(long run, long number) {
    return span(run, number, required(number));
  }

  /** A span that says these things, required ones included. */
  public static Span span(long run, long number, Fields fields) {
    return new Span(Runs.id(run), SpanId.of(number), fields, null, null, number, null, 0, -1, -1);
  }

  /** What every span says. */
  public static Fields required(long number) {
    return Fields.builder()
        .set(SpanField.KIND, SpanKind.INTERNAL)
        .set(SpanField.NAME, "step")
        .set(SpanField.STATUS, SpanStatus.OK)
        .set(SpanField.STARTED_AT, Runs.NOON.plusSeconds(number))
        .build();
  }

  /** A span with an input and an output. */
  public static Span withPayloads(long run, long number, Payload input, Payload output) {
    return span(
        run,
        number,
        required(number).toBuilder()
            .set(SpanField.INPUT, input)
            .set(SpanField.OUTPUT, output)
            .build());
  }

  /** A model's answer. */
  public static Span answer(long run, long number, String model) {
    return span(run, number, required(number).with(SpanField.MODEL, model));
  }

  /** A value for each field a span has, but for the duration, which is never stored. */
  public static Fields everyField() {
    return Fields.builder()
        .set(SpanField.PARENT, new SpanId("8000000000000001"))
        .set(SpanField.KIND, SpanKind.TOOL)
        .set(SpanField.NAME, "Bash")
        .set(SpanField.STATUS, SpanStatus.ERROR)
        .set(SpanField.STARTED_AT, Runs.NOON)
        .set(SpanField.ENDED_AT, Runs.NOON.plusNanos(1))
        .set(SpanField.INPUT, Payload.json(new JsonText("{\"command\":\"ls\"}")))
        .set(SpanField.OUTPUT, Payload.text("no such file"))
        .set(SpanField.ERROR, new SpanError(null, "no such file", null))
        .set(SpanField.ATTRIBUTES, new JsonText("{\"z\":1.0,\"a\":\"\\ud800\"}"))
        .set(SpanField.EVENTS, new JsonText("[{\"name\":\"retry\"}]"))
        .set(SpanField.LINKS, new JsonText("[{\"span_id\":\"00f067aa0ba902b7\"}]"))
        .set(SpanField.AGENT, "explorer")
        .set(SpanField.PROVIDER, "anthropic")
        .set(SpanField.MODEL, "claude-x")
        .set(SpanField.REQUEST_MODEL, "claude-latest")
        .set(SpanField.TEMPERATURE, new BigDecimal("0.70"))
        .set(SpanField.MAX_TOKENS, 4096L)
        .set(SpanField.FINISH_REASON, "tool_use")
        .set(SpanField.TTFT, Duration.ofNanos(1_234_567))
        .set(SpanField.USAGE, new Usage(1, 2, 3, 4, 5, 5, true))
        .set(SpanField.COST, new Usd(42))
        .set(SpanField.TOOL_NAME, "Bash")
        .set(SpanField.TOOL_CALL_ID, "toolu_01")
        .set(SpanField.ATTEMPT, 2L)
        .build();
  }

  /** A span of which everything is known; its payloads' sizes are what a reader should see. */
  public static Span full(long run, long number) {
    Fields fields = everyField();
    return new Span(
        Runs.id(run),
        SpanId.of(number),
        fields,
        new Cost(new Usd(42), CostStatus.REPORTED, new JsonText("{\"by\":\"sender\"}")),
        new SpanId("00f067aa0ba902b7"),
        number,
        new ToolCall("Bash", Long.MIN_VALUE, -1, 3),
        2,
        fields.get(SpanField.INPUT).bytes().length,
        fields.get(SpanField.OUTPUT).bytes().length);
  }

  /** The same span as a reader sees it who does not ask for payloads. */
  public static Span withoutPayloads(Span span) {
    return withFields(span, span.fields().without(SpanField.INPUT).without(SpanField.OUTPUT));
  }

  public static Span withFields(Span span, Fields fields) {
    return new Span(
        span.traceId(),
        span.spanId(),
        fields,
        span.cost(),
        span.lane(),
        span.sequence(),
        span.call(),
        span.redactions(),
        span.inputBytes(),
        span.outputBytes());
  }
}
