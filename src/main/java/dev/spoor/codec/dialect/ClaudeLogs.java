package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.session.Prompts;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
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
import java.math.BigDecimal;
import java.util.Set;

/**
 * Claude Code's log events. Where spans are sent as well, both tell of the same calls: their {@code
 * request_id} and tool call ids say which.
 */
final class ClaudeLogs {
  private static final String TITLE = "Claude Code";

  /** What is kept of a session even when it cannot be said in which turn it was. */
  private static final Set<String> WORK =
      Set.of(
          "user_prompt",
          "assistant_response",
          "api_request",
          "api_error",
          "tool_result",
          "tool_decision",
          "subagent_completed");

  private ClaudeLogs() {}

  /** What the event is called without its prefix; empty when it is none of Claude Code's. */
  static String event(OtlpLog log) {
    String name =
        log.eventName().isEmpty() && log.body() instanceof JsonString text
            ? text.value()
            : log.eventName();
    if (name.startsWith(ClaudeCode.PREFIX)) {
      return name.substring(ClaudeCode.PREFIX.length());
    }
    boolean named =
        log.body() instanceof JsonString text && text.value().equals(ClaudeCode.PREFIX + name);
    String service = log.origin().resource().text("service.name");
    boolean sender =
        named
            || log.origin().scopeName().startsWith("com.anthropic.claude_code")
            || (service != null && service.startsWith(ClaudeCode.SOURCE));
    return sender ? name : "";
  }

  /**
   * Reads a record.
   *
   * @return whether it could be placed in a run
   */
  static boolean read(OtlpLog log, String event, LogBatch batch, Prompts prompts) {
    Attributes attributes = new Attributes(Redacted.leftOut(log.attributes()));
    String session = attributes.word("session.id");
    String prompt = attributes.word("prompt.id");
    TurnKey key = session == null ? null : new TurnKey(ClaudeCode.SOURCE, session, prompt);
    if (prompt == null && !WORK.contains(event)) {
      key = null;
    }
    String during = prompt;
    if (key != null && prompt == null) {
      during = prompts.during(key.session(), log.at(), event.equals("user_prompt"));
    }
    TraceId derived = key == null ? null : TraceId.derived(key.source(), key.session(), during);
    AgentTurn turn = AgentTurn.of(log, attributes, key, derived, TITLE, batch);
    if (turn == null) {
      return false;
    }
    turn.open();
    read(turn, event);
    return true;
  }

  private static void read(AgentTurn turn, String event) {
    switch (event) {
      case "user_prompt" -> prompt(turn);
      case "assistant_response" -> response(turn);
      case "api_request", "api_error" -> request(turn);
      case "api_response_body" -> body(turn);
      case "api_request_body" -> requestBody(turn);
      case "tool_result" -> toolResult(turn);
      case "tool_decision" -> decision(turn);
      case "subagent_completed" -> subAgent(turn);
      default -> turn.event();
    }
  }

  private static void prompt(AgentTurn turn) {
    JsonValue prompt = turn.attributes().taken("prompt");
    Fields.Builder fields = Fields.builder();
    if (prompt instanceof JsonString text) {
      fields
          .set(SpanField.NAME, Texts.title(text.value(), TITLE))
          .set(SpanField.INPUT, Payload.text(text.value()));
    }
    turn.tell(turn.root(), fields.build());
    turn.event();
  }

  private static void response(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    JsonValue response = attributes.taken("response");
    if (!(response instanceof JsonString text)) {
      turn.event();
      return;
    }
    Fields said = Fields.builder().set(SpanField.OUTPUT, Payload.text(text.value())).build();
    String request = attributes.word("request_id");
    String asker = attributes.text("query_source");
    if (request != null) {
      tellCall(turn, request, said);
    }
    if (request == null || asker == null || asker.startsWith("main") || asker.startsWith("repl")) {
      turn.tell(turn.root(), said);
    }
    turn.event();
  }

