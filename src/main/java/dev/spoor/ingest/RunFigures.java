package dev.spoor.ingest;

import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Sums;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a run adds up to (contract, section 1, "usage" and "cost"), kept up while it grows. Not
 * thread-safe.
 */
final class RunFigures {
  private final Collection<SpanOutline> spans;
  private final @Nullable SpanId root;
  private final RunTree tree;
  private final Sums sums = new Sums();
  private final Sums evals = new Sums();
  private TimeBounds bounds = new TimeBounds();

  /**
   * Adds up the spans.
   *
   * @param spans of the run; those that come later are in it when they are {@linkplain #grow told}
   * @param root the span that is the run itself; null when it has not arrived, and then the run has
   *     no end
   */
  RunFigures(Collection<SpanOutline> spans, @Nullable SpanId root) {
    this.spans = spans;
    this.root = root;
    this.tree = new RunTree(spans, root);
    for (SpanOutline span : spans) {
      addTo(sumsOf(span), span);
      widen(bounds, span);
    }
  }

  /** The spans as a tree. */
  RunTree tree() {
    return tree;
  }

  /**
   * Takes in a span, when nothing is different for any other.
   *
   * @param before what it was; null for a new one
   * @return false when the figures must be worked out anew
   */
  boolean grow(@Nullable SpanOutline before, SpanOutline span) {
    if (!tree.grow(span)) {
      return false;
    }
    if (before != null) {
      Sums taken = new Sums();
      addTo(taken, before);
      sumsOf(before).subtract(taken);
    }
    addTo(sumsOf(span), span);
    if (before != null && bounds.mayShrink(before, span)) {
      bounds = new TimeBounds();
      spans.forEach(each -> widen(bounds, each));
    } else {
      widen(bounds, span);
    }
    return true;
  }

  private Sums sumsOf(SpanOutline span) {
    return tree.isEval(span.spanId()) ? evals : sums;
  }

  private void addTo(Sums to, SpanOutline span) {
    SpanSums.add(span, tree.isBilledLeaf(span), to);
  }

  private void widen(TimeBounds to, SpanOutline span) {
    if (!tree.isEval(span.spanId())) {
      to.widen(span);
    }
  }

  /**
   * The totals of a run that has at least one span.
   *
   * @param abandoned whether the run was given up, so that it ends with its last sign of life
   */
  RunTotals totals(boolean abandoned) {
    SpanOutline rootSpan = tree.span(root);
    Instant first = (rootSpan == null ? spans.iterator().next() : rootSpan).startedAt();
    Instant lastSign = bounds.sign(first);
    Instant end = null;
    if (abandoned) {
      end = lastSign;
    } else if (rootSpan != null && rootSpan.status() != SpanStatus.RUNNING) {
      end = bounds.end().equals(Instant.MIN) ? null : bounds.end();
    }
    return new RunTotals(
        bounds.start(first),
        end,
        lastSign,
        spans.size(),
        sums.get(Sums.Count.ERRORS),
        sums.get(Sums.Count.LLM_CALLS),
        sums.get(Sums.Count.TOOL_CALLS),
        sums.usage(),
        sums.cost(),
        sums.costStatus(),
        evals.cost());
  }
}
