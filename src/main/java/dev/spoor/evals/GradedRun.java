package dev.spoor.evals;

import dev.spoor.model.Run;
import dev.spoor.model.RunTree;
import dev.spoor.model.Span;
import dev.spoor.model.SpanKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as checks see it: without its {@code eval} spans and all below them.
 *
 * @param run the run
 * @param spans its spans by start
 * @param tree how they hang together
 */
record GradedRun(Run run, List<Span> spans, RunTree tree) {
  static GradedRun of(Run run, List<Span> all) {
    RunTree tree = new RunTree(all.stream().map(Span::outline).toList(), run.rootSpanId());
    return new GradedRun(
        run, all.stream().filter(span -> !tree.isEval(span.spanId())).toList(), tree);
  }

  /** The span that is the run itself; null when it has not arrived. */
  @Nullable Span root() {
    return spans.stream().filter(this::isRoot).findFirst().orElse(null);
  }

  /** Whether anything is recorded beside the root. */
  boolean hasSteps() {
    return spans.stream().anyMatch(span -> !isRoot(span));
  }

  /** Every call of a tool, sub-agents that were called as one included. */
  List<Span> toolCalls() {
    return spans.stream()
        .filter(
            span ->
                span.kind() == SpanKind.TOOL
                    || span.kind() == SpanKind.MCP
                    || span.toolName() != null)
        .toList();
  }

  /** The spans whose usage and cost add up to the run's. */
  List<Span> billedLeaves() {
    return spans.stream().filter(span -> tree.isBilledLeaf(span.outline())).toList();
  }

  private boolean isRoot(Span span) {
    return span.spanId().equals(run.rootSpanId());
  }
}
