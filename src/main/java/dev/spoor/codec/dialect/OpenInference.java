package dev.spoor.codec.dialect;

import dev.spoor.codec.UsageConvention;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Field;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenInference (Arize), whose lists are flattened to one attribute a leaf. Input includes what a
 * cache served and stored, output includes reasoning.
 */
final class OpenInference {
  /** Objects of one member that stand around each element of a list. */
  private static final Set<String> WRAPPERS =
      Set.of("message", "message_content", "tool_call", "tool", "document", "prompt", "completion");

  private static final String COUNT = "llm.token_count.";
  private static final String COST = "llm.cost.";

  private OpenInference() {}

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    messages(span, attributes);
    value(span, "input");
    value(span, "output");
    document(span, "retrieval.documents");
    document(span, "reranker.output_documents");
    span.say(SpanField.MODEL, model(span, attributes));
    span.say(SpanField.REQUEST_MODEL, attributes.word("llm.request.model_name"));
    span.say(SpanField.PROVIDER, GenAi.provider(attributes.word("llm.provider", "llm.system")));
    span.parameters(attributes.object("llm.invocation_parameters"));
    span.say(SpanField.FINISH_REASON, attributes.word("llm.finish_reason"));
    if (span.kind().callsTool()) {
      span.say(SpanField.TOOL_NAME, attributes.word("tool.name"));
      span.say(SpanField.TOOL_CALL_ID, attributes.word("tool.id", "tool_call.id"));
    }
    span.say(SpanField.AGENT, attributes.word("agent.name"));
    if (attributes.hasPrefix(COUNT)) {
      span.usage(counters(attributes), UsageConvention.INCLUSIVE);
    }
    span.cost(cost(attributes));
  }

  private static void messages(SpanReading span, Attributes attributes) {
    if (!span.says(SpanField.INPUT) && attributes.hasPrefix("llm.input_messages.")) {
      JsonValue tools = attributes.rebuilt("llm.tools");
      span.request(
          null,
          plain(attributes.rebuilt("llm.input_messages")),
          tools == null ? null : schemas(tools));
    }
    document(span, SpanField.OUTPUT, "llm.output_messages");
    document(span, SpanField.INPUT, "llm.prompts");
    document(span, SpanField.OUTPUT, "llm.choices");
  }

  private static void document(SpanReading span, String prefix) {
    document(span, SpanField.OUTPUT, prefix);
  }

  private static void document(SpanReading span, Field<Payload> field, String prefix) {
    if (!span.says(field) && span.attributes().hasPrefix(prefix + ".")) {
      span.payload(field, plain(span.attributes().rebuilt(prefix)));
    }
  }

  private static void value(SpanReading span, String side) {
    Attributes attributes = span.attributes();
    Field<Payload> field = side.equals("input") ? SpanField.INPUT : SpanField.OUTPUT;
    if ("application/json".equals(attributes.text(side + ".mime_type"))) {
      span.document(field, side + ".value");
    } else {
      span.payload(field, side + ".value");
    }
  }

  private static @Nullable String model(SpanReading span, Attributes attributes) {
    return switch (span.kind()) {
      case EMBEDDING -> attributes.word("embedding.model_name", "llm.model_name");
      case RERANK -> attributes.word("reranker.model_name", "llm.model_name");
      default ->
          attributes.word("llm.response.model_name", "llm.model_name", "llm.request.model_name");
    };
  }

  private static Counters counters(Attributes attributes) {
    return new Counters()
        .input(attributes.whole(COUNT + "prompt"))
        .output(attributes.whole(COUNT + "completion"))
        .total(attributes.whole(COUNT + "total"))
        .cached(
            attributes.whole(
                COUNT + "prompt_details.cache_read", COUNT + "prompt_details.cache_input"))
        .written(attributes.whole(COUNT + "prompt_details.cache_write"))
        .reasoning(attributes.whole(COUNT + "completion_details.reasoning"));
  }

  private static @Nullable BigDecimal cost(Attributes attributes) {
    BigDecimal total = attributes.decimal(COST + "total");
    BigDecimal prompt = attributes.decimal(COST + "prompt");
    BigDecimal completion = attributes.decimal(COST + "completion");
    return total != null || prompt == null || completion == null ? total : prompt.add(completion);
  }

  /** The same without the objects that only say what is in them. */
  private static @Nullable JsonValue plain(@Nullable JsonValue value) {
    if (value instanceof JsonArray array) {
      return JsonArray.of(array.elements(), OpenInference::unwrapped);
    }
    return value;
  }

  private static JsonValue unwrapped(JsonValue value) {
    if (value instanceof JsonArray array) {
      return JsonArray.of(array.elements(), OpenInference::unwrapped);
    } else if (value instanceof JsonObject object) {
      Map<String, JsonValue> members = object.members();
      Map.Entry<String, JsonValue> first = members.entrySet().iterator().next();
      if (members.size() == 1
          && WRAPPERS.contains(first.getKey())
          && first.getValue() instanceof JsonObject inner) {
        return unwrapped(inner);
      }
      JsonObject.Builder plain = JsonObject.builder();
      members.forEach((name, member) -> plain.put(name, unwrapped(member)));
      return plain.build();
    }
    return value;
  }

  private static JsonValue schemas(JsonValue tools) {
    JsonArray array = tools instanceof JsonArray list ? list : JsonArray.EMPTY;
    return JsonArray.of(
        array.elements(),
        tool -> {
          JsonValue schema =
              tool instanceof JsonObject object ? object.object("tool").get("json_schema") : null;
          JsonValue read = schema instanceof JsonString ? Documents.of(schema) : schema;
          return read == null ? tool : read;
        });
  }
}
