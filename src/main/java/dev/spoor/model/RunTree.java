package dev.spoor.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a run as a tree. A span without a known parent hangs under the root; parents that
 * form a ring are cut where the ring closes. Immutable.
 */
public final class RunTree {
  private final Map<SpanId, SpanOutline> spans = new HashMap<>();
  private final Map<SpanId, Place> places = new HashMap<>();
  private final Set<SpanId> aboveBilled = new HashSet<>();
  private final @Nullable SpanId root;

  /**
   * Builds the tree.
   *
   * @param outlines the spans in any order
   * @param root the span that is the run itself; null when it has not arrived
   */
  public RunTree(Collection<SpanOutline> outlines, @Nullable SpanId root) {
    this.root = root;
    outlines.forEach(span -> spans.put(span.spanId(), span));
    for (SpanOutline span : outlines) {
      place(span);
      if (span.kind().billed() && !isEval(span.spanId())) {
        markAbove(span);
      }
    }
  }

  /** The span with that id; null when it is not in the run. */
  public @Nullable SpanOutline span(@Nullable SpanId spanId) {
    return spanId == null ? null : spans.get(spanId);
  }

  /**
   * The nearest {@code agent} above the span; null for the root's own lane, also while the parent
   * is unknown.
   */
  public @Nullable SpanId lane(SpanId spanId) {
    Place place = places.get(spanId);
    return place == null ? null : place.lane;
  }

  /**
   * Whether the span is an {@code eval} or below one, and so counts in no total but the span count.
   */
  public boolean isEval(SpanId spanId) {
    Place place = places.get(spanId);
    return place != null && place.eval;
  }

  /**
   * Whether the span is billed and no billed span is below it, so that its usage and cost add to
   * the run's.
   */
  public boolean isBilledLeaf(SpanOutline span) {
    return span.kind().billed() && !aboveBilled.contains(span.spanId());
  }

  private void place(SpanOutline span) {
    // Not recursive: runs nest tens of thousands deep when somebody wants them to.
    ArrayDeque<SpanOutline> path = new ArrayDeque<>();
    Set<SpanId> onPath = new HashSet<>();
    SpanOutline above = span;
    while (above != null && !places.containsKey(above.spanId()) && onPath.add(above.spanId())) {
      path.push(above);
      above = parentOf(above);
    }
    Place outer = above == null ? Place.TOP : places.getOrDefault(above.spanId(), Place.TOP);
    SpanOutline parent = above;
    for (SpanOutline below : path) {
      SpanId lane =
          parent != null && parent.kind() == SpanKind.AGENT && !parent.spanId().equals(root)
              ? parent.spanId()
              : outer.lane;
      outer = new Place(lane, outer.eval || below.kind() == SpanKind.EVAL);
      places.put(below.spanId(), outer);
      parent = below;
    }
  }

  private void markAbove(SpanOutline billed) {
    SpanOutline above = parentOf(billed);
    while (above != null && !above.equals(billed) && aboveBilled.add(above.spanId())) {
      above = parentOf(above);
    }
  }

  private @Nullable SpanOutline parentOf(SpanOutline span) {
    return span(span.parent());
  }

  private record Place(@Nullable SpanId lane, boolean eval) {
    static final Place TOP = new Place(null, false);
  }
}
