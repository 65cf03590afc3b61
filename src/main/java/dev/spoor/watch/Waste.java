package dev.spoor.watch;

import dev.spoor.model.SpanOutline;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a streak cost for nothing: the model calls of its lane between its first call, which may
 * have been right, and its last. Each of these asked for one of the repeats; the tool itself is
 * free. What other lanes did meanwhile is their own.
 *
 * @param tokens of these calls; null when none reported any
 * @param cost of these calls; null when none has a known cost
 */
record Waste(@Nullable Long tokens, @Nullable Usd cost) {

  static Waste of(WatchedRun run, List<SpanOutline> between) {
    Long tokens = null;
    Usd cost = null;
    for (SpanOutline span : between) {
      if (run.tree().isBilledLeaf(span)) {
        Usage usage = span.usage();
        if (usage != null) {
          tokens = (tokens == null ? 0 : tokens) + usage.totalTokens();
        }
        Usd price = span.cost();
        if (price != null) {
          cost = cost == null ? price : cost.plus(price);
        }
      }
    }
    return new Waste(tokens, cost);
  }
}
