package dev.spoor.mcp;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import java.util.List;

/**
 * What a call of a tool gives back.
 *
 * @param structured for programs, and for the clients that show their model nothing else
 * @param text the same in short for the others
 * @param isError whether the call failed
 */
record ToolResult(JsonObject structured, String text, boolean isError) {
  static ToolResult of(JsonObject structured, String text) {
    return new ToolResult(structured, text, false);
  }

  /** The same with what was accepted but may not be what the agent meant. */
  ToolResult withWarnings(List<String> warnings) {
    if (warnings.isEmpty()) {
      return this;
    }
    JsonObject.Builder warned = JsonObject.builder();
    structured.members().forEach(warned::put);
    warned.put("warnings", JsonArray.ofTexts(warnings));
    return new ToolResult(warned.build(), text, isError);
  }

  /** The caller's mistake: which argument, which rule, what would have been right. */
  static ToolResult mistake(BadInput mistake) {
    return failed(
        JsonObject.builder()
            .put("argument", mistake.field())
            .put("rule", mistake.rule())
            .put("message", mistake.getMessage())
            .build());
  }

  /** Not the caller's mistake. */
  static ToolResult failure(String message) {
    return failed(JsonObject.builder().put("message", message).build());
  }

  private static ToolResult failed(JsonObject error) {
    String message = error.text("message");
    return new ToolResult(
        JsonObject.builder().put("error", error).build(), message == null ? "" : message, true);
  }
}
