package dev.spoor.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a model call, from any provider's own usage object to the names of OpenTelemetry, where
 * input includes what a cache served and stored, and output includes reasoning.
 */
final class Tokens {
  private static final List<String> INPUT =
      List.of(
          "input_tokens",
          "prompt_tokens",
          "promptTokenCount",
          "prompt_token_count",
          "inputTokens",
          "promptTokens");
  private static final List<String> OUTPUT =
      List.of(
          "output_tokens",
          "completion_tokens",
          "candidatesTokenCount",
          "candidates_token_count",
          "outputTokens",
          "completionTokens");
  private static final List<String> CACHED =
      List.of(
          "cached_input_tokens",
          "cached_tokens",
          "cachedInputTokens",
          "cachedContentTokenCount",
          "cached_content_token_count");
  private static final List<String> REASONING = List.of("reasoning_tokens", "reasoningTokens");
  private static final List<String> THOUGHTS =
      List.of("thoughtsTokenCount", "thoughts_token_count");
  private static final List<String> TOOL_INPUT =
      List.of("toolUsePromptTokenCount", "tool_use_prompt_token_count");

  private final Map<?, ?> given;

  private Tokens(Map<?, ?> given) {
    this.given = given;
  }

  /** The attributes of a usage object; empty when no counter is in it that we know. */
  static Map<String, Long> attributes(Map<?, ?> usage) {
    return new Tokens(usage).attributes();
  }

  private Map<String, Long> attributes() {
    Long besideRead = count(List.of("cache_read_input_tokens"));
    Long besideWritten = count(List.of("cache_creation_input_tokens"));
    Long insideRead =
        either(
            count(CACHED),
            nested(List.of("prompt_tokens_details", "input_tokens_details"), "cached_tokens"));
    Long hourWritten = count(List.of("cache_write_1h_tokens"));
    Long written = either(besideWritten, sum(count(List.of("cache_write_tokens")), hourWritten));
    Long read = either(insideRead, besideRead);
    boolean exclusive = insideRead == null && (besideRead != null || besideWritten != null);
    Long thoughts = count(THOUGHTS);
    Long reasoning =
        either(
            count(REASONING),
            nested(
                List.of("completion_tokens_details", "output_tokens_details"), "reasoning_tokens"));
    Map<String, Long> found = new LinkedHashMap<>();
    put(
        found,
        "gen_ai.usage.input_tokens",
        sum(input(exclusive, read, written), count(TOOL_INPUT)));
    put(found, "gen_ai.usage.output_tokens", sum(count(OUTPUT), thoughts));
    put(found, "gen_ai.usage.cache_read.input_tokens", read);
    put(found, "gen_ai.usage.cache_creation.input_tokens", written);
    put(found, "gen_ai.usage.reasoning.output_tokens", either(thoughts, reasoning));
    put(
        found,
        "spoor.usage.cache_write_1h_tokens",
        either(hourWritten, nested(List.of("cache_creation"), "ephemeral_1h_input_tokens")));
    return found;
  }

  private @Nullable Long input(boolean exclusive, @Nullable Long read, @Nullable Long written) {
    long caches = (read == null ? 0 : read) + (written == null ? 0 : written);
    Long sent = count(INPUT);
    if (sent == null) {
      Long uncached = count(List.of("uncached_input_tokens"));
      return uncached == null ? null : Long.valueOf(uncached + caches);
    }
    return exclusive || caches > sent ? sent + caches : sent;
  }

  private @Nullable Long count(List<String> names) {
    return count(given, names);
  }

  private static @Nullable Long count(Map<?, ?> object, List<String> names) {
    for (String name : names) {
      Object count = object.get(name);
      if ((count instanceof Long || count instanceof Integer)
          && ((Number) count).longValue() >= 0) {
        return ((Number) count).longValue();
      }
    }
    return null;
  }

  private @Nullable Long nested(List<String> parents, String name) {
    for (String parent : parents) {
      if (given.get(parent) instanceof Map<?, ?> details) {
        Long count = count(details, List.of(name));
        if (count != null) {
          return count;
        }
      }
    }
    return null;
  }

  private static @Nullable Long either(@Nullable Long first, @Nullable Long second) {
    return first == null ? second : first;
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : Long.valueOf(one + (other == null ? 0 : other));
  }

  private static void put(Map<String, Long> found, String name, @Nullable Long count) {
    if (count != null) {
      found.put(name, count);
    }
  }
}
