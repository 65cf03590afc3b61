package dev.spoor.watch;

import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run as watch rules see it. Calls count in order: by arrival while the run is going, by start
 * afterwards.
 *
 * @param traceId the run
 * @param tree its spans as a tree
 * @param lanes the spans of each lane in order, without those below an {@code eval}; empty is the
 *     root's own lane
 * @param ordered all its spans in order, for the few that ask
 * @param totals what it adds up to
 */
public record WatchedRun(
    TraceId traceId,
    RunTree tree,
    Map<Optional<SpanId>, List<SpanOutline>> lanes,
    Supplier<List<SpanOutline>> ordered,
    RunTotals totals) {

  SpanOutline last() {
    List<SpanOutline> all = ordered.get();
    return all.get(all.size() - 1);
  }
}