  /** Tells more of a call, with what other sources know it by. */
  private static void tellCall(AgentTurn turn, String request, Fields said) {
    SpanId call = turn.span(request);
    JsonObject known = JsonObject.builder().put("request_id", request).build();
    turn.batch().hear(turn.traceId(), call, SpanKind.LLM, model(turn), known, turn.log().at());
    turn.tell(
        call,
        said.toBuilder()
            .set(SpanField.KIND, SpanKind.LLM)
            .set(SpanField.PARENT, turn.root())
            .set(SpanField.ATTRIBUTES, Json.text(known))
            .build());
  }

  private static String model(AgentTurn turn) {
    String model = turn.attributes().word("model");
    return model == null ? "llm" : model;
  }

  /** A call of the model, or an attempt that failed. */
  private static void request(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span = turn.reading(SpanKind.LLM, "duration_ms");
    ClaudeCode.request(span, attributes);
    BigDecimal millionths = attributes.decimal("cost_usd_micros");
    span.cost(millionths == null ? attributes.decimal("cost_usd") : millionths.movePointLeft(6));
    span.say(SpanField.AGENT, attributes.word("agent.name"));
    span.say(SpanField.STATUS, SpanStatus.OK);
    String request = attributes.word("request_id", "client_request_id");
    turn.ended(turn.span(request == null ? atOf(turn) : request), span);
  }

  /** What names a record that has no id, so that the same record sent twice is one. */
  private static String atOf(AgentTurn turn) {
    String number = turn.attributes().word("event.sequence");
    return turn.log().eventName() + "\n" + turn.log().at() + "\n" + number;
  }

  private static void body(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    String request = attributes.word("request_id");
    JsonValue body = request == null ? null : attributes.document("body");
    if (request != null && body != null) {
      SpanReading span = turn.reading(SpanKind.LLM, "duration_ms");
      span.payload(SpanField.OUTPUT, body);
      tellCall(turn, request, span.fields());
    }
    turn.event();
  }

  /** It has no request id, so that its call cannot be told: a span of its own holds it. */
  private static void requestBody(AgentTurn turn) {
    SpanReading span = turn.reading(SpanKind.INTERNAL, "duration_ms");
    span.document(SpanField.INPUT, "body");
    span.say(SpanField.NAME, "api request body");
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(turn.span(atOf(turn)), span);
  }

  private static void toolResult(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span =
        turn.reading(ClaudeCode.toolKind(attributes.text("tool_name")), "duration_ms");
    ClaudeCode.call(span, attributes);
    span.document(SpanField.INPUT, "tool_input");
    span.document(SpanField.INPUT, "tool_parameters");
    if ("reject".equals(attributes.text("decision_type"))) {
      span.say(SpanField.STATUS, SpanStatus.CANCELLED);
    }
    ClaudeCode.outcome(span, attributes);
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(turn.span(callOf(turn)), span);
  }

  private static String callOf(AgentTurn turn) {
    String call = turn.attributes().word("tool_use_id");
    return call == null ? atOf(turn) : call;
  }

  /** Refused, the call is cancelled; allowed, it has only begun. */
  private static void decision(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    if (attributes.word("tool_use_id") == null || !"reject".equals(attributes.text("decision"))) {
      turn.event();
      return;
    }
    SpanReading span =
        turn.reading(ClaudeCode.toolKind(attributes.text("tool_name")), "duration_ms");
    ClaudeCode.call(span, attributes);
    span.document(SpanField.INPUT, "tool_parameters");
    span.say(SpanField.STATUS, SpanStatus.CANCELLED);
    turn.ended(turn.span(callOf(turn)), span);
  }

  /** Where it names no call, the result of that call tells of the same work. */
  private static void subAgent(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    String id = attributes.word("tool_use_id", "agent_id", "agent.id");
    if (id == null) {
      turn.event();
      return;
    }
    SpanReading span = turn.reading(SpanKind.AGENT, "duration_ms");
    String type = attributes.word("agent_type", "agent.name");
    span.say(SpanField.NAME, type == null ? "agent" : type);
    span.say(SpanField.AGENT, type);
    span.say(SpanField.TOOL_CALL_ID, attributes.word("tool_use_id"));
    span.say(SpanField.MODEL, attributes.word("final_model", "model"));
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(turn.span(id), span);
  }
}
