package dev.spoor.codec;

import static dev.spoor.codec.UsageConvention.BY_NAMES;
import static dev.spoor.codec.UsageConvention.EXCLUSIVE;
import static dev.spoor.codec.UsageConvention.GEMINI;
import static dev.spoor.codec.UsageConvention.INCLUSIVE;
import static dev.spoor.codec.UsageName.Counter.CACHED;
import static dev.spoor.codec.UsageName.Counter.INPUT;
import static dev.spoor.codec.UsageName.Counter.OUTPUT;
import static dev.spoor.codec.UsageName.Counter.REASONING;
import static dev.spoor.codec.UsageName.Counter.TOOL_INPUT;
import static dev.spoor.codec.UsageName.Counter.TOTAL;
import static dev.spoor.codec.UsageName.Counter.UNCACHED;
import static dev.spoor.codec.UsageName.Counter.WRITTEN;
import static dev.spoor.codec.UsageName.Counter.WRITTEN_FIVE_MINUTES;
import static dev.spoor.codec.UsageName.Counter.WRITTEN_ONE_HOUR;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one provider calls one counter.
 *
 * @param parent the member it is nested in; empty when in none
 * @param name its own name
 * @param counter what it counts
 * @param hint the convention that the name gives away; {@link UsageConvention#BY_NAMES} when it
 *     gives away none
 */
record UsageName(String parent, String name, Counter counter, UsageConvention hint) {

  /** What is counted; what a provider's input and output include is its convention. */
  enum Counter {
    INPUT,
    /** Input that no cache touched, whatever the convention. */
    UNCACHED,
    CACHED,
    /** Written to a cache for any time. */
    WRITTEN,
    /** Written for five minutes. */
    WRITTEN_FIVE_MINUTES,
    /** Written for an hour. */
    WRITTEN_ONE_HOUR,
    /** What tools put in, beside input. */
    TOOL_INPUT,
    OUTPUT,
    REASONING,
    TOTAL
  }

  /** Every name we know, ours first. */
  private static final List<UsageName> ALL =
      List.of(
          new UsageName("", "input_tokens", INPUT, BY_NAMES),
          new UsageName("", "output_tokens", OUTPUT, BY_NAMES),
          new UsageName("", "total_tokens", TOTAL, BY_NAMES),
          new UsageName("", "uncached_input_tokens", UNCACHED, INCLUSIVE),
          new UsageName("", "cached_input_tokens", CACHED, INCLUSIVE),
          new UsageName("", "cache_write_tokens", WRITTEN_FIVE_MINUTES, INCLUSIVE),
          new UsageName("", "cache_write_1h_tokens", WRITTEN_ONE_HOUR, INCLUSIVE),
          new UsageName("", "reasoning_tokens", REASONING, BY_NAMES),
          // Anthropic
          new UsageName("", "cache_read_input_tokens", CACHED, EXCLUSIVE),
          new UsageName("", "cache_creation_input_tokens", WRITTEN, EXCLUSIVE),
          new UsageName(
              "cache_creation", "ephemeral_5m_input_tokens", WRITTEN_FIVE_MINUTES, EXCLUSIVE),
          new UsageName("cache_creation", "ephemeral_1h_input_tokens", WRITTEN_ONE_HOUR, EXCLUSIVE),
          // OpenAI, and those who speak like it
          new UsageName("", "prompt_tokens", INPUT, BY_NAMES),
          new UsageName("", "completion_tokens", OUTPUT, BY_NAMES),
          new UsageName("", "cached_tokens", CACHED, INCLUSIVE),
          new UsageName("prompt_tokens_details", "cached_tokens", CACHED, INCLUSIVE),
          new UsageName("prompt_tokens_details", "cache_write_tokens", WRITTEN, INCLUSIVE),
          new UsageName("input_tokens_details", "cached_tokens", CACHED, INCLUSIVE),
          new UsageName("input_tokens_details", "cache_write_tokens", WRITTEN, INCLUSIVE),
          new UsageName("completion_tokens_details", "reasoning_tokens", REASONING, BY_NAMES),
          new UsageName("output_tokens_details", "reasoning_tokens", REASONING, BY_NAMES),
          new UsageName("", "reasoning_output_tokens", REASONING, BY_NAMES),
          // AI SDK
          new UsageName("", "inputTokens", INPUT, BY_NAMES),
          new UsageName("", "outputTokens", OUTPUT, BY_NAMES),
          new UsageName("", "totalTokens", TOTAL, BY_NAMES),
          new UsageName("", "cachedInputTokens", CACHED, INCLUSIVE),
          new UsageName("", "reasoningTokens", REASONING, BY_NAMES),
          new UsageName("", "promptTokens", INPUT, BY_NAMES),
          new UsageName("", "completionTokens", OUTPUT, BY_NAMES),
          // Gemini on the wire
          new UsageName("", "promptTokenCount", INPUT, GEMINI),
          new UsageName("", "candidatesTokenCount", OUTPUT, GEMINI),
          new UsageName("", "cachedContentTokenCount", CACHED, GEMINI),
          new UsageName("", "thoughtsTokenCount", REASONING, GEMINI),
          new UsageName("", "toolUsePromptTokenCount", TOOL_INPUT, GEMINI),
          new UsageName("", "totalTokenCount", TOTAL, GEMINI),
          // Gemini's Python client
          new UsageName("", "prompt_token_count", INPUT, GEMINI),
          new UsageName("", "candidates_token_count", OUTPUT, GEMINI),
          new UsageName("", "cached_content_token_count", CACHED, GEMINI),
          new UsageName("", "thoughts_token_count", REASONING, GEMINI),
          new UsageName("", "tool_use_prompt_token_count", TOOL_INPUT, GEMINI),
          new UsageName("", "total_token_count", TOTAL, GEMINI),
          // Gemini CLI's events
          new UsageName("", "input_token_count", INPUT, GEMINI),
          new UsageName("", "output_token_count", OUTPUT, GEMINI),
          new UsageName("", "tool_token_count", TOOL_INPUT, GEMINI),
          // Gemini CLI's and OpenCode's files
          new UsageName("", "input", INPUT, BY_NAMES),
          new UsageName("", "output", OUTPUT, BY_NAMES),
          new UsageName("", "total", TOTAL, BY_NAMES),
          new UsageName("", "cached", CACHED, GEMINI),
          new UsageName("", "thoughts", REASONING, GEMINI),
          new UsageName("", "tool", TOOL_INPUT, GEMINI),
          new UsageName("", "reasoning", REASONING, BY_NAMES),
          new UsageName("cache", "read", CACHED, EXCLUSIVE),
          new UsageName("cache", "write", WRITTEN, EXCLUSIVE));

  /** Members of providers' objects that say nothing about how many tokens there were. */
  private static final Set<String> BESIDE =
      Set.of(
          "service_tier",
          "server_tool_use",
          "inference_geo",
          "iterations",
          "speed",
          "cost",
          "cost_details",
          "is_byok",
          "unit",
          "trafficType",
          "promptTokensDetails",
          "candidatesTokensDetails",
          "cacheTokensDetails",
          "toolUsePromptTokensDetails",
          "traffic_type",
          "candidates_tokens_details",
          "cache_tokens_details",
          "tool_use_prompt_tokens_details",
          "audio_tokens",
          "text_tokens",
          "image_tokens",
          "video_tokens",
          "accepted_prediction_tokens",
          "rejected_prediction_tokens");

  /** What stands in one object: the counters by name, and every name that needs no warning. */
  static final Map<String, Level> LEVELS = levels();

  /**
   * The names inside one member of a usage object, or in the object itself.
   *
   * @param counters by name
   * @param known these names, and those of members that count no tokens
   */
  record Level(Map<String, UsageName> counters, Set<String> known) {}

  private static Map<String, Level> levels() {
    Map<String, Map<String, UsageName>> names = new LinkedHashMap<>();
    for (UsageName name : ALL) {
      names.computeIfAbsent(name.parent(), none -> new LinkedHashMap<>()).put(name.name(), name);
    }
    Map<String, Level> levels = new LinkedHashMap<>();
    names.forEach(
        (parent, counters) -> {
          Set<String> known = new LinkedHashSet<>(counters.keySet());
          known.addAll(parent.isEmpty() ? names.keySet() : Set.of());
          known.addAll(BESIDE);
          levels.put(parent, new Level(Map.copyOf(counters), known));
        });
    return Map.copyOf(levels);
  }
}
