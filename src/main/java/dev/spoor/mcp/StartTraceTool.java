package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.RunDrafts;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Fields;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.List;

/** {@code start_trace}: a run begins. */
final class StartTraceTool {
  private static final String DESCRIPTION =
      """
      Begin recording a task; call first, once per task. Later calls find the run by themselves. \
      Example: {"name":"fix the login test","agent":"claude-code","tags":["bugfix"]}""";

  private static final String PROPERTIES =
      """
      {"name":{"type":"string"},"agent":{"type":"string"},"project":{"type":"string"},
      "feature":{"type":"string"},"session_id":{"type":"string"},
      "tags":{"type":"array","items":{"type":"string"}},"input":{},"metadata":{"type":"object"},
      "parent_trace_id":{"type":"string"},"parent_span_id":{"type":"string"}}""";

  private final ToolContext context;

  StartTraceTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.writing("start_trace", DESCRIPTION, InputSchema.of(PROPERTIES, "name"), this::call);
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    RunDrafts drafts = RunJson.start(arguments, context.ids(), context.clock().instant());
    arguments.finish();
    RunDraft run = drafts.run();
    Fields said = context.withSurroundings(run.fields(), request);
    Receipt receipt =
        context
            .ingest()
            .accept(new RunDrafts(run.withFields(said), drafts.root(), drafts.spans()).batch());
    Run stored = context.written(receipt);
    context.connection().opened(stored.traceId());
    receipt.warnings().forEach(warnings::add);
    return answer(
        stored.traceId(), drafts.root().spanId().hex(), context.links(), warnings.texts());
  }

  /** The answer. */
  static ToolResult answer(TraceId traceId, String rootSpanId, Links links, List<String> warnings) {
    String url = links.run(traceId);
    JsonObject.Builder structured =
        JsonObject.builder()
            .put("trace_id", traceId.hex())
            .put("run_id", traceId.runId())
            .put("root_span_id", rootSpanId)
            .putOrNull("url", url == null ? null : new JsonString(url));
    if (!warnings.isEmpty()) {
      structured.put("warnings", JsonArray.ofTexts(warnings));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "recording "
            + traceId.runId()
            + "; add_span and end_trace need no trace_id while it is the only open run");
    warnings.forEach(warning -> lines.add("warning: " + warning));
    lines.add(links.view(traceId));
    return ToolResult.of(structured.build(), String.join("\n", lines));
  }
}
