package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.json.JsonObject;
import dev.spoor.model.SpanField;

/**
 * LangSmith's exporter: GenAI names, with details of the token counts in objects of their own.
 * Input includes what a cache served and stored.
 */
final class LangSmith {
  private LangSmith() {}

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!attributes.hasPrefix("langsmith.")) {
      return;
    }
    span.document(SpanField.INPUT, "gen_ai.prompt");
    span.document(SpanField.OUTPUT, "gen_ai.completion");
    JsonObject details = attributes.object("gen_ai.usage.input_token_details");
    Attributes input = new Attributes(details);
    Attributes output = new Attributes(attributes.object("gen_ai.usage.output_token_details"));
    Counters counters =
        GenAi.counters(attributes)
            .cached(input.whole("cache_read"))
            .written(input.whole("cache_creation"))
            .fiveMinutes(input.whole("ephemeral_5m_input_tokens"))
            .oneHour(input.whole("ephemeral_1h_input_tokens"))
            .reasoning(output.whole("reasoning"));
    span.usage(counters, UsageConvention.INCLUSIVE);
  }
}
