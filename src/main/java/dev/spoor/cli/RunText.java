package dev.spoor.cli;

import dev.spoor.cli.Terminal.Style;
import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run as text: its figures, what was seen in it, and its spans as a tree. */
final class RunText {
  private static final int NAME_WIDTH = 56;
  private static final int DEEPEST_INDENT = 12;

  private final Terminal terminal;

  RunText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints figures, flags, scores and tree. */
  void print(Run run, List<Span> spans) {
    print(run, spans, Integer.MAX_VALUE);
  }

  /** Prints figures, flags, scores and the first rows of the tree. */
  void print(Run run, List<Span> spans, int mostRows) {
    terminal.print(
        terminal.styled(Style.BOLD, Terminal.safe(run.name(), 100))
            + "  "
            + run.runId()
            + "  "
            + terminal.styled(colour(run.status()), run.status().word()));
    terminal.print("  " + figures(run));
    run.flags().forEach(this::print);
    run.scores().forEach(this::print);
    printTree(spans, run.rootSpanId(), mostRows);
    if (spans.size() > mostRows) {
      int more = spans.size() - mostRows;
      terminal.print("   " + more + " more: spoor show " + run.runId());
    }
  }

  private String figures(Run run) {
    Usage usage = run.totals().usage();
    String agent = run.agent();
    return (agent == null ? "" : Terminal.safe(agent, 40) + ", ")
        + run.totals().startedAt().toString().substring(0, 19).replace('T', ' ')
        + " UTC, "
        + Words.of(run.duration())
        + ", "
        + Words.of(run.totals().cost(), run.totals().costStatus())
        + ", "
        + Words.of(usage)
        + String.format(
            Locale.ROOT,
            " (in %,d of which cached %,d, out %,d)",
            usage.inputTokens(),
            usage.cachedInputTokens(),
            usage.outputTokens())
        + ", "
        + run.totals().spanCount()
        + " spans";
  }

  private void print(Flag flag) {
    terminal.print(
        "  "
            + terminal.styled(Style.YELLOW, "! " + flag.code())
            + "  "
            + Terminal.safe(flag.message(), 160));
  }

  private void print(Score score) {
    String reason = score.reason();
    terminal.print(
        "  "
            + terminal.styled(Style.CYAN, "= " + Terminal.safe(score.name(), 60))
            + "  "
            + score.value().stripTrailingZeros().toPlainString()
            + (reason == null ? "" : "  " + Terminal.safe(reason, 120)));
  }

  private void printTree(List<Span> spans, @Nullable SpanId root, int mostRows) {
    Map<SpanId, List<Span>> below = new HashMap<>();
    List<Span> tops = new ArrayList<>();
    Set<SpanId> known = new HashSet<>();
    spans.forEach(span -> known.add(span.spanId()));
    for (Span span : spans) {
      SpanId parent = span.parent() != null && known.contains(span.parent()) ? span.parent() : root;
      if (span.spanId().equals(root) || parent == null || !known.contains(parent)) {
        tops.add(span);
      } else {
        below.computeIfAbsent(parent, id -> new ArrayList<>()).add(span);
      }
    }
    Deque<Row> rows = new ArrayDeque<>();
    push(rows, tops, "", true);
    for (int printed = 0; printed < mostRows && !rows.isEmpty(); printed++) {
      Row row = rows.pop();
      terminal.print(
          row.indent + row.branch + line(row.span, row.indent.length() + row.branch.length()));
      push(rows, below.getOrDefault(row.span.spanId(), List.of()), row.indentBelow(), false);
    }
  }

  private static void push(Deque<Row> rows, List<Span> spans, String indent, boolean top) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      boolean last = i == spans.size() - 1;
      rows.push(new Row(spans.get(i), indent, top ? "" : last ? "└─ " : "├─ "));
    }
  }

  private String line(Span span, int indent) {
    String name = Terminal.safe(span.name(), Math.max(16, NAME_WIDTH - indent));
    StringBuilder line = new StringBuilder();
    line.append(
        terminal.styled(
            colour(span.kind()), String.format(Locale.ROOT, "%-9s", span.kind().word())));
    line.append(' ')
        .append(name)
        .append(" ".repeat(Math.max(1, NAME_WIDTH - indent - name.length())));
    line.append(String.format(Locale.ROOT, "%9s", Words.of(span.duration())));
    Usage usage = span.usage();
    if (usage != null) {
      line.append(String.format(Locale.ROOT, "  %14s", Words.of(usage)));
    }
    if (span.cost() != null) {
      line.append("  ").append(Words.of(span.cost().amount(), span.cost().status()));
    }
    if (span.status() != SpanStatus.OK) {
      Style style = span.status() == SpanStatus.ERROR ? Style.RED : Style.YELLOW;
      line.append("  ").append(terminal.styled(style, span.status().word()));
    }
    SpanError error = span.error();
    if (error != null && error.message() != null) {
      line.append(": ").append(Terminal.safe(error.message(), 80));
    }
    return line.toString();
  }

  private static Style colour(SpanKind kind) {
    return switch (kind) {
      case LLM, EMBEDDING, RERANK -> Style.BLUE;
      case TOOL, MCP, RETRIEVAL -> Style.GREEN;
      case AGENT -> Style.MAGENTA;
      case EVAL, GUARDRAIL, APPROVAL -> Style.CYAN;
      default -> Style.DIM;
    };
  }

  static Style colour(RunStatus status) {
    return switch (status) {
      case OK -> Style.GREEN;
      case ERROR -> Style.RED;
      default -> Style.YELLOW;
    };
  }

  private record Row(Span span, String indent, String branch) {
    /** What stands before the rows below; a very deep tree stops moving to the right. */
    String indentBelow() {
      if (branch.isEmpty() || indent.length() >= 3 * DEEPEST_INDENT) {
        return indent;
      }
      return indent + (branch.startsWith("└") ? "   " : "│  ");
    }
  }
}
