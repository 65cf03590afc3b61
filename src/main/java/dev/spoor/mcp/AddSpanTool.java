package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.ReceiptView;
import dev.spoor.codec.SpanJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code add_span}: a step of a run, new or told further. */
final class AddSpanTool {
  private static final String DESCRIPTION =
      """
      Record a step worth keeping: a model call, a tool call, a failure. Read `advice` in the \
      answer. With a known span_id it updates that span; fields not sent stay. Example: {"name":"pytest","kind":"tool","tool_name":"Bash","input":"pytest -x",\
      "output":"2 failed","error":"exit 1","duration_ms":5200}""";

  private static final String PROPERTIES =
      """
      {"trace_id":{"type":"string"},"span_id":{"type":"string"},
      "parent_span_id":{"type":"string","description":"default: the run"},
      "name":{"type":"string"},
      "kind":{"enum":["agent","llm","tool","mcp","retrieval","embedding","rerank","chain",
      "runner_step","condition","guardrail","approval","webhook","eval","internal"]},
      "status":{"enum":["running","ok","error","cancelled"]},
      "started_at":{"type":"string"},"ended_at":{"type":"string"},
      "duration_ms":{"type":"number"},"input":{},"output":{},"error":{},
      "provider":{"type":"string"},"model":{"type":"string"},
      "usage":{"type":"object","description":"the provider's own"},
      "cost_usd":{"type":"number"},"tool_name":{"type":"string"},
      "tool_call_id":{"type":"string"},"attributes":{"type":"object"}}""";

  private final ToolContext context;

  AddSpanTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.writing("add_span", DESCRIPTION, InputSchema.of(PROPERTIES), this::call)
        .idempotent();
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    TraceId traceId = context.runToWrite(arguments, request);
    SpanDraft draft = SpanJson.draft(arguments, traceId, context.ids());
    arguments.finish();
    requireNameAndKind(draft, request.arguments().get("span_id") != null);
    Receipt receipt = context.ingest().accept(Batch.ofSpans(List.of(afterPrevious(draft))));
    Run run = context.written(receipt);
    SpanId parent = draft.fields().get(SpanField.PARENT);
    context.connection().wrote(run.traceId(), parent, draft.spanId());
    receipt.warnings().forEach(warnings::add);
    return answer(run, draft.spanId(), receipt, warnings.texts());
  }

  private static ToolResult answer(Run run, SpanId spanId, Receipt receipt, List<String> warnings) {
    return answer(
        run.traceId(), spanId, JsonArray.of(receipt.advice(), ReceiptView::advice), warnings);
  }

  /** The answer, with the advice as our own JSON has it. */
  static ToolResult answer(
      TraceId traceId, SpanId spanId, JsonArray advice, List<String> warnings) {
    JsonObject.Builder structured =
        JsonObject.builder().put("trace_id", traceId.hex()).put("span_id", spanId.hex());
    List<String> lines = new ArrayList<>();
    lines.add("span " + spanId + " of " + traceId.runId());
    if (!advice.elements().isEmpty()) {
      structured.put(
          "advice",
          JsonArray.of(advice.elements(), each -> ReceiptAnswer.shortened((JsonObject) each)));
      advice.elements().forEach(each -> lines.add(ReceiptAnswer.line((JsonObject) each)));
    }
    structured.put("warnings", JsonArray.ofTexts(warnings));
    warnings.forEach(warning -> lines.add("warning: " + warning));
    return ToolResult.of(structured.build(), String.join("\n", lines));
  }

  /** A span that is not stored yet needs both; one that is keeps what it has. */
  private void requireNameAndKind(SpanDraft draft, boolean mayBeStored) {
    @Nullable BadInput missing = SpanJson.missingOfNew(draft);
    if (missing != null && !(mayBeStored && isStored(draft))) {
      throw missing;
    }
  }

  private boolean isStored(SpanDraft draft) {
    return context.runs().findSpan(draft.traceId(), draft.spanId()).isPresent();
  }

  /** A span of an agent without a clock begins where the one before it ended. */
  private SpanDraft afterPrevious(SpanDraft draft) {
    Fields said = draft.fields();
    if (said.has(SpanField.STARTED_AT) || said.has(SpanField.DURATION)) {
      return draft;
    }
    SpanId previous = context.connection().lastUnder(draft.traceId(), said.get(SpanField.PARENT));
    @Nullable Instant end =
        previous == null || previous.equals(draft.spanId())
            ? null
            : context
                .runs()
                .findSpan(draft.traceId(), previous)
                .map(span -> span.endedAt())
                .orElse(null);
    return new SpanDraft(draft.traceId(), draft.spanId(), said, end);
  }
}
