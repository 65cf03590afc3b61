package dev.spoor.mcp.conformance;

import static dev.spoor.mcp.conformance.FixtureContent.object;
import static dev.spoor.mcp.conformance.FixtureContent.resource;
import static dev.spoor.mcp.conformance.FixtureContent.schema;
import static dev.spoor.mcp.conformance.FixtureContent.text;

import dev.spoor.json.JsonString;
import dev.spoor.mcp.protocol.Call;
import dev.spoor.mcp.protocol.Changes;
import dev.spoor.mcp.protocol.Content;
import dev.spoor.mcp.protocol.LogLevel;
import dev.spoor.mcp.protocol.Tool;
import dev.spoor.mcp.protocol.ToolOutcome;
import dev.spoor.mcp.protocol.ToolResult;
import java.util.List;

/** Tools that answer at once, each with what the suite expects of its name. */
final class FixtureTools {
  private static final String SCHEMA_OF_2020_12 =
      """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
       "$defs":{"address":{"$anchor":"addressDef","type":"object",
         "properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
       "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},
         "contactMethod":{"type":"string","enum":["phone","email"]},
         "phone":{"type":"string"},"email":{"type":"string"}},
       "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
       "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},
       "then":{"required":["phone"]},"else":{"required":["email"]},
       "additionalProperties":false}
      """;

  private FixtureTools() {}

  static List<Tool> all(Changes changes) {
    return List.of(
        answering("test_simple_text", text("This is a simple text response for testing.")),
        answering("test_image_content", FixtureContent.IMAGE),
        answering("test_audio_content", FixtureContent.AUDIO),
        answering(
            "test_embedded_resource",
            resource("test://embedded-resource", "text/plain", "This is an embedded resource.")),
        answering(
            "test_multiple_content_types",
            text("Multiple content types test:"),
            FixtureContent.IMAGE,
            resource("test://mixed-content-resource", "application/json", "{\"test\":\"data\"}")),
        tool("test_error_handling", call -> failing()),
        tool("test_tool_with_progress", FixtureTools::progressing),
        tool("test_tool_with_logging", FixtureTools::logging),
        tool("test_logging_tool", FixtureTools::logging),
        tool("test_missing_capability", FixtureTools::needingModel),
        answering("test_streaming_elicitation", text("Nothing is asked.")),
        tool("test_trigger_tool_change", call -> announced(changes::tools)),
        tool("test_trigger_prompt_change", call -> announced(changes::prompts)),
        Tool.reading(
            "test_custom_header",
            "Has an argument that is also a header.",
            schema("{'region':{'type':'string','x-mcp-header':'Region'}}"),
            call -> ToolResult.of(text(call.arguments().write()))),
        Tool.reading(
            "json_schema_2020_12_tool",
            "Has a schema with all that the dialect knows.",
            object(SCHEMA_OF_2020_12),
            call -> ToolResult.of(text(call.arguments().write()))));
  }

  static Tool tool(String name, Tool.Handler handler) {
    return Tool.reading(name, "For the suite: " + name, schema("{}"), handler);
  }

  private static Tool answering(String name, Content... content) {
    return tool(name, call -> ToolResult.of(content));
  }

  private static ToolOutcome failing() {
    return new ToolResult(
        List.of(text("This tool intentionally returns an error for testing")), null, true);
  }

  private static ToolOutcome progressing(Call call) {
    for (int done = 0; done <= 100; done += 50) {
      call.progress(done, 100.0, "Completed step " + done + " of 100");
    }
    return ToolResult.of(text("done"));
  }

  private static ToolOutcome logging(Call call) {
    for (String message : List.of("Tool execution started", "Tool processing data", "Tool done")) {
      call.log(LogLevel.INFO, "fixture", new JsonString(message));
    }
    return ToolResult.of(text("logged"));
  }

  private static ToolOutcome needingModel(Call call) {
    call.client().require(object("{'sampling':{}}"));
    return ToolResult.of(text("The client has a model."));
  }

  private static ToolOutcome announced(Runnable announcement) {
    announcement.run();
    return ToolResult.of(text("announced"));
  }
}
