package dev.spoor.cli;

import dev.spoor.cli.Terminal.Style;
import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
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

/**
 * A run as text: its figures, what was seen in it, and its spans and the runs they started as a
 * tree.
 */
final class RunText {
  private static final int NAME_WIDTH = 56;
  private static final int DEEPEST_INDENT = 12;

  private final Terminal terminal;

  RunText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Prints figures, flags, scores and tree.
   *
   * @param started the runs that its spans started
   */
  void print(Run run, List<Span> spans, List<Run> started) {
    print(run, spans, started, Integer.MAX_VALUE);
  }

  /** Prints figures, flags, scores and the first rows of the tree. */
  void print(Run run, List<Span> spans, List<Run> started, int mostRows) {
    terminal.print(
        terminal.styled(Style.BOLD, Terminal.safe(run.name(), 100))
            + "  "
            + run.runId()
            + "  "
            + terminal.styled(colour(run.status()), run.status().word()));
    terminal.print("  " + figures(run));
    run.flags().forEach(this::print);
    run.scores().forEach(this::print);
    int rows = spans.size() + started.size();
    printTree(spans, started, run.rootSpanId(), mostRows);
    if (rows > mostRows) {
      int more = rows - mostRows;
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

  private void printTree(List<Span> spans, List<Run> started, @Nullable SpanId root, int mostRows) {
    Map<SpanId, List<Node>> below = new HashMap<>();
    List<Node> tops = new ArrayList<>();
    Set<SpanId> known = new HashSet<>();
    spans.forEach(span -> known.add(span.spanId()));
    for (Span span : spans) {
      SpanId parent = span.parent() != null && known.contains(span.parent()) ? span.parent() : root;
      if (span.spanId().equals(root) || parent == null || !known.contains(parent)) {
        tops.add(new SpanNode(span));
      } else {
        below.computeIfAbsent(parent, id -> new ArrayList<>()).add(new SpanNode(span));
      }
    }
    for (Run run : started) {
      SpanId named = run.fields().get(RunField.PARENT_SPAN);
      SpanId parent = named != null && known.contains(named) ? named : root;
      List<Node> beside =
          parent == null ? tops : below.computeIfAbsent(parent, id -> new ArrayList<>());
      beside.add(new RunNode(run));
    }
    Deque<Row> rows = new ArrayDeque<>();
    push(rows, tops, "", true);
    for (int printed = 0; printed < mostRows && !rows.isEmpty(); printed++) {
      Row row = rows.pop();
      int indent = row.indent.length() + row.branch.length();
      terminal.print(row.indent + row.branch + row.node.line(this, indent));
      List<Node> children = below.getOrDefault(row.node.spanId(), List.of());
      push(rows, children, row.indentBelow(), false);
    }
  }

  private static void push(Deque<Row> rows, List<Node> nodes, String indent, boolean top) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      boolean last = i == nodes.size() - 1;
      rows.push(new Row(nodes.get(i), indent, top ? "" : last ? "└─ " : "├─ "));
    }
  }

  private String line(Run run, int indent) {
    String name = Terminal.safe(run.name(), Math.max(16, NAME_WIDTH - indent));
    return terminal.styled(Style.BOLD, String.format(Locale.ROOT, "%-9s", "run"))
        + " "
        + name
        + " ".repeat(Math.max(1, NAME_WIDTH - indent - name.length()))
        + String.format(Locale.ROOT, "%9s", Words.of(run.duration()))
        + "  "
        + run.runId()
        + "  "
        + Words.of(run.totals().cost(), run.totals().costStatus())
        + "  "
        + terminal.styled(colour(run.status()), run.status().word());
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

  /** What stands in a line of the tree. */
  private sealed interface Node {
    String line(RunText text, int indent);

    /** What its children name as their parent; null when it has none here. */
    @Nullable SpanId spanId();
  }

  private record SpanNode(Span span) implements Node {
    @Override
    public String line(RunText text, int indent) {
      return text.line(span, indent);
    }

    @Override
    public SpanId spanId() {
      return span.spanId();
    }
  }

  private record RunNode(Run run) implements Node {
    @Override
    public String line(RunText text, int indent) {
      return text.line(run, indent);
    }

    @Override
    public @Nullable SpanId spanId() {
      return null;
    }
  }

  private record Row(Node node, String indent, String branch) {
    /** What stands before the rows below; a very deep tree stops moving to the right. */
    String indentBelow() {
      if (branch.isEmpty() || indent.length() >= 3 * DEEPEST_INDENT) {
        return indent;
      }
      return indent + (branch.startsWith("└") ? "   " : "│  ");
    }
  }
}
