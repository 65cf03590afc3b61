package dev.spoor.mcp;

import dev.spoor.evals.Checks;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Completer;
import dev.spoor.mcp.protocol.Resource;
import dev.spoor.mcp.protocol.ResourceContent;
import dev.spoor.mcp.protocol.ResourceContents;
import dev.spoor.mcp.protocol.ResourceMissing;
import dev.spoor.mcp.protocol.ResourceOutcome;
import dev.spoor.mcp.protocol.ResourceTemplate;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.BadInput;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Runs, spans and suites for clients that let people attach what they can address. */
final class RunResources {
  private static final String JSON = "application/json";

  private final ToolContext context;

  RunResources(ToolContext context) {
    this.context = context;
  }

  /** Those at a fixed address. */
  List<Resource> fixed() {
    return List.of(
        new Resource(
            "spoor://suites",
            "suites",
            "Eval suites",
            "The suites that run_evals knows by name, and the types of checks it takes",
            JSON,
            this::suites));
  }

  /** Those for every run and span. */
  List<ResourceTemplate> templates() {
    Completer runs = new RunIds(context);
    return List.of(
        new ResourceTemplate(
            "spoor://runs/{run_id}",
            "run",
            "Run",
            "A run's totals, flags and scores, and its failed, slowest and costliest spans",
            JSON,
            Map.of("run_id", runs),
            (call, uri, named) -> found(uri, () -> run(named))),
        new ResourceTemplate(
            "spoor://runs/{run_id}/spans/{span_id}",
            "span",
            "Span",
            "One step of a run with its input and output",
            JSON,
            Map.of("run_id", runs, "span_id", this::spanIds),
            (call, uri, named) -> found(uri, () -> span(named))));
  }

  private static ResourceOutcome found(String uri, Supplier<ToolResult> answer) {
    try {
      String text = Objects.requireNonNull(answer.get().structured()).write();
      return ResourceContents.of(new ResourceContent.Text(uri, JSON, text));
    } catch (BadInput unknown) {
      return ResourceMissing.MISSING;
    }
  }

  private ToolResult run(Map<String, String> named) {
    TraceId traceId = runNamed(named);
    return RunSummary.of(context.runs(), traceId).answer();
  }

  private ToolResult span(Map<String, String> named) {
    TraceId traceId = runNamed(named);
    SpanId spanId =
        SpanId.parse(named.getOrDefault("span_id", ""))
            .orElseThrow(() -> BadInput.of("span_id", "must be 16 hex digits"));
    return new SpanDetail(context.runs().span(traceId, spanId), SpanDetail.Part.ALL).answer();
  }

  private TraceId runNamed(Map<String, String> named) {
    return context.runs().resolve(named.getOrDefault("run_id", ""));
  }

  private List<String> spanIds(String typed, Map<String, String> others) {
    try {
      Run run = context.runs().run(runNamed(others));
      return context.runs().spans(run.traceId()).stream()
          .map(Span::spanId)
          .map(SpanId::hex)
          .filter(id -> id.startsWith(typed))
          .toList();
    } catch (BadInput unknownRun) {
      return List.of();
    }
  }

  private ResourceOutcome suites(Call call, String uri, Map<String, String> variables) {
    JsonObject suites =
        JsonObject.builder()
            .put("suites", JsonArray.ofTexts(List.of()))
            .put("check_types", JsonArray.ofTexts(Checks.types()))
            .build();
    return ResourceContents.of(new ResourceContent.Text(uri, JSON, suites.write()));
  }
}
