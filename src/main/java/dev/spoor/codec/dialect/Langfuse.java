package dev.spoor.codec.dialect;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Times;
import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.SpanField;
import dev.spoor.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Langfuse's SDKs ({@code langfuse.observation.*}, {@code langfuse.trace.*}). The counters of
 * {@code usage_details} are disjoint: each kind of input stands beside {@code input}.
 */
final class Langfuse {
  private static final String OBSERVATION = "langfuse.observation.";

  private Langfuse() {}

  static void read(SpanReading span) {
    Attributes attributes = span.attributes();
    if (!attributes.hasPrefix("langfuse.")) {
      return;
    }
    span.document(SpanField.INPUT, OBSERVATION + "input");
    span.document(SpanField.OUTPUT, OBSERVATION + "output");
    span.document(SpanField.INPUT, "langfuse.trace.input");
    span.document(SpanField.OUTPUT, "langfuse.trace.output");
    span.say(SpanField.MODEL, attributes.word(OBSERVATION + "model.name"));
    span.parameters(attributes.object(OBSERVATION + "model.parameters"));
    usage(span, attributes.object(OBSERVATION + "usage_details"));
    span.cost(cost(attributes.object(OBSERVATION + "cost_details")));
    span.say(
        SpanField.TTFT, sinceStart(span, attributes.value(OBSERVATION + "completion_start_time")));
    if ("ERROR".equals(attributes.text(OBSERVATION + "level"))) {
      span.failed(null, attributes.text(OBSERVATION + "status_message"));
    }
  }

  private static void usage(SpanReading span, JsonObject details) {
    if (details.get("prompt_tokens") != null || details.get("prompt_tokens_details") != null) {
      openAi(span, details);
      return;
    }
    Long uncached = null;
    Long output = null;
    Counters counters = new Counters();
    Attributes counts = new Attributes(details);
    for (String name : details.members().keySet()) {
      Long tokens = counts.whole(name);
      if (tokens == null || add(counters, name, tokens)) {
        continue;
      }
      if (name.startsWith("input")) {
        uncached = tokens + (uncached == null ? 0 : uncached);
      } else if (name.startsWith("output")) {
        output = tokens + (output == null ? 0 : output);
      }
    }
    span.usage(counters.input(uncached).output(output), UsageConvention.EXCLUSIVE);
  }

  /** Counts what is neither plain input nor plain output; whether it was counted. */
  private static boolean add(Counters counters, String name, Long tokens) {
    if (name.equals("total")) {
      counters.total(tokens);
    } else if (name.contains("reasoning")) {
      counters.reasoning(tokens);
    } else if (name.contains("creation") || name.contains("cache_write")) {
      written(counters, name, tokens);
    } else if (name.contains("cache")) {
      counters.cached(tokens);
    } else {
      return false;
    }
    return true;
  }

  private static void written(Counters counters, String name, Long tokens) {
    if (name.contains("1h")) {
      counters.oneHour(tokens);
    } else if (name.contains("5m")) {
      counters.fiveMinutes(tokens);
    } else {
      counters.written(tokens);
    }
  }

  /** OpenAI's own object, which the SDKs let pass. */
  private static void openAi(SpanReading span, JsonObject details) {
    try {
      Usage usage =
          UsageJson.read(Arguments.of(details, new Warnings()), UsageConvention.INCLUSIVE, true);
      span.usage(usage);
    } catch (BadInput stays) {
      return; // it stays among the attributes
    }
  }

  private static @Nullable BigDecimal cost(JsonObject details) {
    Attributes costs = new Attributes(details);
    BigDecimal total = costs.decimal("total");
    if (total != null || details.members().isEmpty()) {
      return total;
    }
    BigDecimal sum = null;
    for (String name : details.members().keySet()) {
      BigDecimal cost = costs.decimal(name);
      sum = cost == null ? sum : cost.add(sum == null ? BigDecimal.ZERO : sum);
    }
    return sum;
  }

  private static @Nullable Duration sinceStart(SpanReading span, @Nullable JsonValue time) {
    Instant at =
        Documents.unquoted(time) instanceof JsonString text
            ? Times.parse(text.value()).orElse(null)
            : null;
    return at == null || at.isBefore(span.start()) ? null : Duration.between(span.start(), at);
  }
}
