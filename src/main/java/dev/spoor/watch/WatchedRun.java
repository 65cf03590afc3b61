package dev.spoor.watch;

import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as watch rules see it.
 *
 * @param traceId the run
 * @param tree its spans as a tree
 * @param ordered its spans in the order in which calls count: by arrival while the run is going, by
 *     start afterwards
 * @param totals what it adds up to
 */
public record WatchedRun(
    TraceId traceId, RunTree tree, List<SpanOutline> ordered, RunTotals totals) {
  public WatchedRun {
    ordered = List.copyOf(ordered);
  }

  /**
   * The spans of each lane in order, without those below an {@code eval}; empty is the root's own
   * lane.
   */
  Map<Optional<SpanId>, List<SpanOutline>> lanes() {
    Map<Optional<SpanId>, List<SpanOutline>> lanes = new LinkedHashMap<>();
    for (SpanOutline span : ordered) {
      if (!tree.isEval(span.spanId())) {
        Optional<SpanId> lane = Optional.ofNullable(tree.lane(span.spanId()));
        lanes.computeIfAbsent(lane, id -> new ArrayList<>()).add(span);
      }
    }
    return lanes;
  }
}
