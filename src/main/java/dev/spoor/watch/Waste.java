package dev.spoor.watch;

import dev.spoor.model.SpanOutline;
import dev.spoor.model.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a streak cost for nothing: the model calls of its lane between its first call, which may
 * have been right, and its last.
 *
 * @param tokens of these calls; null when none reported any
 * @param cost of these calls; null when none has a known cost
 */
record Waste(@Nullable Long tokens, @Nullable Usd cost) {

  static Waste of(RunView run, List<SpanOutline> lane, List<SpanOutline> streak) {
    int from = lane.indexOf(streak.get(0));
    int to = lane.lastIndexOf(streak.get(streak.size() - 1));
    Long tokens = null;
    Usd cost = null;
    for (SpanOutline span : lane.subList(from, to + 1)) {
      if (run.tree().isBilledLeaf(span)) {
        if (span.usage() != null) {
          tokens = (tokens == null ? 0 : tokens) + span.usage().totalTokens();
        }
        if (span.cost() != null) {
          cost = cost == null ? span.cost() : cost.plus(span.cost());
        }
      }
    }
    return new Waste(tokens, cost);
  }
}
