package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.json.JsonString;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TurnKey;
import org.jspecify.annotations.Nullable;

/** Codex CLI's trace spans. Input includes what a cache served, output includes reasoning. */
final class Codex {
  /** What trace ids of Codex's turns are derived from. */
  static final String SOURCE = "codex";

  private static final String[] TURN = {"turn.id", "turn_id"};

  /** A conversation's id where it is text; where it is a number, one of the process's threads. */
  private static final String THREAD = "thread.id";

  private Codex() {}

  static boolean isSender(OtlpOrigin origin) {
    String service = origin.resource().text("service.name");
    return service != null && service.startsWith(SOURCE);
  }

  /** The turn that a span names; null when it names none. */
  static @Nullable TurnKey turn(Attributes attributes) {
    String session = attributes.word("conversation.id");
    String turn = attributes.word(TURN);
    if (session == null && attributes.value(THREAD) instanceof JsonString thread) {
      session = Texts.word(thread);
    }
    return session == null || turn == null ? null : new TurnKey(SOURCE, session, turn);
  }

  /** Whether a span names its turn, be it without the session. */
  static boolean namesTurn(Attributes attributes) {
    return attributes.hasAny(TURN);
  }

  static @Nullable SpanKind kind(Attributes attributes) {
    if (attributes.hasPrefix("codex.usage.")) {
      return SpanKind.LLM;
    }
    boolean isCall = attributes.hasAny("tool_name") && attributes.hasAny("call_id");
    return isCall && attributes.hasPrefix("codex.") ? SpanKind.TOOL : null;
  }

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!isSender(span.origin()) && !attributes.hasPrefix("codex.")) {
      return;
    }
    if (span.kind() == SpanKind.TOOL) {
      span.say(SpanField.TOOL_NAME, attributes.word("tool_name"));
      span.say(SpanField.TOOL_CALL_ID, attributes.word("call_id"));
      span.document(SpanField.INPUT, "arguments");
      span.payload(SpanField.OUTPUT, "output");
    } else if (span.kind() == SpanKind.LLM) {
      span.say(SpanField.MODEL, attributes.word("gen_ai.response.model", "model"));
      span.usage(
          GenAi.counters(attributes)
              .reasoning(attributes.whole("codex.usage.reasoning_output_tokens"))
              .total(attributes.whole("codex.usage.total_tokens")),
          UsageConvention.INCLUSIVE);
    }
  }
}
