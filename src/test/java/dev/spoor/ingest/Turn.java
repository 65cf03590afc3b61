package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;

import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.util.ArrayList;
import java.util.List;

/**
 * One turn of a session with a model's call and two of tools, as its sources tell of it: a
 * transcript, hooks, OTLP logs, OTLP spans whose trace nobody else knows, and the log that names
 * it.
 */
record Turn(String session, String name, TraceId trace) {
  static Turn of(long number) {
    return new Turn(
        "session-1", "prompt-" + number, new TraceId("%032x".formatted(0xbbbb_0000L + number)));
  }

  TurnKey key() {
    return new TurnKey("claude-code", session, name);
  }

  /** The id that importers and hooks derive. */
  TraceId derived() {
    return key().traceId();
  }

  private RunDraft run(TraceId told, boolean keyed) {
    SpanId root = keyed ? SpanId.derived(told, "root") : null;
    return new RunDraft(
        told,
        root,
        Fields.builder()
            .set(RunField.AGENT, "claude-code")
            .set(RunField.PROJECT, "spoor")
            .set(RunField.SESSION_ID, session)
            .set(RunField.TAGS, new Tags(List.of(keyed ? "kept" : "traced")))
            .build(),
        keyed ? key() : null);
  }

  /** What the agent's own file tells: everything, but a count that stops early. */
  Batch transcript() {
    TraceId told = derived();
    SpanId root = SpanId.derived(told, "root");
    return new Batch(
        List.of(run(told, true)),
        List.of(
            span(told, root, SpanKind.AGENT, "fix the test", 0, 30)
                .with(SpanField.INPUT, Payload.text("fix the test of " + name))
                .draft(),
            span(told, SpanId.derived(told, "msg_1"), SpanKind.LLM, "claude", 1, 4)
                .with(SpanField.PARENT, root)
                .with(SpanField.MODEL, "claude-sonnet-4-5")
                .with(SpanField.PROVIDER, "anthropic")
                .with(SpanField.INPUT, Payload.text("the conversation of " + name))
                .with(SpanField.OUTPUT, Payload.text("I will look at it first"))
                .with(SpanField.USAGE, new Usage(900, 0, 0, 0, 3, 0, true))
                .with(SpanField.ATTRIBUTES, request("\"message_id\":\"msg_1\""))
                .draft(),
            tool(told, root, 1).with(SpanField.OUTPUT, Payload.text("a.txt b.txt c.txt")).draft(),
            tool(told, root, 2).with(SpanField.OUTPUT, Payload.text("all green")).draft()),
        List.of());
  }

  /** What hooks tell: each tool as it comes, its output shortened. */
  Batch hooks() {
    TraceId told = derived();
    SpanId root = SpanId.derived(told, "root");
    return new Batch(
        List.of(run(told, true)),
        List.of(
            tool(told, root, 1).with(SpanField.OUTPUT, Payload.text("a.txt")).draft(),
            tool(told, root, 2).draft()),
        List.of());
  }

  /** What an OTLP log tells of the model's call: what it cost, and no message's id. */
  Batch log() {
    TraceId told = derived();
    return new Batch(
        List.of(run(told, true)),
        List.of(
            span(told, SpanId.derived(told, requestId()), SpanKind.LLM, "claude", 0, 5)
                .with(SpanField.PARENT, SpanId.derived(told, "root"))
                .with(SpanField.MODEL, "claude-sonnet-4-5")
                .with(SpanField.PROVIDER, "anthropic")
                .with(SpanField.USAGE, new Usage(900, 100, 0, 0, 80, 0, false))
                .with(SpanField.COST, new Usd(7_000_000))
                .with(SpanField.ATTRIBUTES, request("\"speed\":\"normal\""))
                .draft()),
        List.of());
  }

  /** OTLP spans under an id that the sender brings, which say nothing of turns. */
  Batch spans() {
    return new Batch(
        List.of(run(trace, false)),
        List.of(
            span(trace, id(0xa1), SpanKind.AGENT, "claude_code.interaction", 0, 31).draft(),
            span(trace, id(0xa2), SpanKind.LLM, "claude_code.llm_request", 1, 5)
                .with(SpanField.PARENT, id(0xa1))
                .with(SpanField.ATTRIBUTES, request("\"ttft_ms\":120"))
                .draft(),
            span(trace, id(0xa3), SpanKind.TOOL, "claude_code.tool", 6, 8)
                .with(SpanField.PARENT, id(0xa1))
                .with(SpanField.TOOL_CALL_ID, callId(1))
                .draft(),
            span(trace, id(0xa4), SpanKind.INTERNAL, "claude_code.tool.execution", 7, 8)
                .with(SpanField.PARENT, id(0xa3))
                .with(SpanField.OUTPUT, Payload.text("only the trace tells of " + name))
                .draft(),
            span(trace, id(0xa5), SpanKind.TOOL, "claude_code.tool", 9, 12)
                .with(SpanField.PARENT, id(0xa1))
                .with(SpanField.TOOL_CALL_ID, callId(2))
                .draft()),
        List.of());
  }

  /** A log that names the turn of that trace. */
  Batch naming() {
    return new Batch(
        List.of(new RunDraft(trace, null, run(trace, false).fields(), key())),
        List.of(
            span(trace, id(0xa6), SpanKind.INTERNAL, "claude_code.user_prompt", 0, 0)
                .with(SpanField.PARENT, id(0xa1))
                .draft()),
        List.of());
  }

  /** A batch cut into one for each span. */
  static List<Batch> cut(Batch batch) {
    List<Batch> pieces = new ArrayList<>();
    batch.spans().forEach(span -> pieces.add(new Batch(batch.runs(), List.of(span), List.of())));
    return pieces;
  }

  String requestId() {
    return "req_" + name;
  }

  private String callId(int number) {
    return "toolu_" + name + "_" + number;
  }

  private JsonText request(String more) {
    return new JsonText("{\"request_id\":\"" + requestId() + "\"," + more + "}");
  }

  private One tool(TraceId told, SpanId root, int number) {
    String call = callId(number);
    return span(told, SpanId.derived(told, call), SpanKind.TOOL, "Bash", 3 + 3 * number, 8 + number)
        .with(SpanField.PARENT, root)
        .with(SpanField.TOOL_NAME, "Bash")
        .with(SpanField.TOOL_CALL_ID, call)
        .with(SpanField.INPUT, Payload.text("{\"command\":\"run " + number + "\"}"));
  }

  private static One span(
      TraceId told, SpanId span, SpanKind kind, String name, long from, long to) {
    return new One(
        told,
        span,
        Fields.builder()
            .set(SpanField.KIND, kind)
            .set(SpanField.NAME, name)
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, NOON.plusSeconds(from))
            .set(SpanField.ENDED_AT, NOON.plusSeconds(to))
            .build());
  }

  private record One(TraceId told, SpanId span, Fields fields) {
    <T> One with(Field<T> field, T value) {
      return new One(told, span, fields.with(field, value));
    }

    SpanDraft draft() {
      return new SpanDraft(told, span, fields);
    }
  }
}
