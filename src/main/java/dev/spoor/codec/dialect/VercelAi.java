package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The AI SDK's own names ({@code ai.*}); its newer integration speaks GenAI. Input includes what a
 * cache served, unless the provider's own counts beside it say that it does not.
 */
final class VercelAi {
  private VercelAi() {}

  static @Nullable SpanKind kind(Attributes attributes) {
    String operation = attributes.text("ai.operationId");
    if (operation == null) {
      String named = attributes.text("operation.name");
      operation = named == null ? "" : named.split(" ", 2)[0];
    }
    if (!operation.startsWith("ai.")) {
      return null;
    }
    String word = operation.toLowerCase(Locale.ROOT);
    if (word.equals("ai.toolcall")) {
      return SpanKind.TOOL;
    } else if (word.endsWith(".dogenerate") || word.endsWith(".dostream")) {
      return SpanKind.LLM;
    } else if (word.endsWith(".doembed")) {
      return SpanKind.EMBEDDING;
    }
    return word.endsWith(".dorerank") ? SpanKind.RERANK : SpanKind.CHAIN;
  }

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!attributes.hasPrefix("ai.")) {
      return;
    }
    request(span, attributes);
    span.payload(SpanField.OUTPUT, response(attributes));
    span.say(SpanField.MODEL, attributes.word("ai.response.model"));
    span.say(SpanField.REQUEST_MODEL, attributes.word("ai.model.id"));
    span.say(SpanField.MODEL, attributes.word("ai.model.id"));
    span.say(SpanField.FINISH_REASON, attributes.word("ai.response.finishReason"));
    span.firstToken(attributes.decimal("ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"));
    span.parameters(settings(attributes));
    if (span.kind() == SpanKind.TOOL) {
      span.say(SpanField.TOOL_NAME, attributes.word("ai.toolCall.name"));
      span.say(SpanField.TOOL_CALL_ID, attributes.word("ai.toolCall.id"));
    }
    if (attributes.hasPrefix("ai.usage.")) {
      usage(span, attributes);
    }
  }

  private static JsonObject settings(Attributes attributes) {
    return JsonObject.builder()
        .put("temperature", attributes.value("ai.settings.temperature"))
        .put("max_tokens", attributes.value("ai.settings.maxOutputTokens", "ai.settings.maxTokens"))
        .build();
  }

  private static void request(SpanReading span, Attributes attributes) {
    if (span.says(SpanField.INPUT)) {
      return;
    }
    JsonValue messages =
        attributes.document(
            "ai.prompt.messages", "ai.prompt", "ai.toolCall.args", "ai.value", "ai.values");
    JsonValue tools = Documents.each(attributes.taken("ai.prompt.tools"));
    if (messages != null || tools != null) {
      span.request(null, messages, tools);
    }
  }

  /** The text, object or tool calls; an object of those that are there when there are several. */
  private static @Nullable JsonValue response(Attributes attributes) {
    JsonValue text = attributes.taken("ai.response.text", "ai.result.text");
    JsonValue object = attributes.document("ai.response.object", "ai.result.object");
    JsonValue calls = attributes.document("ai.response.toolCalls", "ai.result.toolCalls");
    JsonValue reasoning = attributes.taken("ai.response.reasoning");
    JsonObject said =
        JsonObject.builder()
            .put("reasoning", reasoning)
            .put("text", text)
            .put("object", object)
            .put("tool_calls", calls)
            .build();
    if (said.members().isEmpty()) {
      return attributes.document("ai.toolCall.result");
    }
    JsonValue only = text == null ? object : text;
    return said.members().size() == 1 && only != null ? only : said;
  }

  private static void usage(SpanReading span, Attributes attributes) {
    JsonObject provider = attributes.object("ai.response.providerMetadata");
    Attributes anthropic = new Attributes(provider.object("anthropic"));
    Attributes billed = new Attributes(anthropic.object("usage"));
    Attributes lifetimes = new Attributes(billed.object("cache_creation"));
    Attributes openAi = new Attributes(provider.object("openai"));
    Attributes bedrock = new Attributes(provider.object("bedrock"));
    Attributes ofBedrock = new Attributes(bedrock.object("usage"));
    Long input =
        attributes.whole("ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens");
    Counters counters =
        new Counters()
            .input(input)
            .output(attributes.whole("ai.usage.outputTokens", "ai.usage.completionTokens"))
            .total(attributes.whole("ai.usage.totalTokens"))
            .cached(
                attributes.whole(
                    "ai.usage.cachedInputTokens", "ai.usage.inputTokenDetails.cacheReadTokens"))
            .cached(billed.whole("cache_read_input_tokens"))
            .cached(openAi.whole("cachedPromptTokens"))
            .cached(ofBedrock.whole("cacheReadInputTokens"))
            .written(attributes.whole("ai.usage.inputTokenDetails.cacheWriteTokens"))
            .written(billed.whole("cache_creation_input_tokens"))
            .written(anthropic.whole("cacheCreationInputTokens"))
            .written(ofBedrock.whole("cacheWriteInputTokens"))
            .fiveMinutes(lifetimes.whole("ephemeral_5m_input_tokens"))
            .oneHour(lifetimes.whole("ephemeral_1h_input_tokens"))
            .reasoning(
                attributes.whole(
                    "ai.usage.reasoningTokens", "ai.usage.outputTokenDetails.reasoningTokens"))
            .reasoning(openAi.whole("reasoningTokens"));
    Long uncached = billed.whole("input_tokens");
    boolean exclusive = uncached != null && uncached.equals(input);
    span.usage(counters, exclusive ? UsageConvention.EXCLUSIVE : UsageConvention.INCLUSIVE);
  }
}
