package dev.spoor.mcp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.ToolResult;
import dev.spoor.model.BadInput;
import java.util.List;

/** What answers of every tool have in common. */
final class ToolAnswers {
  private ToolAnswers() {}

  /** The same with what was accepted but may not be what the agent meant. */
  static ToolResult withWarnings(ToolResult result, List<String> warnings) {
    if (warnings.isEmpty() || !(result.structured() instanceof JsonObject structured)) {
      return result;
    }
    JsonObject.Builder warned = JsonObject.builder();
    structured.members().forEach(warned::put);
    warned.put("warnings", JsonArray.ofTexts(warnings));
    return new ToolResult(result.content(), warned.build(), result.isError());
  }

  /** The caller's mistake: which argument, which rule, what would have been right. */
  static ToolResult mistake(BadInput mistake) {
    String message = String.valueOf(mistake.getMessage());
    return failed(
        JsonObject.builder()
            .put("argument", mistake.field())
            .put("rule", mistake.rule())
            .put("message", message)
            .build(),
        message);
  }

  /** Not the caller's mistake. */
  static ToolResult failure(String message) {
    return failed(JsonObject.builder().put("message", message).build(), message);
  }

  private static ToolResult failed(JsonObject error, String message) {
    return ToolResult.failure(JsonObject.builder().put("error", error).build(), message);
  }
}
