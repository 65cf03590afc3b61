package dev.spoor.evals;

import dev.spoor.evals.Verdict.Evidence;
import dev.spoor.model.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Each of some tools must be called so often, or none of them at all.
 *
 * @param tools their names
 * @param times how often each
 * @param forbidden none of them may be called; then {@code times} is not looked at
 */
record ToolUsedRule(List<Glob> tools, Bounds times, boolean forbidden) implements Rule {
  private static final int NAMED = 5;

  @Override
  public Finding grade(GradedRun run) {
    if (!run.hasSteps()) {
      return Finding.missing("no span is recorded beside the root", List.of());
    }
    List<Span> calls = run.toolCalls();
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Glob tool : tools) {
      List<Span> matching = calls.stream().filter(call -> tool.matches(name(call))).toList();
      BigDecimal count = BigDecimal.valueOf(matching.size());
      boolean good = forbidden ? matching.isEmpty() : !times.isUnder(count) && !times.isOver(count);
      (good ? right : wrong).add(tool + " called " + Counted.of(matching.size(), "time"));
      matching.stream()
          .limit(Verdict.MAX_EVIDENCE - evidence.size())
          .map(call -> new Evidence(call.spanId(), Quote.beginning(name(call))))
          .forEach(evidence::add);
    }
    String expected = forbidden ? "expected not at all" : "expected " + times.words("", "");
    String observed = first(wrong.isEmpty() ? right : wrong);
    return Finding.of(wrong.isEmpty(), observed + ", " + expected, evidence);
  }

  private static String first(List<String> counts) {
    String named = String.join(", ", counts.subList(0, Math.min(NAMED, counts.size())));
    return counts.size() > NAMED ? named + " and " + (counts.size() - NAMED) + " more" : named;
  }

  private static String name(Span call) {
    return Objects.requireNonNullElse(call.toolName(), call.name());
  }
}
