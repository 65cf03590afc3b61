package dev.spoor.mcp;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.ScoreJson;
import dev.spoor.codec.Warnings;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.Batch;
import dev.spoor.model.Score;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.List;

/** {@code add_score}: the agent grades a run or a step of it. */
final class AddScoreTool {
  private static final String DESCRIPTION =
      """
      Grade a run or span, such as the user's verdict. \
      Example: {"name":"user_accepted","value":1,"reason":"merged"}""";

  private static final String PROPERTIES =
      """
      {"trace_id":{"type":"string"},"span_id":{"type":"string"},"name":{"type":"string"},
      "value":{"type":"number"},"label":{"type":"string"},"reason":{"type":"string"}}""";

  private final ToolContext context;

  AddScoreTool(ToolContext context) {
    this.context = context;
  }

  Tool tool() {
    return Tool.writing(
        "add_score", DESCRIPTION, InputSchema.of(PROPERTIES, "name", "value"), this::call);
  }

  private ToolResult call(Call request) {
    Warnings warnings = new Warnings();
    Arguments arguments = Arguments.of(request.arguments(), warnings);
    TraceId traceId = context.runToWrite(arguments, request);
    Score score = score(arguments, traceId);
    arguments.finish();
    context.written(context.ingest().accept(Batch.ofScore(score)));
    return answer(score, warnings.texts());
  }

  /** The answer. */
  static ToolResult answer(Score score, List<String> warnings) {
    TraceId traceId = score.traceId();
    JsonObject.Builder structured =
        JsonObject.builder().put("trace_id", traceId.hex()).put("score_id", score.scoreId());
    List<String> lines = new ArrayList<>();
    lines.add("score " + score.scoreId() + " of " + traceId.runId());
    if (!warnings.isEmpty()) {
      structured.put("warnings", JsonArray.ofTexts(warnings));
      warnings.forEach(warning -> lines.add("warning: " + warning));
    }
    return ToolResult.of(structured.build(), String.join("\n", lines));
  }

  private Score score(Arguments arguments, TraceId traceId) {
    Score score =
        ScoreJson.read(
            arguments,
            traceId,
            context.ids().scoreId(),
            Score.Source.AGENT,
            context.clock().instant());
    if (score.spanId() != null) {
      context.runs().span(traceId, score.spanId());
    }
    return score;
  }
}
