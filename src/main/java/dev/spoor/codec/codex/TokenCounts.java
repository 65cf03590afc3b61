package dev.spoor.codec.codex;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.codec.session.Oddities;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of single calls from {@code token_count} events, which say what the last call took, or
 * only what the thread took so far. The same count is told again whenever limits change.
 */
final class TokenCounts {
  private static final List<String> COUNTERS =
      List.of("input_tokens", "cached_input_tokens", "output_tokens", "reasoning_output_tokens");

  private final Oddities oddities;
  private JsonObject total = JsonObject.EMPTY;

  TokenCounts(Oddities oddities) {
    this.oddities = oddities;
  }

  /** What the call took that an event tells of; null when it tells of none. */
  @Nullable Usage read(JsonObject event) {
    JsonObject info = event.object("info");
    JsonObject now = info.object("total_token_usage");
    JsonObject before = total;
    boolean counted = !now.members().isEmpty();
    total = counted ? now : total;
    if (counted && now.equals(before)) {
      return null;
    }
    JsonObject last = info.object("last_token_usage");
    JsonObject taken = last.members().isEmpty() && counted ? difference(before, now) : last;
    return taken.members().isEmpty() ? null : usage(taken);
  }

  private @Nullable Usage usage(JsonObject taken) {
    try {
      Usage usage =
          UsageJson.read(Arguments.of(taken, new Warnings()), UsageConvention.INCLUSIVE, true);
      // After a compaction only the size of what is left is told.
      return usage == null || usage.totalTokens() == 0 ? null : usage;
    } catch (BadInput e) {
      oddities.add("usage that cannot be read");
      return null;
    }
  }

  /** What came since; all of it when the thread began to count anew. */
  private static JsonObject difference(JsonObject before, JsonObject now) {
    JsonObject.Builder difference = JsonObject.builder();
    boolean anew = COUNTERS.stream().anyMatch(name -> count(now, name) < count(before, name));
    for (String name : COUNTERS) {
      if (now.get(name) != null) {
        difference.put(name, count(now, name) - (anew ? 0 : count(before, name)));
      }
    }
    return difference.build();
  }

  private static long count(JsonObject counts, String name) {
    return counts.get(name) instanceof JsonNumber number ? number.whole().orElse(0) : 0;
  }
}
