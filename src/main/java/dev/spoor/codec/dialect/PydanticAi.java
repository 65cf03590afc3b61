package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Pydantic AI and Logfire: GenAI names, and some of its own on agents and tools. What an agent's
 * span counts is the sum of its calls.
 */
final class PydanticAi {
  private PydanticAi() {}

  /** Its versions before GenAI named operations have only the agent's name. */
  static @Nullable SpanKind kind(OtlpOrigin origin, Attributes attributes) {
    return isSender(origin) && attributes.hasAny("agent_name", "all_messages_events")
        ? SpanKind.AGENT
        : null;
  }

  private static boolean isSender(OtlpOrigin origin) {
    return origin.scopeName().equals("pydantic-ai");
  }

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!isSender(span.origin()) && !attributes.hasPrefix("logfire.")) {
      return;
    }
    String message = attributes.text("logfire.msg");
    if (message != null) {
      span.say(SpanField.NAME, Texts.title(message, span.name()));
    }
    if (span.kind() == SpanKind.AGENT) {
      span.say(SpanField.AGENT, attributes.word("gen_ai.agent.name", "agent_name"));
      span.document(SpanField.INPUT, "pydantic_ai.all_messages", "all_messages_events");
      span.document(SpanField.OUTPUT, "final_result");
    } else if (span.kind() == SpanKind.TOOL) {
      span.document(SpanField.INPUT, "tool_arguments");
      span.payload(SpanField.OUTPUT, "tool_response");
    }
    JsonValue events = Documents.of(attributes.value("events"));
    if (events != null && OldMessages.of(events).read(span)) {
      attributes.take("events");
    }
  }
}
