package dev.spoor.codec.dialect;

import dev.spoor.codec.RunJson;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.codec.session.Prompts;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gemini CLI's trace spans. Each call of the model, and each round of calls of tools, is a trace of
 * its own, so that what is highest in it is a step of a turn whose own span nobody sends.
 */
final class Gemini {
  /** What trace ids of Gemini CLI's turns are derived from. */
  static final String SOURCE = "gemini-cli";

  static final String TITLE = "Gemini CLI";

  private Gemini() {}

  static boolean isSender(OtlpOrigin origin) {
    return SOURCE.equals(origin.resource().text("service.name"));
  }

  /** With its setting {@code traces} off, only a log record says what a call took and answered. */
  static @Nullable SpanKind kind(OtlpOrigin origin, Attributes attributes) {
    boolean isCall = "llm_call".equals(attributes.text("gen_ai.operation.name"));
    return isCall
            && isSender(origin)
            && !attributes.hasPrefix("gen_ai.usage.")
            && !attributes.hasAny("gen_ai.output.messages", "error.type")
        ? SpanKind.INTERNAL
        : null;
  }

  /** A call of a tool is told as the request and the response of its scheduler. */
  static void read(SpanReading span) {
    if (!isSender(span.origin())) {
      return;
    }
    Attributes attributes = span.attributes();
    if (span.kind() == SpanKind.LLM) {
      span.say(SpanField.NAME, attributes.word("gen_ai.request.model"));
    } else if (span.kind().callsTool()) {
      span.say(SpanField.NAME, attributes.word("gen_ai.tool.name"));
      span.payload(SpanField.INPUT, attributes.object("gen_ai.input.messages").get("args"));
      if (attributes.object("gen_ai.output.messages").get("response") instanceof JsonObject told) {
        span.payload(SpanField.OUTPUT, told.get("responseParts"));
      }
    }
  }

  /** Whether a span is the highest of its trace, and not the turn itself. */
  static boolean isStep(OtlpSpan span, SpanKind kind) {
    return span.parent() == null && kind != SpanKind.AGENT && isSender(span.origin());
  }

  /**
   * The run that a prompt began; null when neither its name nor the time tells which.
   *
   * @param name what the CLI calls it: without a terminal as it does the session, as any other
   * @param asks whether it was asked just then
   */
  static @Nullable TraceId prompt(
      String session, @Nullable String name, Instant at, boolean asks, Prompts prompts) {
    boolean isOwn = name != null && !name.equals(session);
    String asked = prompts.during(SOURCE + " " + session, at, asks ? isOwn ? name : "" : null);
    String prompt = isOwn ? name : asked;
    return prompt == null ? null : TraceId.derived(SOURCE, session, prompt);
  }

  /** The run of the prompt that a span belongs to; null when nothing tells. */
  static @Nullable TraceId prompt(OtlpSpan span, Attributes attributes, Prompts prompts) {
    String session = attributes.word("gen_ai.conversation.id", "session.id");
    return session == null || !isSender(span.origin())
        ? null
        : prompt(session, attributes.word("gen_ai.prompt.name"), span.start(), false, prompts);
  }

  /** The parent of a span: of a step, the turn that it is one of. */
  static @Nullable SpanId parent(OtlpSpan span, SpanKind kind) {
    return isStep(span, kind) ? RunJson.rootOf(span.traceId()) : span.parent();
  }

  /** The least of the turn that a step is one of; nothing for other spans. */
  static List<SpanDraft> turn(OtlpSpan span, SpanKind kind) {
    if (!isStep(span, kind)) {
      return List.of();
    }
    Fields least =
        Fields.builder()
            .set(SpanField.KIND, SpanKind.AGENT)
            .set(SpanField.NAME, TITLE)
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, span.start())
            .set(SpanField.ENDED_AT, span.end() == null ? span.start() : span.end())
            .build();
    SpanId turn = RunJson.rootOf(span.traceId());
    return List.of(new SpanDraft(span.traceId(), turn, least).laid(Laying.UNDER));
  }
}
