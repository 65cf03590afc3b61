package dev.spoor.watch;

import dev.spoor.model.RunTree;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spans of each lane in order, without those below an {@code eval}. Not thread-safe. */
public final class Lanes {
  private final Map<Optional<SpanId>, List<SpanOutline>> lanes = new LinkedHashMap<>();
  private final Comparator<SpanOutline> order;

  private Lanes(Comparator<SpanOutline> order) {
    this.order = order;
  }

  /** The lanes of some spans. */
  public static Lanes of(
      Collection<SpanOutline> spans, Comparator<SpanOutline> order, RunTree tree) {
    Lanes lanes = new Lanes(order);
    spans.stream().sorted(order).forEach(span -> lanes.put(null, span, tree));
    return lanes;
  }

  /**
   * Takes in a span.
   *
   * @param before what it was, in the same lane; null for a new one
   * @param tree in which it has its place already
   */
  public void put(@Nullable SpanOutline before, SpanOutline span, RunTree tree) {
    if (tree.isEval(span.spanId())) {
      return;
    }
    List<SpanOutline> lane =
        lanes.computeIfAbsent(
            Optional.ofNullable(tree.lane(span.spanId())), key -> new ArrayList<>());
    if (before != null) {
      lane.remove(place(lane, before.spanId()));
    }
    // What comes or changes is mostly near the end.
    int place = lane.size();
    while (place > 0 && order.compare(lane.get(place - 1), span) > 0) {
      place--;
    }
    lane.add(place, span);
  }

  private static int place(List<SpanOutline> lane, SpanId spanId) {
    int place = lane.size() - 1;
    while (!lane.get(place).spanId().equals(spanId)) {
      place--;
    }
    return place;
  }

  /** How the spans of a lane are ordered. */
  public Comparator<SpanOutline> order() {
    return order;
  }

  /** By the agent of the lane; empty is the root's own. */
  public Map<Optional<SpanId>, List<SpanOutline>> spans() {
    return Collections.unmodifiableMap(lanes);
  }
}
