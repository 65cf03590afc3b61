package dev.spoor.codec.dialect;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counters of tokens as one dialect names them; absent ones are left out. Not thread-safe. */
final class Counters {
  private static final String INPUT = "input_tokens";
  private static final String CACHED = "cached_tokens";
  private static final String WRITTEN = "cache_creation_input_tokens";
  private static final String FIVE_MINUTES = "ephemeral_5m_input_tokens";
  private static final String ONE_HOUR = "ephemeral_1h_input_tokens";
  private static final String OUTPUT = "output_tokens";
  private static final String REASONING = "reasoning_tokens";
  private static final String TOTAL = "total_tokens";
  private static final String TOOL_INPUT = "tool_token_count";

  private final Map<String, Long> counts = new LinkedHashMap<>();

  Counters input(@Nullable Long tokens) {
    return put(INPUT, tokens);
  }

  /** What a cache served. */
  Counters cached(@Nullable Long tokens) {
    return put(CACHED, tokens);
  }

  /** What was written to a cache, for any time. */
  Counters written(@Nullable Long tokens) {
    return put(WRITTEN, tokens);
  }

  /** The part that was written for five minutes. */
  Counters fiveMinutes(@Nullable Long tokens) {
    return put(FIVE_MINUTES, tokens);
  }

  /** The part that was written for an hour. */
  Counters oneHour(@Nullable Long tokens) {
    return put(ONE_HOUR, tokens);
  }

  Counters output(@Nullable Long tokens) {
    return put(OUTPUT, tokens);
  }

  Counters reasoning(@Nullable Long tokens) {
    return put(REASONING, tokens);
  }

  Counters total(@Nullable Long tokens) {
    return put(TOTAL, tokens);
  }

  /** What tools put in beside input. */
  Counters toolInput(@Nullable Long tokens) {
    return put(TOOL_INPUT, tokens);
  }

  private Counters put(String name, @Nullable Long tokens) {
    if (tokens != null) {
      counts.putIfAbsent(name, tokens);
    }
    return this;
  }

  /**
   * The usage. Details that contradict their whole are left out, as they change how tokens are
   * booked and not how many there were.
   *
   * @return null when nothing was counted
   */
  @Nullable Usage usage(UsageConvention convention, SpanKind kind) {
    boolean answers = kind != SpanKind.EMBEDDING && kind != SpanKind.RERANK;
    try {
      return read(convention, answers);
    } catch (BadInput contradiction) {
      counts.remove(REASONING);
      counts.remove(FIVE_MINUTES);
      counts.remove(ONE_HOUR);
      return read(convention, answers);
    }
  }

  private @Nullable Usage read(UsageConvention convention, boolean answers) {
    if (counts.isEmpty()) {
      return null;
    }
    JsonObject.Builder usage = JsonObject.builder();
    JsonObject.Builder lifetimes = JsonObject.builder();
    counts.forEach(
        (name, tokens) ->
            (name.equals(FIVE_MINUTES) || name.equals(ONE_HOUR) ? lifetimes : usage)
                .put(name, tokens));
    usage.put("cache_creation", lifetimes.build());
    return UsageJson.read(Arguments.of(usage.build(), new Warnings()), convention, answers);
  }
}
