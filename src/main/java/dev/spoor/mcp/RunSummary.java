package dev.spoor.mcp;

import dev.spoor.codec.RunView;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.JsonText;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import dev.spoor.query.RunQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an agent wants to know of a run first. */
final class RunSummary {
  /** Members of a run that are texts of their sender, or lists of any length. */
  private static final Set<String> NOT_AS_THEY_ARE =
      Set.of("error", "halt_reason", "metadata", "tags", "flags", "scores");

  private static final int EXCERPT_BYTES = 1_000;
  private static final int BYTES_AN_ITEM = 50;
  private static final int MOST_SPANS = 5;

  private final Run run;
  private final List<Span> spans;
  private final @Nullable Span root;
  private final List<Run> started;

  /**
   * A summary.
   *
   * @param spans all spans of the run, without payloads
   * @param root the span that is the run itself, with payloads; null while there is none
   * @param started the runs that its spans started
   */
  private RunSummary(Run run, List<Span> spans, @Nullable Span root, List<Run> started) {
    this.run = run;
    this.spans = spans;
    this.root = root;
    this.started = started;
  }

  /** The summary of a stored run. */
  static RunSummary of(RunQuery runs, TraceId traceId) {
    Run run = runs.run(traceId);
    SpanId root = run.rootSpanId();
    return new RunSummary(
        run,
        runs.spans(traceId),
        root == null ? null : runs.findSpan(traceId, root).orElse(null),
        runs.startedBy(traceId, StartedRuns.MOST));
  }

  /** As much of it as fits. */
  ToolResult answer() {
    return AnswerSize.largest(EXCERPT_BYTES, bytes -> new Page(bytes).answer());
  }

  /** The summary with excerpts of one size, and lists to match. */
  private final class Page {
    private final int excerptBytes;
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    Page(int excerptBytes) {
      this.excerptBytes = excerptBytes;
    }

    ToolResult answer() {
      lines.add(RunLine.of(run) + " " + AnswerSize.label(run.name()));
      JsonObject.Builder structured =
          JsonObject.builder().put("view", GetTraceTool.View.SUMMARY.word());
      structured.put("trace", trace());
      spans(structured, "failed_spans", failed());
      spans(structured, "slowest_spans", slowest());
      spans(structured, "costliest_spans", costliest());
      new StartedRuns(started).put(structured, lines, excerptBytes / BYTES_AN_ITEM);
      leftOut.add("all " + run.totals().spanCount() + " spans: view tree");
      leftOut.add("one span with its texts: span_id");
      structured.put("left_out", JsonArray.ofTexts(leftOut));
      lines.add("left out: " + String.join("; ", leftOut));
      return ToolResult.of(structured.build(), String.join("\n", lines));
    }

    private JsonObject trace() {
      JsonObject whole = RunView.json(run, null);
      JsonObject.Builder trace = JsonObject.builder();
      whole
          .members()
          .forEach(
              (name, value) ->
                  trace.put(name, isAsItIs(name) ? SpanDetail.shortened(value) : null));
      list(trace, whole, "tags", SpanDetail::shortened);
      list(trace, whole, "flags", flag -> ReceiptAnswer.shortened((JsonObject) flag));
      list(trace, whole, "scores", score -> score((JsonObject) score));
      text(trace, "input", SpanDetail.payload(root == null ? null : root.input()));
      text(trace, "output", SpanDetail.payload(root == null ? null : root.output()));
      text(trace, "error", SpanDetail.error(run.error()));
      text(trace, "halt_reason", run.fields().get(RunField.HALT_REASON));
      JsonText metadata = run.fields().get(RunField.METADATA);
      text(trace, "metadata", metadata == null ? null : metadata.text());
      return trace.build();
    }

    private void text(JsonObject.Builder trace, String name, @Nullable String text) {
      if (text != null) {
        Untrusted piece = Untrusted.of(run.rootSpanId(), text, 0, excerptBytes);
        trace.put(name, piece.json());
        if (piece.cut()) {
          leftOut.add(
              root == null || name.equals("metadata") || name.equals("halt_reason")
                  ? name + ": spoor show " + run.runId() + " --json"
                  : piece.rest(name) + ", and span_id " + root.spanId());
        }
      }
    }

    private void list(
        JsonObject.Builder trace,
        JsonObject whole,
        String name,
        Function<JsonValue, JsonValue> each) {
      List<JsonValue> items = whole.array(name).elements();
      int shown = Math.min(items.size(), excerptBytes / BYTES_AN_ITEM);
      trace.put(name, JsonArray.of(items.subList(0, shown), each));
      if (shown < items.size()) {
        leftOut.add(
            (items.size() - shown) + " " + name + ": spoor show " + run.runId() + " --json");
      }
    }

    private JsonObject score(JsonObject whole) {
      JsonObject.Builder score = JsonObject.builder();
      whole.members().forEach((name, value) -> score.put(name, SpanDetail.shortened(value)));
      String reason = whole.text("reason");
      if (reason != null) {
        score.put("reason", Untrusted.of(run.rootSpanId(), reason, 0, excerptBytes / 2).json());
      }
      return score.build();
    }

    private void spans(JsonObject.Builder structured, String name, List<Span> all) {
      int most = Math.min(MOST_SPANS, excerptBytes / BYTES_AN_ITEM);
      List<Span> shown = all.subList(0, Math.min(all.size(), most));
      structured.put(name, JsonArray.of(shown, span -> SpanRow.json(span).build()));
      if (!shown.isEmpty()) {
        lines.add(name.replace('_', ' ') + ":");
        shown.forEach(span -> lines.add("  " + SpanRow.text(span)));
      }
    }
  }

  private static boolean isAsItIs(String name) {
    return !NOT_AS_THEY_ARE.contains(name);
  }

  private List<Span> failed() {
    return below().filter(span -> span.status() == SpanStatus.ERROR).toList();
  }

  private List<Span> slowest() {
    return below()
        .filter(span -> !duration(span).isZero())
        .sorted(Comparator.comparing(RunSummary::duration).reversed())
        .toList();
  }

  private List<Span> costliest() {
    return below()
        .filter(span -> cost(span).nanos() > 0)
        .sorted(Comparator.comparing(RunSummary::cost).reversed())
        .toList();
  }

  private Stream<Span> below() {
    return spans.stream().filter(span -> !span.spanId().equals(run.rootSpanId()));
  }

  private static Duration duration(Span span) {
    Duration duration = span.duration();
    return duration == null ? Duration.ZERO : duration;
  }

  private static Usd cost(Span span) {
    Usd amount = span.cost() == null ? null : span.cost().amount();
    return amount == null ? Usd.ZERO : amount;
  }
}
