package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.session.Prompts;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Codex CLI's log events ({@code codex.*}), many of whose numbers are strings. Input includes what
 * a cache served, output includes reasoning. No record names its turn: those of one prompt are a
 * run, until what they tell of shows which turn that is to others.
 */
final class CodexLogs {
  static final String PREFIX = "codex.";

  private static final String TITLE = "Codex";
  private static final String COMPLETED = "response.completed";
  private static final int FIRST_HTTP_ERROR = 400;

  /** What is kept of a session even when it cannot be said in which turn it was. */
  private static final Set<String> WORK =
      Set.of("user_prompt", "api_request", "sse_event", "tool_decision", "tool_result");

  /** What happens in the trace of the turn itself. */
  private static final Set<String> IN_TURN = Set.of("user_prompt", "tool_decision", "tool_result");

  private static final Set<String> REFUSED = Set.of("denied", "reject", "rejected", "abort");

  private CodexLogs() {}

  /**
   * Reads a record.
   *
   * @return whether it could be placed in a run; pieces of a stream are in none
   */
  static boolean read(OtlpLog log, LogBatch batch, Prompts prompts) {
    Attributes attributes = new Attributes(Redacted.leftOut(log.attributes()));
    String event = log.eventName().substring(PREFIX.length());
    if (event.equals("sse_event") && !isWorthKeeping(attributes)) {
      return true; // a piece of a stream whose end tells of all of it
    }
    AgentTurn turn = turn(log, event, attributes, batch, prompts);
    if (turn == null) {
      return false;
    }
    turn.open();
    if (IN_TURN.contains(event)) {
      turn.claimTrace();
    }
    switch (event) {
      case "user_prompt" -> prompt(turn);
      case "sse_event" -> response(turn);
      case "api_request" -> request(turn);
      case "tool_decision" -> decision(turn);
      case "tool_result" -> toolResult(turn);
      default -> turn.event();
    }
    return true;
  }

  /**
   * The turn of a record. Nothing but the prompt before it says which that is; its trace may be
   * that of a request, of the session's start or of the turn.
   */
  private static @Nullable AgentTurn turn(
      OtlpLog log, String event, Attributes attributes, LogBatch batch, Prompts prompts) {
    String session = attributes.word("conversation.id");
    if (session == null) {
      return AgentTurn.of(log, attributes, null, TITLE, batch);
    }
    String prompt = attributes.word("turn_id", "turn.id");
    TurnKey key = new TurnKey(Codex.SOURCE, session, prompt);
    if (prompt == null) {
      prompt = prompts.during("codex " + session, log.at(), event.equals("user_prompt"));
    }
    if (prompt == null && !WORK.contains(event)) {
      return null;
    }
    TraceId derived = TraceId.derived(Codex.SOURCE, session, prompt);
    return prompt == null
        ? AgentTurn.of(log, attributes, key, derived, TITLE, batch)
        : AgentTurn.ofPrompt(log, attributes, key, derived, TITLE, batch);
  }

  /** The end of a stream is told twice, and only once with what it took. */
  private static boolean isWorthKeeping(Attributes attributes) {
    boolean counted =
        COMPLETED.equals(attributes.text("event.kind")) && attributes.hasAny("input_token_count");
    return counted || attributes.hasAny("error.message");
  }

  /** A trace may have several prompts: each stays as an event too. */
  private static void prompt(AgentTurn turn) {
    boolean only = !turn.isInItsTrace();
    JsonValue prompt = only ? turn.attributes().taken("prompt") : turn.attributes().value("prompt");
    if (prompt instanceof JsonString text) {
      turn.tell(
          turn.root(),
          Fields.builder()
              .set(SpanField.NAME, Texts.title(text.value(), TITLE))
              .set(SpanField.INPUT, Payload.text(text.value()))
              .build());
    }
    turn.event();
  }

  private static void response(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span = call(turn);
    span.usage(
        new Counters()
            .input(attributes.whole("input_token_count"))
            .cached(attributes.whole("cached_token_count"))
            .written(attributes.whole("cache_write_token_count"))
            .output(attributes.whole("output_token_count"))
            .reasoning(attributes.whole("reasoning_token_count")),
        UsageConvention.INCLUSIVE);
    String error = attributes.text("error.message");
    if (error != null) {
      span.failed(attributes.word("event.kind"), error);
    }
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(turn.call(span), span, "usage");
  }

  /** What was answered is told by the stream; a request is a call of its own when it failed. */
  private static void request(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    Long status = attributes.whole("http.response.status_code");
    String error = attributes.text("error.message");
    if (error == null && (status == null || status < FIRST_HTTP_ERROR)) {
      turn.event();
      return;
    }
    SpanReading span = call(turn);
    span.failed(status == null ? null : status.toString(), error);
    Long attempt = attributes.whole("attempt");
    span.say(SpanField.ATTEMPT, attempt != null && attempt > 0 ? attempt : null);
    turn.ended(idOf(turn), span);
  }

  private static SpanReading call(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span = turn.reading(SpanKind.LLM, "duration_ms");
    String model = attributes.word("model", "slug");
    span.say(SpanField.NAME, model == null ? "llm" : model);
    span.say(SpanField.MODEL, model);
    span.say(SpanField.PROVIDER, GenAi.provider(attributes.word("provider_name")));
    return span;
  }

  private static void decision(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    String decision = attributes.text("decision");
    if (attributes.word("call_id") == null || decision == null || !REFUSED.contains(decision)) {
      turn.event();
      return;
    }
    SpanReading span = tool(turn);
    span.say(SpanField.STATUS, SpanStatus.CANCELLED);
    turn.ended(idOf(turn), span);
  }

  private static void toolResult(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span = tool(turn);
    span.document(SpanField.INPUT, "arguments");
    if (Boolean.FALSE.equals(attributes.truth("success"))) {
      span.failed(null, attributes.text("output"));
    }
    span.payload(SpanField.OUTPUT, "output");
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(idOf(turn), span);
  }

  private static SpanReading tool(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    boolean ofServer = attributes.text("mcp_server") != null;
    SpanReading span = turn.reading(ofServer ? SpanKind.MCP : SpanKind.TOOL, "duration_ms");
    String tool = attributes.word("tool_name");
    span.say(SpanField.NAME, tool == null ? "tool" : tool);
    span.say(SpanField.TOOL_NAME, tool);
    span.say(SpanField.TOOL_CALL_ID, attributes.word("call_id"));
    return span;
  }

  /** A call's own id, else what tells the record from others when it is sent twice. */
  private static SpanId idOf(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    String id = attributes.word("call_id", "request_id", "response_id");
    String at = attributes.word("event.timestamp");
    return turn.span(
        id == null ? turn.log().eventName() + "\n" + (at == null ? turn.log().at() : at) : id);
  }
}
