package dev.spoor.ingest;

import dev.spoor.model.CostStatus;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Sums;
import java.time.Duration;
import java.time.Instant;

/** What one span counts in sums (contract, section 1, "usage" and "cost"). */
final class SpanSums {
  private SpanSums() {}

  /** That it happened, and what it cost when it is a billed leaf. */
  static void add(SpanOutline span, boolean billedLeaf, Sums to) {
    count(span, to);
    to.add(Sums.Count.TOOL_CALLS, span.kind().callsTool() ? 1 : 0);
    if (billedLeaf) {
      bill(span, to);
    }
  }

  /** That it happened, and whether it failed. */
  static void count(SpanOutline span, Sums to) {
    to.add(Sums.Count.SPANS, 1);
    to.add(Sums.Count.ERRORS, span.status() == SpanStatus.ERROR ? 1 : 0);
  }

  /** How long it took, when it has ended. */
  static void time(SpanOutline span, Sums to) {
    Instant end = span.endedAt();
    if (end != null && span.status() != SpanStatus.RUNNING) {
      to.add(Duration.between(span.startedAt(), end));
    }
  }

  /** Its tokens and its cost. */
  static void bill(SpanOutline span, Sums to) {
    to.add(Sums.Count.LLM_CALLS, span.kind() == SpanKind.LLM ? 1 : 0);
    if (span.usage() != null) {
      to.add(span.usage());
    }
    CostStatus status = span.costStatus();
    if (status != null) {
      to.add(status, span.cost());
    }
  }
}
