package dev.spoor.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a run as a tree. A span without a known parent hangs under the root; parents that
 * form a ring are cut where the ring closes. Not thread-safe while it {@linkplain #grow grows}.
 */
public final class RunTree {
  private final Map<SpanId, SpanOutline> spans = new HashMap<>();
  private final Map<SpanId, Place> places = new HashMap<>();
  private final Set<SpanId> aboveBilled = new HashSet<>();

  /** Parents that are not there yet. */
  private final Set<SpanId> awaited = new HashSet<>();

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
    outlines.forEach(this::hang);
  }

  /**
   * Takes in a new span, or one that changed, when nothing is different for any other span.
   *
   * @return false when it would be; the tree is then as it was, and a new one must be built
   */
  public boolean grow(SpanOutline span) {
    SpanOutline before = spans.get(span.spanId());
    if (before != null) {
      boolean stays =
          before.kind() == span.kind() && Objects.equals(before.parent(), span.parent());
      if (stays) {
        spans.put(span.spanId(), span);
      }
      return stays;
    }
    SpanId spanId = span.spanId();
    boolean isParent =
        spanId.equals(root) || spanId.equals(span.parent()) || awaited.contains(spanId);
    if (isParent || takesOver(span)) {
      return false;
    }
    spans.put(spanId, span);
    hang(span);
    return true;
  }

  /** Whether the span would be billed in place of one above it. */
  private boolean takesOver(SpanOutline span) {
    SpanOutline above = span.kind().billed() ? parentOf(span) : null;
    boolean eval = above != null && isEval(above.spanId());
    while (above != null
        && isEval(above.spanId()) == eval
        && !aboveBilled.contains(above.spanId())) {
      if (above.kind().billed()) {
        return true;
      }
      above = span(above(above.spanId()));
    }
    return false;
  }

  private void hang(SpanOutline span) {
    if (span.parent() != null && !spans.containsKey(span.parent())) {
      awaited.add(span.parent());
    }
    place(span);
    if (span.kind().billed()) {
      markAbove(span.spanId());
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
   * Whether the span is billed and no billed span is below it, so that its usage and cost add to a
   * sum: inside an {@code eval} to the run's eval cost, elsewhere to the run's own.
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
    SpanOutline parent = above != null && onPath.contains(above.spanId()) ? null : above;
    for (SpanOutline below : path) {
      places.put(below.spanId(), placeUnder(parent, below));
      parent = below;
    }
  }

  private Place placeUnder(@Nullable SpanOutline parent, SpanOutline span) {
    boolean eval = span.kind() == SpanKind.EVAL;
    if (parent == null) {
      return new Place(null, null, eval);
    }
    SpanId parentId = parent.spanId();
    Place outer = places.getOrDefault(parentId, Place.TOP);
    boolean opensLane = parent.kind() == SpanKind.AGENT && !parentId.equals(root);
    return new Place(parentId, opensLane ? parentId : outer.lane, eval || outer.eval);
  }

  private void markAbove(SpanId billed) {
    // An eval's own spending is a sum of its own: it takes nothing from the spans around the eval.
    boolean eval = isEval(billed);
    SpanId above = above(billed);
    while (above != null && isEval(above) == eval && aboveBilled.add(above)) {
      above = above(above);
    }
  }

  private @Nullable SpanId above(SpanId spanId) {
    Place place = places.get(spanId);
    return place == null ? null : place.parent;
  }

  private @Nullable SpanOutline parentOf(SpanOutline span) {
    if (span.spanId().equals(root)) {
      return null;
    }
    SpanOutline parent = span(span.parent());
    return parent == null ? span(root) : parent;
  }

  private record Place(@Nullable SpanId parent, @Nullable SpanId lane, boolean eval) {
    static final Place TOP = new Place(null, null, false);
  }
}
