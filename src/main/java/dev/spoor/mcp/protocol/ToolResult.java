package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a tool gives back.
 *
 * @param content for the model, block by block
 * @param structured for programs, and for the clients that show their model nothing else; null when
 *     there is none. The older era wants an object
 * @param isError whether the call failed in a way that the model may mend
 */
public record ToolResult(List<Content> content, @Nullable JsonValue structured, boolean isError)
    implements ToolOutcome {
  public ToolResult {
    content = List.copyOf(content);
  }

  /** A success that is told block by block. */
  public static ToolResult of(Content... content) {
    return new ToolResult(List.of(content), null, false);
  }

  /** A success for programs, and the same in short. */
  public static ToolResult of(JsonObject structured, String text) {
    return new ToolResult(List.of(new Content.Text(text)), structured, false);
  }

  /** A failure for programs, and the same in short. */
  public static ToolResult failure(JsonObject structured, String text) {
    return new ToolResult(List.of(new Content.Text(text)), structured, true);
  }

  /** The result as the protocol spells it. */
  public JsonObject json() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("content", JsonArray.of(content, Content::json))
            .put("structuredContent", structured);
    return isError ? json.put("isError", true).build() : json.build();
  }
}
