package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.session.Prompts;
import dev.spoor.json.JsonString;
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
 * Gemini CLI's log events ({@code gemini_cli.*}). Input includes what a cache served; thoughts are
 * beside output, and what tools put in beside input. Prompts have other names here than in the
 * session's file, and calls none in common.
 */
final class GeminiLogs {
  static final String PREFIX = "gemini_cli.";

  /** What the span of a call of the model tells as well. */
  private static final String[] TOLD_BY_SPAN = {
    "gen_ai.system_instructions",
    "gen_ai.input.messages",
    "gen_ai.output.messages",
    "gen_ai.tool.definitions"
  };

  private static final Set<String> REFUSED = Set.of("reject", "rejected", "cancel", "cancelled");

  private GeminiLogs() {}

  /**
   * Reads a record.
   *
   * @return whether it could be placed in a run
   */
  static boolean read(OtlpLog log, LogBatch batch, Prompts prompts) {
    Attributes attributes = new Attributes(Redacted.leftOut(log.attributes()));
    AgentTurn turn = turn(log, attributes, batch, prompts);
    if (turn == null) {
      return false;
    }
    turn.open();
    turn.claimTrace();
    switch (log.eventName().substring(PREFIX.length())) {
      case "user_prompt" -> prompt(turn);
      case "api_response" -> response(turn);
      case "api_error" -> error(turn);
      case "tool_call" -> tool(turn);
      default -> turn.event();
    }
    return true;
  }

  /**
   * Reads a record of OpenTelemetry's conventions on a call of the model, which the CLI tells in
   * words of its own too.
   *
   * @return whether it is one, of a turn that is known
   */
  static boolean readDetails(OtlpLog log, LogBatch batch, Prompts prompts) {
    if (!Gemini.isSender(log.origin()) || !log.eventName().equals(GenAiLogs.DETAILS)) {
      return false;
    }
    Attributes attributes = new Attributes(Redacted.leftOut(log.attributes()));
    String session = session(log, attributes);
    TraceId prompt = session == null ? null : prompt(log, attributes, session, prompts);
    if (session == null || prompt == null) {
      return false;
    }
    AgentTurn turn = ofPrompt(log, attributes, session, prompt, batch);
    turn.open();
    turn.claimTrace();
    for (String text : TOLD_BY_SPAN) {
      attributes.take(text);
    }
    turn.event();
    return true;
  }

  /** The turn of a record; null when nothing tells. */
  private static @Nullable AgentTurn turn(
      OtlpLog log, Attributes attributes, LogBatch batch, Prompts prompts) {
    String session = session(log, attributes);
    String id = attributes.word("prompt_id");
    if (session == null || (id == null && log.traceId() == null)) {
      return AgentTurn.of(log, attributes, null, Gemini.TITLE, batch);
    }
    TraceId prompt = prompt(log, attributes, session, prompts);
    if (prompt != null) {
      return ofPrompt(log, attributes, session, prompt, batch);
    }
    TurnKey key = new TurnKey(Gemini.SOURCE, session, null);
    TraceId derived = TraceId.derived(Gemini.SOURCE, session, id);
    return AgentTurn.of(log, attributes, key, derived, Gemini.TITLE, batch);
  }

  private static AgentTurn ofPrompt(
      OtlpLog log, Attributes attributes, String session, TraceId prompt, LogBatch batch) {
    TurnKey key = new TurnKey(Gemini.SOURCE, session, null);
    return AgentTurn.ofPrompt(log, attributes, key, prompt, Gemini.TITLE, batch);
  }

  /**
   * The run that a record's prompt began. Without a terminal every prompt is called as its session
   * is, and it is the last one before the record.
   */
  private static @Nullable TraceId prompt(
      OtlpLog log, Attributes attributes, String session, Prompts prompts) {
    String id = attributes.word("prompt_id");
    boolean asks = log.eventName().equals(PREFIX + "user_prompt");
    return Gemini.prompt(session, id, log.at(), asks, prompts);
  }

  private static @Nullable String session(OtlpLog log, Attributes attributes) {
    String session = attributes.word("session.id");
    return session == null ? new Attributes(log.origin().resource()).word("session.id") : session;
  }

  private static void prompt(AgentTurn turn) {
    if (turn.attributes().taken("prompt") instanceof JsonString text) {
      turn.tell(
          turn.root(),
          Fields.builder()
              .set(SpanField.NAME, Texts.title(text.value(), Gemini.TITLE))
              .set(SpanField.INPUT, Payload.text(text.value()))
              .build());
    }
    turn.event();
  }

  private static SpanReading call(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span =
        turn.reading(SpanKind.LLM, attributes.hasAny("duration_ms") ? "duration_ms" : "duration");
    String model = attributes.word("model", "model_name");
    span.say(SpanField.NAME, model == null ? "llm" : model);
    span.say(SpanField.MODEL, model);
    span.say(SpanField.PROVIDER, "gcp.gemini");
    return span;
  }

  private static void response(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span = call(turn);
    span.finishReason(attributes.value("finish_reasons"));
    span.document(SpanField.OUTPUT, "response_text");
    span.usage(
        new Counters()
            .input(attributes.whole("input_token_count"))
            .cached(attributes.whole("cached_content_token_count"))
            .output(attributes.whole("output_token_count"))
            .reasoning(attributes.whole("thoughts_token_count"))
            .toolInput(attributes.whole("tool_token_count"))
            .total(attributes.whole("total_token_count")),
        UsageConvention.GEMINI);
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(turn.call(span), span, "usage");
  }

  private static void error(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    SpanReading span = call(turn);
    span.failed(
        attributes.word("error_type", "error.type", "status_code"),
        attributes.text("error.message", "error"));
    turn.ended(idOf(turn), span);
  }

  /** Where there are traces, a span tells of the call, by an id that the record lacks. */
  private static void tool(AgentTurn turn) {
    if (turn.log().traceId() != null) {
      turn.event();
      return;
    }
    Attributes attributes = turn.attributes();
    boolean ofServer =
        "mcp".equals(attributes.text("tool_type")) || attributes.text("mcp_server_name") != null;
    SpanReading span = turn.reading(ofServer ? SpanKind.MCP : SpanKind.TOOL, "duration_ms");
    String tool = attributes.word("function_name");
    span.say(SpanField.NAME, tool == null ? "tool" : tool);
    span.say(SpanField.TOOL_NAME, tool);
    span.say(SpanField.TOOL_CALL_ID, attributes.word("call_id", "tool_call_id"));
    span.document(SpanField.INPUT, "function_args");
    String decision = attributes.text("decision");
    if (decision != null && REFUSED.contains(decision)) {
      span.say(SpanField.STATUS, SpanStatus.CANCELLED);
    } else if (Boolean.FALSE.equals(attributes.truth("success"))) {
      span.failed(attributes.word("error_type"), attributes.text("error", "error.message"));
    }
    span.say(SpanField.STATUS, SpanStatus.OK);
    turn.ended(idOf(turn), span, "arguments");
  }

  /** A call's own id, else what tells the record from others when it is sent twice. */
  private static SpanId idOf(AgentTurn turn) {
    Attributes attributes = turn.attributes();
    String id = attributes.word("call_id", "tool_call_id", "response_id");
    String at = attributes.word("event.timestamp");
    String name = attributes.text("function_name", "model");
    return turn.span(
        id == null
            ? turn.log().eventName() + "\n" + (at == null ? turn.log().at() : at) + "\n" + name
            : id);
  }
}
