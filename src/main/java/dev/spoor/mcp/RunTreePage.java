package dev.spoor.mcp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spans of a run, each before those below it, a page at a time. */
final class RunTreePage {
  private static final int MOST_ROWS = 200;

  private final Run run;
  private final StartedRuns started;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Walks the tree.
   *
   * @param spans all spans of the run by start
   * @param started the runs that its spans started
   * @param top where to begin; null: at the run itself
   */
  RunTreePage(Run run, List<Span> spans, List<Run> started, @Nullable SpanId top) {
    this.run = run;
    this.started = new StartedRuns(started);
    SpanId root = run.rootSpanId();
    Map<SpanId, Span> byId = new LinkedHashMap<>();
    spans.forEach(span -> byId.put(span.spanId(), span));
    Map<SpanId, List<Span>> below = new HashMap<>();
    List<Span> tops = new ArrayList<>();
    for (Span span : spans) {
      Span parent = parent(span, byId, root);
      if (parent == null) {
        tops.add(span);
      } else {
        below.computeIfAbsent(parent.spanId(), id -> new ArrayList<>()).add(span);
      }
    }
    Set<SpanId> seen = new HashSet<>();
    if (top != null) {
      walk(byId.get(top), below, seen);
    } else {
      tops.forEach(span -> walk(span, below, seen));
      // Spans whose parents form a ring hang under nothing.
      spans.forEach(span -> walk(span, below, seen));
    }
  }

  private static @Nullable Span parent(Span span, Map<SpanId, Span> byId, @Nullable SpanId root) {
    Span known = span.parent() == null ? null : byId.get(span.parent());
    boolean isRoot = span.spanId().equals(root);
    return known != null ? known : isRoot || root == null ? null : byId.get(root);
  }

  private void walk(@Nullable Span top, Map<SpanId, List<Span>> below, Set<SpanId> seen) {
    // Not recursive: runs nest tens of thousands deep when somebody wants them to.
    Deque<Row> open = new ArrayDeque<>();
    if (top != null) {
      open.push(new Row(top, 0));
    }
    while (!open.isEmpty()) {
      Row row = open.pop();
      if (seen.add(row.span.spanId())) {
        rows.add(row);
        List<Span> children = below.getOrDefault(row.span.spanId(), List.of());
        for (int i = children.size() - 1; i >= 0; i--) {
          open.push(new Row(children.get(i), row.depth + 1));
        }
      }
    }
  }

  /**
   * The page that begins at an offset.
   *
   * @param offset how many spans to pass over
   */
  ToolResult answer(int offset) {
    int from = Math.min(offset, rows.size());
    int most = Math.min(MOST_ROWS, rows.size() - from);
    return AnswerSize.largest(most, shown -> answer(from, from + shown));
  }

  private ToolResult answer(int from, int to) {
    List<Row> shown = rows.subList(from, to);
    List<String> leftOut = new ArrayList<>();
    if (to < rows.size()) {
      leftOut.add(
          (rows.size() - to) + " further spans: pass offset " + to + ", or span_id for one branch");
    }
    leftOut.add("inputs and outputs: view span with a span_id");
    JsonObject.Builder structured =
        JsonObject.builder()
            .put("view", GetTraceTool.View.TREE.word())
            .put("trace_id", run.traceId().hex())
            .put("run_id", run.runId())
            .put("total_spans", rows.size())
            .put("spans", JsonArray.of(shown, Row::json))
            .putOrNull("next_offset", to < rows.size() ? JsonNumber.of(to) : null);
    List<String> lines = new ArrayList<>();
    lines.add(RunLine.of(run));
    shown.forEach(row -> lines.add(row.text()));
    started.put(structured, lines, StartedRuns.MOST);
    structured.put("left_out", JsonArray.ofTexts(leftOut));
    lines.add("left out: " + String.join("; ", leftOut));
    return ToolResult.of(structured.build(), String.join("\n", lines));
  }

  private record Row(Span span, int depth) {
    private static final int DEEPEST_INDENT = 20;

    JsonValue json() {
      return SpanRow.json(span).put("depth", depth).build();
    }

    String text() {
      return "  ".repeat(Math.min(depth, DEEPEST_INDENT)) + SpanRow.text(span);
    }
  }
}
