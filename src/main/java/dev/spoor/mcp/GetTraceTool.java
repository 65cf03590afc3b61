package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Limits;
import dev.spoor.codec.Warnings;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Run;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code get_trace}: one run, as a summary, as a tree, one span of it with its payloads, or where
 * something stands in it.
 */
final class GetTraceTool {
  private static final String DESCRIPTION =
      """
      Look into a run: summary (totals; failed, slowest, costliest spans), tree (all spans), \
      span (input and output) or search (q).""";

  private static final String PROPERTIES =
      """
      {"trace_id":{"type":"string","description":"or run_id or prefix"},
      "view":{"enum":["summary","tree","span","search"]},"q":{"type":"string"},
      "span_id":{"type":"string","description":"the span, or where the tree begins"},
      "field":{"enum":["input","output","error","attributes","events","links"]},
      "offset":{"type":"integer","description":"of field (bytes), tree, hits"},
      "max_bytes":{"type":"integer"}}""";

  private final ToolContext context;

  GetTraceTool(ToolContext context) {
    this.context = context;
  }

  /** What of a run is shown. */
  enum View {
    SUMMARY,
    TREE,
    SPAN,
    SEARCH;

    static final List<String> WORDS = Arrays.stream(values()).map(View::word).toList();

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<View> parse(String word) {
      return Arrays.stream(values()).filter(view -> view.word().equals(word)).findFirst();
    }
  }

  Tool tool() {
    return Tool.reading(
        "get_trace", DESCRIPTION, InputSchema.of(PROPERTIES, "trace_id"), this::call);
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    String sent = arguments.text("trace_id", Limits.WORD, "run_1c5qy8c36v").required();
    SpanId spanId = arguments.spanId("span_id").value();
    String wanted = arguments.text("q", Limits.NAME, "connection refused").value();
    View usual = spanId != null ? View.SPAN : wanted != null ? View.SEARCH : View.SUMMARY;
    View view = arguments.word("view", View::parse, View.WORDS).or(usual);
    long offset = arguments.whole("offset", 0, Integer.MAX_VALUE, 0).or(0L);
    SpanDetail.Part part = SpanDetail.Part.of(arguments, offset);
    arguments.finish();
    TraceId traceId = context.runs().resolve(sent);
    ToolResult result =
        switch (view) {
          case SUMMARY -> summary(traceId);
          case TREE -> tree(traceId, spanId, (int) offset);
          case SPAN -> span(arguments, traceId, part);
          case SEARCH -> search(arguments, traceId, (int) offset, part.mostBytes());
        };
    return ToolAnswers.withWarnings(result, warnings.texts());
  }

  private ToolResult summary(TraceId traceId) {
    return RunSummary.of(context.runs(), traceId).answer();
  }

  private ToolResult tree(TraceId traceId, @Nullable SpanId top, int offset) {
    if (top != null) {
      context.runs().span(traceId, top);
    }
    Run run = context.runs().run(traceId);
    return new RunTreePage(
            run,
            context.runs().spans(traceId),
            context.runs().startedBy(traceId, StartedRuns.MOST),
            top)
        .answer(offset);
  }

  private ToolResult span(Arguments arguments, TraceId traceId, SpanDetail.Part part) {
    SpanId spanId = arguments.spanId("span_id").required();
    return new SpanDetail(context.runs().span(traceId, spanId), part).answer();
  }

  private ToolResult search(Arguments arguments, TraceId traceId, int offset, int mostBytes) {
    String wanted = arguments.text("q", Limits.NAME, "connection refused").required();
    return RunSearchPage.of(context.runs(), traceId, wanted, offset, mostBytes).answer();
  }
}
