package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's GenAI and MCP conventions, today's names and those they replaced, as far back as
 * OpenLLMetry's. Input includes what a cache served and stored, output includes reasoning.
 */
final class GenAi {
  private static final String USAGE = "gen_ai.usage.";

  /** What providers were called before. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "vertex_ai", "gcp.vertex_ai",
          "gemini", "gcp.gemini",
          "az.ai.inference", "azure.ai.inference",
          "az.ai.openai", "azure.ai.openai",
          "xai", "x_ai",
          "google.generative-ai", "gcp.gemini");

  /** Which of a provider's interfaces was called, as the AI SDK adds it. */
  private static final Pattern INTERFACE =
      Pattern.compile("\\.(messages|chat|responses|completion|embedding)$");

  private GenAi() {}

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    model(span, attributes);
    if (span.kind().callsTool()) {
      call(span, attributes);
    }
    request(span, attributes);
    retrieval(span);
    if (counts(attributes)) {
      span.usage(counters(attributes), UsageConvention.INCLUSIVE);
    }
    span.cost(attributes.decimal("gen_ai.usage.cost", "operation.cost"));
    span.say(SpanField.AGENT, attributes.word("gen_ai.agent.name"));
  }

  /** What only fetches an answer repeats what the call that made it has counted. */
  private static boolean counts(Attributes attributes) {
    return (attributes.hasPrefix(USAGE) || attributes.hasAny("llm.usage.total_tokens"))
        && !"fetch_response".equals(attributes.text("gen_ai.operation.name"));
  }

  private static void model(SpanReading span, Attributes attributes) {
    span.say(
        SpanField.PROVIDER,
        provider(attributes.word("gen_ai.provider.name", "gen_ai.system", "ai.model.provider")));
    span.say(SpanField.MODEL, attributes.word("gen_ai.response.model"));
    span.say(SpanField.REQUEST_MODEL, attributes.word("gen_ai.request.model"));
    span.temperature(attributes.decimal("gen_ai.request.temperature"));
    span.say(SpanField.MAX_TOKENS, attributes.whole("gen_ai.request.max_tokens"));
    span.finishReason(attributes.value("gen_ai.response.finish_reasons"));
    BigDecimal seconds = attributes.decimal("gen_ai.response.time_to_first_chunk");
    span.firstToken(seconds == null ? null : seconds.movePointRight(3));
  }

  /** The provider by today's name. */
  static @Nullable String provider(@Nullable String sent) {
    if (sent == null) {
      return null;
    }
    String name = INTERFACE.matcher(sent.toLowerCase(Locale.ROOT)).replaceFirst("");
    return PROVIDERS.getOrDefault(name, name);
  }

  private static void call(SpanReading span, Attributes attributes) {
    span.say(SpanField.TOOL_NAME, attributes.word("gen_ai.tool.name"));
    span.say(SpanField.TOOL_CALL_ID, attributes.word("gen_ai.tool.call.id", "gen_ai.tool.call_id"));
    span.document(SpanField.INPUT, "gen_ai.tool.call.arguments");
    span.payload(SpanField.OUTPUT, "gen_ai.tool.call.result");
  }

  private static void request(SpanReading span, Attributes attributes) {
    if (!span.says(SpanField.INPUT)) {
      JsonValue messages = attributes.document("gen_ai.input.messages");
      JsonValue system = attributes.document("gen_ai.system_instructions");
      JsonValue tools = attributes.document("gen_ai.tool.definitions");
      if (messages == null) {
        messages = attributes.document("gen_ai.prompt");
      }
      if (messages == null) {
        messages = attributes.rebuilt("gen_ai.prompt");
      }
      if (messages != null || system != null || tools != null) {
        span.request(system, messages, tools);
      }
    }
    span.document(SpanField.OUTPUT, "gen_ai.output.messages", "gen_ai.completion");
    indexed(span, SpanField.OUTPUT, "gen_ai.completion");
  }

  private static void indexed(SpanReading span, Field<Payload> field, String prefix) {
    if (!span.says(field) && span.attributes().hasPrefix(prefix + ".")) {
      span.payload(field, span.attributes().rebuilt(prefix));
    }
  }

  private static void retrieval(SpanReading span) {
    if (span.kind() == SpanKind.RETRIEVAL) {
      span.payload(SpanField.INPUT, "gen_ai.retrieval.query.text");
      span.document(SpanField.OUTPUT, "gen_ai.retrieval.documents");
    }
  }

  /** The counters by all the names they have had. */
  static Counters counters(Attributes attributes) {
    return new Counters()
        .input(attributes.whole(USAGE + "input_tokens", USAGE + "prompt_tokens"))
        .output(attributes.whole(USAGE + "output_tokens", USAGE + "completion_tokens"))
        .total(attributes.whole(USAGE + "total_tokens", "llm.usage.total_tokens"))
        .cached(
            attributes.whole(
                USAGE + "cache_read.input_tokens",
                USAGE + "cache_read_input_tokens",
                USAGE + "details.cache_read_tokens",
                USAGE + "details.cached_tokens"))
        .written(
            attributes.whole(
                USAGE + "cache_creation.input_tokens",
                USAGE + "cache_write.input_tokens",
                USAGE + "cache_creation_input_tokens",
                USAGE + "details.cache_write_tokens"))
        .oneHour(attributes.whole("spoor.usage.cache_write_1h_tokens"))
        .reasoning(
            attributes.whole(
                USAGE + "reasoning.output_tokens",
                USAGE + "reasoning_tokens",
                USAGE + "details.reasoning_tokens"));
  }
}
