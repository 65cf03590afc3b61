package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanField;
import org.jspecify.annotations.Nullable;

/**
 * MLflow ({@code mlflow.*}), whose values are JSON in strings, words with their quotes. Its token
 * counts have Anthropic's names and include what a cache served and stored all the same.
 */
final class MlFlow {
  private MlFlow() {}

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!attributes.hasPrefix("mlflow.")) {
      return;
    }
    if (!span.says(SpanField.INPUT)) {
      span.payload(SpanField.INPUT, Documents.unquoted(attributes.taken("mlflow.spanInputs")));
    }
    if (!span.says(SpanField.OUTPUT)) {
      span.payload(SpanField.OUTPUT, Documents.unquoted(attributes.taken("mlflow.spanOutputs")));
    }
    span.say(SpanField.MODEL, Texts.word(unquoted(attributes, "mlflow.llm.model")));
    span.say(
        SpanField.PROVIDER,
        GenAi.provider(Texts.word(unquoted(attributes, "mlflow.llm.provider"))));
    JsonObject usage = attributes.object("mlflow.chat.tokenUsage");
    if (!usage.members().isEmpty()) {
      span.usage(counters(new Attributes(usage)), UsageConvention.INCLUSIVE);
    }
    span.cost(new Attributes(attributes.object("mlflow.llm.cost")).decimal("total_cost"));
  }

  private static Counters counters(Attributes usage) {
    return new Counters()
        .input(usage.whole("input_tokens"))
        .output(usage.whole("output_tokens"))
        .total(usage.whole("total_tokens"))
        .cached(usage.whole("cache_read_input_tokens"))
        .written(usage.whole("cache_creation_input_tokens"));
  }

  private static @Nullable JsonValue unquoted(Attributes attributes, String name) {
    return Documents.unquoted(attributes.value(name));
  }
}
