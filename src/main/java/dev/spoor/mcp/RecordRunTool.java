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
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunStatus;
import java.util.List;

/** {@code record_run}: a run told whole, after the fact. */
final class RecordRunTool {
  private static final String DESCRIPTION =
      """
      Record a finished task in one call, in place of start_trace, add_span and end_trace. Spans \
      need no times. Example: {"name":"bump deps","spans":[{"span_id":"a",\
      "name":"plan","kind":"llm","model":"gpt-5","usage":{"input_tokens":900,"output_tokens":80}},\
      {"parent_span_id":"a","name":"npm up","kind":"tool"}]}""";

  private static final String PROPERTIES =
      """
      {"name":{"type":"string"},"agent":{"type":"string"},"project":{"type":"string"},
      "feature":{"type":"string"},"session_id":{"type":"string"},
      "tags":{"type":"array","items":{"type":"string"}},
      "status":{"type":"string"},"halt_reason":{"type":"string"},
      "input":{},"output":{},"error":{},
      "started_at":{"type":"string"},"ended_at":{"type":"string"},"metadata":{"type":"object"},
      "spans":{"type":"array","items":{"type":"object"},
      "description":"each as in add_span; span_id may be a label of yours"},
      "evals":{"type":"array","items":{},"description":"checks, as in run_evals"}}""";

  private final ToolContext context;

  RecordRunTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.writing("record_run", DESCRIPTION, InputSchema.of(PROPERTIES, "name"), this::call);
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    RunDrafts told = RunJson.record(arguments, context.ids());
    List<Check> checks = EvalAnswer.checks(arguments, "evals").or(List.of());
    arguments.finish();
    RunDraft run = told.run().withFields(context.withSurroundings(told.run().fields(), request));
    Receipt receipt =
        context.ingest().record(new RunDrafts(run, told.root(), told.spans()).batch());
    Run stored = context.written(receipt);
    if (stored.status() == RunStatus.RUNNING) {
      context.connection().opened(stored.traceId());
    }
    return ReceiptAnswer.of(
        receipt,
        stored,
        context.links(),
        warnings.texts(),
        context.graded(stored.traceId(), checks));
  }
}
