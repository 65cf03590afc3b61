package dev.spoor.evals;

import dev.spoor.evals.Verdict.Evidence;
import dev.spoor.model.CostStatus;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Span;
import dev.spoor.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a limit can be set on. */
enum Quantity {
  /** US dollars. */
  COST("$", ""),
  /** Milliseconds from start to end. */
  LATENCY("", " ms"),
  /** Input and output tokens. */
  TOKENS("", " tokens");

  private final String before;
  private final String after;

  Quantity(String before, String after) {
    this.before = before;
    this.after = after;
  }

  Measured measure(GradedRun run) {
    return switch (this) {
      case COST -> cost(run);
      case LATENCY -> latency(run);
      case TOKENS -> tokens(run);
    };
  }

  /** What stands before a number of this quantity. */
  String before() {
    return before;
  }

  /** What stands behind a number of this quantity. */
  String after() {
    return after;
  }

  /** A value with its unit. */
  String text(BigDecimal value) {
    return before + value.toPlainString() + after;
  }

  private static Measured cost(GradedRun run) {
    RunTotals totals = run.run().totals();
    CostStatus status = totals.costStatus();
    if (status == null) {
      return Measured.unknown("no model call with a usage or a cost is recorded", List.of());
    }
    List<Evidence> open =
        places(
            run,
            span -> span.cost() == null || !isWhole(span.cost().status()),
            span -> "no full price for model " + Quote.of(String.valueOf(span.model())));
    if (totals.cost() == null) {
      return Measured.unknown("cost unknown: the models have no price", open);
    }
    boolean whole = open.isEmpty() && isWhole(status);
    return new Measured(
        totals.cost().dollars(), whole ? null : "some calls have no full price", open);
  }

  private static boolean isWhole(CostStatus status) {
    return status == CostStatus.REPORTED || status == CostStatus.COMPUTED;
  }

  private static Measured latency(GradedRun run) {
    Duration duration = run.run().duration();
    if (duration == null) {
      return Measured.unknown("the run has not ended", List.of());
    } else if (run.run().status() == RunStatus.ABANDONED) {
      return Measured.unknown("the run was abandoned, its end is not known", List.of());
    }
    return new Measured(
        BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros(), null, List.of());
  }

  private static Measured tokens(GradedRun run) {
    List<Evidence> open =
        places(
            run,
            span -> span.usage() == null || span.usage().partial(),
            span -> span.usage() == null ? "no usage reported" : "usage reported in part");
    Usage sum = null;
    for (Span leaf : run.billedLeaves()) {
      Usage usage = leaf.usage();
      if (usage != null) {
        sum = sum == null ? usage : sum.plus(usage);
      }
    }
    return sum == null
        ? Measured.unknown("no model call with a usage is recorded", open)
        : new Measured(
            BigDecimal.valueOf(sum.totalTokens()),
            open.isEmpty() ? null : "some calls report no full usage",
            open);
  }

  private static List<Evidence> places(
      GradedRun run, Predicate<Span> wanted, Function<Span, String> excerpt) {
    return run.billedLeaves().stream()
        .filter(wanted)
        .limit(Verdict.MAX_EVIDENCE)
        .map(span -> new Evidence(span.spanId(), excerpt.apply(span)))
        .toList();
  }

  /**
   * What was measured.
   *
   * @param value in the quantity's unit; null when nothing is known
   * @param gap what is not known, so that {@code value} is only a lower bound; null when all is
   * @param evidence where it is not known
   */
  record Measured(@Nullable BigDecimal value, @Nullable String gap, List<Evidence> evidence) {
    static Measured unknown(String gap, List<Evidence> evidence) {
      return new Measured(null, gap, evidence);
    }
  }
}
