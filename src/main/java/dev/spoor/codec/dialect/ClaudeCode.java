package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.json.JsonObject;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TurnKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claude Code's trace spans (beta). Its counters are Anthropic's, beside one another, whatever
 * GenAI names stand around them.
 */
final class ClaudeCode {
  /** What trace ids of Claude Code's turns are derived from. */
  static final String SOURCE = "claude-code";

  static final String PREFIX = "claude_code.";

  private static final Set<String> BEGIN_AGENTS = Set.of("Task", "Agent");

  private ClaudeCode() {}

  /** What the span is in Claude Code's words; empty when it is none of its spans. */
  static String type(String name, Attributes attributes) {
    if (name.startsWith(PREFIX)) {
      return name.substring(PREFIX.length());
    }
    String type = attributes.text("span.type");
    if (type == null
        || !attributes.hasAny("session.id", "tool_use_id", "request_id", "query_source")) {
      return type != null && type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
    }
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
  }

  /** The turn that a span names; null when it names none. */
  static @Nullable TurnKey turn(String name, Attributes attributes) {
    String session = attributes.word("session.id");
    String prompt = attributes.word("prompt.id");
    return session == null || prompt == null || type(name, attributes).isEmpty()
        ? null
        : new TurnKey(SOURCE, session, prompt);
  }

  static @Nullable SpanKind kind(String name, Attributes attributes) {
    return switch (type(name, attributes)) {
      case "interaction" -> SpanKind.AGENT;
      case "llm_request" -> SpanKind.LLM;
      case "tool" -> toolKind(attributes.text("tool_name"));
      case "tool.blocked_on_user" -> SpanKind.APPROVAL;
      case "tool.execution", "hook" -> SpanKind.INTERNAL;
      default -> null;
    };
  }

  /** A call of a tool, of one that an MCP server offers, or the work of a sub-agent. */
  static SpanKind toolKind(@Nullable String tool) {
    if (tool == null) {
      return SpanKind.TOOL;
    } else if (BEGIN_AGENTS.contains(tool)) {
      return SpanKind.AGENT;
    }
    return tool.startsWith("mcp__") ? SpanKind.MCP : SpanKind.TOOL;
  }

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    switch (type(span.name(), attributes)) {
      case "interaction" -> interaction(span, attributes);
      case "llm_request" -> request(span, attributes);
      case "tool" -> tool(span, attributes);
      case "tool.blocked_on_user" -> span.say(SpanField.NAME, "blocked on user");
      case "tool.execution" -> {
        span.say(SpanField.NAME, "execution");
        outcome(span, attributes);
      }
      case "hook" ->
          span.say(
              SpanField.NAME,
              "hook " + Texts.title(attributes.text("hook_event", "hook_name"), "").strip());
      default -> {
        // not one of Claude Code's, or one that it did not have when this was written
      }
    }
  }

  private static void interaction(SpanReading span, Attributes attributes) {
    span.say(SpanField.NAME, Texts.title(attributes.text("user_prompt"), "Claude Code"));
    span.payload(SpanField.INPUT, "user_prompt");
    span.say(SpanField.AGENT, SOURCE);
  }

  /** A call of the model; log events tell the same by other names for the stop reason. */
  static void request(SpanReading span, Attributes attributes) {
    String model = attributes.word("model", "gen_ai.request.model");
    span.say(SpanField.NAME, model == null ? "llm" : model);
    span.say(SpanField.MODEL, model);
    span.say(SpanField.PROVIDER, "anthropic");
    span.say(SpanField.FINISH_REASON, attributes.word("stop_reason"));
    span.firstToken(attributes.decimal("ttft_ms"));
    Long attempt = attributes.whole("attempt");
    span.say(SpanField.ATTEMPT, attempt != null && attempt > 0 ? attempt : null);
    span.document(SpanField.INPUT, "new_context");
    span.document(SpanField.OUTPUT, "response.model_output");
    span.usage(
        new Counters()
            .input(attributes.whole("input_tokens"))
            .cached(attributes.whole("cache_read_tokens"))
            .written(attributes.whole("cache_creation_tokens"))
            .output(attributes.whole("output_tokens")),
        UsageConvention.EXCLUSIVE);
    outcome(span, attributes);
  }

  private static void tool(SpanReading span, Attributes attributes) {
    call(span, attributes);
    span.document(SpanField.INPUT, "tool_input");
  }

  /** Whether it is a call of a tool, whose outcome the span of its execution tells. */
  static boolean isCall(String name, Attributes attributes) {
    return type(name, attributes).equals("tool");
  }

  /** Which tool was called; log events tell it by the same names. */
  static void call(SpanReading span, Attributes attributes) {
    String tool = attributes.word("tool_name");
    span.say(SpanField.NAME, tool == null ? "tool" : tool);
    span.say(SpanField.TOOL_NAME, tool);
    span.say(SpanField.TOOL_CALL_ID, attributes.word("tool_use_id", "gen_ai.tool.call.id"));
    if (span.kind() == SpanKind.AGENT) {
      span.say(SpanField.AGENT, attributes.word("subagent_type"));
    }
  }

  /** What an event {@code tool.output} tells of its call. */
  static void toolOutput(SpanReading span, JsonObject event) {
    Attributes said = new Attributes(event);
    span.payload(SpanField.INPUT, Documents.of(said.value("input")));
    span.payload(SpanField.OUTPUT, said.value("output", "content", "diff"));
  }

  /** Whether it failed, as {@code success} and {@code error} say. */
  static void outcome(SpanReading span, Attributes attributes) {
    String error = attributes.text("error");
    if (Boolean.FALSE.equals(attributes.truth("success")) || error != null) {
      span.failed(attributes.word("error_type", "status_code"), error);
    } else if (Boolean.TRUE.equals(attributes.truth("success"))) {
      span.say(SpanField.STATUS, SpanStatus.OK);
    }
  }
}
