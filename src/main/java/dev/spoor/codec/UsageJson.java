package dev.spoor.codec;

import dev.spoor.codec.UsageName.Counter;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Usage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any provider's own usage object to tokens in disjoint counters, and back to our own (contract,
 * "usage").
 *
 * <p>What input includes follows the convention; where that is {@link UsageConvention#BY_NAMES},
 * Anthropic's cache names alone mean exclusive counting, Gemini's names Gemini's, everything else
 * inclusive. The guard comes last: cache reads and writes of more than the input cannot be inside
 * it. A counter that is missing is worked out from the total where that is possible, and makes the
 * usage partial where it is not.
 */
public final class UsageJson {
  private static final String EXAMPLE =
      "\"usage\": {\"input_tokens\": 1200, \"cached_input_tokens\": 1000, \"output_tokens\": 80}";

  private static final UsageName.Level TOP =
      Objects.requireNonNull(UsageName.LEVELS.get(""), "the object itself");

  private final Arguments arguments;
  private final UsageConvention convention;
  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
  private final Map<Counter, String> places = new EnumMap<>(Counter.class);
  private final Set<UsageConvention> hints = EnumSet.noneOf(UsageConvention.class);

  private UsageJson(Arguments arguments, UsageConvention convention) {
    this.arguments = arguments;
    this.convention = convention;
  }

  /**
   * Reads a usage object.
   *
   * @param usage the object's members; unknown ones are warned about by its {@code finish}
   * @param convention how its sender counts
   * @param answers whether the call brought tokens out; false for embeddings and rerankings, whose
   *     missing output is none
   * @return null when no counter is in it that we know
   */
  public static @Nullable Usage read(Arguments usage, UsageConvention convention, boolean answers) {
    UsageJson reader = new UsageJson(usage, convention);
    reader.collect(usage, TOP);
    boolean partial = usage.truth("partial").or(false);
    return reader.usage(answers, partial);
  }

  /**
   * Our own form: the eight counters, and {@code partial} when they are lower bounds. Input
   * includes what a cache served and stored, output includes reasoning; {@code cache_write_tokens}
   * and {@code cache_write_1h_tokens} are disjoint. Reading it back gives the same usage.
   */
  public static JsonObject json(Usage usage) {
    JsonObject.Builder object =
        JsonObject.builder()
            .put("input_tokens", usage.inputTokens())
            .put("output_tokens", usage.outputTokens())
            .put("total_tokens", usage.totalTokens())
            .put("uncached_input_tokens", usage.uncachedInputTokens())
            .put("cached_input_tokens", usage.cachedInputTokens())
            .put("cache_write_tokens", usage.cacheWriteTokens())
            .put("cache_write_1h_tokens", usage.cacheWriteOneHourTokens())
            .put("reasoning_tokens", usage.reasoningTokens());
    return usage.partial() ? object.put("partial", true).build() : object.build();
  }

  private void collect(Arguments object, UsageName.Level level) {
    object.ignore(level.known());
    for (Map.Entry<String, JsonValue> member : object.json().members().entrySet()) {
      String name = member.getKey();
      UsageName counter = level.counters().get(name);
      UsageName.Level inner = UsageName.LEVELS.get(name);
      // Gemini's Python client has lists by modality where others have objects.
      boolean nested = object == arguments && !(member.getValue() instanceof JsonArray);
      if (counter != null) {
        Argument<Long> count = object.whole(name, 0, Usage.MAX_TOKENS, 1_200);
        Long tokens = count.value();
        if (tokens != null) {
          note(counter, count.path(), tokens);
        }
      } else if (inner != null && nested) {
        Arguments details = object.inside(name, "{\"cached_tokens\": 1000}").value();
        if (details != null) {
          collect(details, inner);
        }
      }
    }
  }

  private void note(UsageName name, String path, long tokens) {
    if (name.hint() != UsageConvention.BY_NAMES) {
      hints.add(name.hint());
    }
    // Some providers fill what they do not count with 0.
    long before = count(name.counter());
    if (before > 0 && tokens > 0 && before != tokens) {
      throw BadInput.of(
              path, "must be the same count as " + place(name.counter()) + ", or be left out")
          .got("the number " + tokens)
          .example(EXAMPLE);
    }
    if (before == 0) {
      counts.put(name.counter(), tokens);
      places.put(name.counter(), path);
    }
  }

  private @Nullable Usage usage(boolean answers, boolean partial) {
    if (counts.isEmpty()) {
      arguments.warnings().add(arguments.path() + " names no counter we know and was ignored");
      return null;
    }
    long cached = count(Counter.CACHED);
    long oneHour = count(Counter.WRITTEN_ONE_HOUR);
    long written = written(oneHour);
    long caches = cached + oneHour + written;
    Long input = input(caches, answers);
    Long output = output(input, answers);
    if (input == null && output == null && caches == 0 && count(Counter.REASONING) == 0) {
      arguments
          .warnings()
          .add(
              arguments.path() + " has a total only and was ignored; send input and output tokens");
      return null;
    }
    long reasoning = count(Counter.REASONING);
    return new Usage(
        input == null ? 0 : input - caches,
        cached,
        written,
        oneHour,
        output == null ? reasoning : output,
        reasoning,
        partial || input == null || output == null);
  }

  /** Written for five minutes, or for a time nobody named. */
  private long written(long oneHour) {
    Long all = counts.get(Counter.WRITTEN);
    long fiveMinutes = count(Counter.WRITTEN_FIVE_MINUTES);
    if (all == null) {
      return fiveMinutes;
    }
    if (all < fiveMinutes + oneHour) {
      throw BadInput.of(
              place(Counter.WRITTEN), "must not be less than its parts for 5 minutes and an hour")
          .got("the number " + all)
          .example(
              "\"usage\": {\"input_tokens\": 3, \"cache_creation_input_tokens\": 900,"
                  + " \"output_tokens\": 80}");
    }
    return all - oneHour;
  }

  /** All input, whatever the sender's input includes; null when it is not known. */
  private @Nullable Long input(long caches, boolean answers) {
    Long uncached = counts.get(Counter.UNCACHED);
    Long sent = counts.get(Counter.INPUT);
    Long total = counts.get(Counter.TOTAL);
    if (uncached != null) {
      requireSum(sent, uncached + caches);
      return uncached + caches;
    }
    if (sent == null) {
      Long output = answers ? counts.get(Counter.OUTPUT) : Long.valueOf(count(Counter.OUTPUT));
      return total != null && output != null && total >= output + caches ? total - output : null;
    }
    boolean beside = exclusive() || caches > sent;
    return (beside ? sent + caches : sent) + count(Counter.TOOL_INPUT);
  }

  private void requireSum(@Nullable Long input, long parts) {
    if (input != null && input != parts) {
      throw BadInput.of(
              place(Counter.INPUT),
              "must be the sum of uncached_input_tokens, cached_input_tokens, cache_write_tokens"
                  + " and cache_write_1h_tokens, which is "
                  + parts)
          .got("the number " + input)
          .example(EXAMPLE);
    }
  }

  /** All output, reasoning included; null when it is not known. */
  private @Nullable Long output(@Nullable Long input, boolean answers) {
    Long sent = counts.get(Counter.OUTPUT);
    Long total = counts.get(Counter.TOTAL);
    long reasoning = count(Counter.REASONING);
    if (sent == null) {
      if (!answers) {
        return reasoning;
      }
      return total == null || input == null || total < input + reasoning ? null : total - input;
    }
    boolean outside =
        total != null && input != null && total == input + sent + reasoning && reasoning > 0;
    if (gemini() || outside) {
      return sent + reasoning;
    }
    if (reasoning > sent) {
      throw BadInput.of(
              place(Counter.REASONING), "must not be more than the output tokens, its whole")
          .got("the number " + reasoning)
          .example(
              "\"usage\": {\"input_tokens\": 1200, \"output_tokens\": 80, \"reasoning_tokens\":"
                  + " 60}");
    }
    return sent;
  }

  private boolean exclusive() {
    return convention == UsageConvention.EXCLUSIVE
        || (convention == UsageConvention.BY_NAMES
            && hints.contains(UsageConvention.EXCLUSIVE)
            && hints.size() == 1);
  }

  private boolean gemini() {
    return convention == UsageConvention.GEMINI
        || (convention == UsageConvention.BY_NAMES && hints.contains(UsageConvention.GEMINI));
  }

  private long count(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  private String place(Counter counter) {
    return places.getOrDefault(counter, arguments.path());
  }
}
