package dev.spoor.ingest;

import dev.spoor.model.CostStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds a run up (contract, section 1, "usage" and "cost"). */
final class Totals {
  private Instant startedAt;
  private Instant lastSignAt;
  private @Nullable Instant lastEnd;
  private long spanCount;
  private long errorCount;
  private long llmCallCount;
  private long toolCallCount;
  private Usage usage = Usage.NONE;
  private @Nullable Usd cost;
  private @Nullable Usd evalCost;
  private final Set<CostStatus> costStatuses = EnumSet.noneOf(CostStatus.class);

  private Totals(Instant first) {
    startedAt = first;
    lastSignAt = first;
  }

  /**
   * The sums over all spans of a run, of which there is at least one.
   *
   * @param root the span that is the run itself; null when it has not arrived, and then the run has
   *     no end
   * @param abandoned whether the run was given up, so that it ends with its last sign of life
   */
  static RunTotals of(
      Collection<SpanOutline> spans, RunTree tree, @Nullable SpanId root, boolean abandoned) {
    SpanOutline rootSpan = tree.span(root);
    Totals totals = new Totals((rootSpan == null ? spans.iterator().next() : rootSpan).startedAt());
    spans.forEach(span -> totals.add(span, tree));
    Instant end = null;
    if (abandoned) {
      end = totals.lastSignAt;
    } else if (rootSpan != null && rootSpan.status() != SpanStatus.RUNNING) {
      end = totals.lastEnd;
    }
    return new RunTotals(
        totals.startedAt,
        end,
        totals.lastSignAt,
        totals.spanCount,
        totals.errorCount,
        totals.llmCallCount,
        totals.toolCallCount,
        totals.usage,
        totals.cost,
        totals.costStatus(),
        totals.evalCost);
  }

  private void add(SpanOutline span, RunTree tree) {
    spanCount++;
    if (tree.isEval(span.spanId())) {
      evalCost = sum(evalCost, tree.isBilledLeaf(span) ? span.cost() : null);
      return;
    }
    widen(span);
    if (span.status() == SpanStatus.ERROR) {
      errorCount++;
    }
    if (span.kind().callsTool()) {
      toolCallCount++;
    }
    if (tree.isBilledLeaf(span)) {
      bill(span);
    }
  }

  private void widen(SpanOutline span) {
    Instant end = span.endedAt();
    if (span.startedAt().isBefore(startedAt)) {
      startedAt = span.startedAt();
    }
    lastSignAt = latest(lastSignAt, span.startedAt());
    if (end != null) {
      lastSignAt = latest(lastSignAt, end);
      lastEnd = lastEnd == null ? end : latest(lastEnd, end);
    }
  }

  private void bill(SpanOutline span) {
    if (span.kind() == SpanKind.LLM) {
      llmCallCount++;
    }
    if (span.usage() != null) {
      usage = usage.plus(span.usage());
    }
    cost = sum(cost, span.cost());
    if (span.costStatus() != null) {
      costStatuses.add(span.costStatus());
    }
  }

  private @Nullable CostStatus costStatus() {
    if (costStatuses.isEmpty()) {
      return null;
    } else if (costStatuses.size() == 1) {
      return costStatuses.iterator().next();
    } else if (costStatuses.contains(CostStatus.PARTIAL)
        || costStatuses.contains(CostStatus.UNPRICED)) {
      return CostStatus.PARTIAL;
    }
    return CostStatus.COMPUTED;
  }

  private static @Nullable Usd sum(@Nullable Usd one, @Nullable Usd other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.plus(other);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
