package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.RunDrafts;
import dev.spoor.codec.RunJson;
import dev.spoor.codec.Warnings;
import dev.spoor.evals.Check;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.List;

/** {@code end_trace}: a run ends. */
final class EndTraceTool {
  private static final String DESCRIPTION =
      """
      End the run when the task is done, failed or given up. Answers totals, cost and flags. \
      Example: {"status":"ok","output":"the test passes"}""";

  private static final String PROPERTIES =
      """
      {"trace_id":{"type":"string"},"status":{"enum":["ok","error","cancelled"]},
      "halt_reason":{"type":"string"},"output":{},"error":{},
      "evals":{"type":"array","items":{},"description":"checks, as in run_evals"}}""";

  private final ToolContext context;

  EndTraceTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.writing("end_trace", DESCRIPTION, InputSchema.of(PROPERTIES), this::call)
        .idempotent();
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    TraceId traceId = context.runToWrite(arguments, request);
    SpanId known = context.runs().run(traceId).rootSpanId();
    SpanId root = known == null ? RunJson.rootOf(traceId) : known;
    RunDrafts drafts = RunJson.end(arguments, traceId, root, context.clock().instant());
    List<Check> checks = EvalAnswer.checks(arguments, "evals").or(List.of());
    arguments.finish();
    Receipt receipt = context.ingest().accept(drafts.batch());
    Run run = context.written(receipt);
    return ReceiptAnswer.of(
        receipt, run, context.links(), warnings.texts(), context.graded(run.traceId(), checks));
  }
}
