package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.Limits;
import dev.spoor.codec.RunSelection;
import dev.spoor.codec.Warnings;
import dev.spoor.evals.Check;
import dev.spoor.evals.Evals;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.BadInput;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.List;

/** {@code run_evals}: stored runs are graded by checks. */
final class RunEvalsTool {
  private static final String DESCRIPTION =
      """
      Grade runs with checks; answers a gate line and each verdict. \
      Example: {"trace_id":"run_1c5qy8c36v","checks":[{"type":"contains","value":"passed"},\
      {"type":"cost","threshold":0.05},{"type":"trajectory:loop-free"}]}""";

  private static final String PROPERTIES =
      """
      {"trace_id":{"type":"string"},"trace_ids":{"type":"array","items":{"type":"string"}},
      "select":{"type":"object","description":"filters of list_recent_traces"},
      "checks":{"type":"array","items":{"type":"object"}}}""";

  private static final int MOST_RUNS = 200;
  private static final int MOST_ID_CHARACTERS = 40;

  private final ToolContext context;

  RunEvalsTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.writing("run_evals", DESCRIPTION, InputSchema.of(PROPERTIES, "checks"), this::call)
        .idempotent()
        .beside();
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    List<Check> checks = EvalAnswer.checks(arguments, "checks").required();
    List<TraceId> traces = traces(arguments);
    arguments.finish();
    return EvalAnswer.of(
        context.services().get().evals().run(Evals.INLINE, traces, checks), warnings.texts());
  }

  private List<TraceId> traces(Arguments arguments) {
    List<TraceId> traces = new ArrayList<>();
    String one = arguments.text("trace_id", Limits.WORD, "run_1c5qy8c36v").value();
    if (one != null) {
      traces.add(context.runs().stored(one));
    }
    arguments
        .texts("trace_ids", MOST_RUNS, MOST_ID_CHARACTERS, "run_1c5qy8c36v")
        .or(List.of())
        .forEach(id -> traces.add(context.runs().stored(id)));
    Arguments select = arguments.inside("select", "{\"agent\": \"claude-code\"}").value();
    if (select != null) {
      RunSelection selection =
          RunSelection.of(
              select,
              context.defaults().project(),
              ListRecentTracesTool.USUAL,
              ListRecentTracesTool.MOST);
      context
          .runs()
          .list(selection.filter(), selection.after(), selection.limit())
          .runs()
          .forEach(run -> traces.add(run.traceId()));
    } else if (traces.isEmpty()) {
      throw BadInput.of("trace_id", "or trace_ids or select is required")
          .example("\"trace_id\": \"run_1c5qy8c36v\"");
    }
    return traces;
  }
}
