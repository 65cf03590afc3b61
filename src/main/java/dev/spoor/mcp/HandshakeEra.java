package dev.spoor.mcp;

import dev.spoor.json.Json;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The revisions that begin with {@code initialize}, 2024-11-05 to 2025-11-25, answered by the
 * unmodified SDK. Loading this class loads the SDK.
 */
final class HandshakeEra implements Era {
  private final JacksonMcpJsonMapper mapper = exactMapper();
  private final SdkSession session = new SdkSession(mapper);
  private final Tools tools;

  HandshakeEra(ServerInfo info, Tools tools) {
    this.tools = tools;
    McpServer.sync(session)
        .serverInfo(
            McpSchema.Implementation.builder(ServerInfo.NAME, info.version())
                .title(ServerInfo.TITLE)
                .build())
        .instructions(info.instructions())
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .jsonMapper(mapper)
        // Arguments are checked where they are read, in words an agent can act on.
        .validateToolInputs(false)
        .jsonSchemaValidator(HandshakeEra::accept)
        .immediateExecution(true)
        .tools(tools.all().stream().map(this::specification).toList())
        .build();
  }

  @Override
  public boolean keepsOrder(String method, JsonObject params) {
    Tool tool =
        method.equals(McpSchema.METHOD_TOOLS_CALL) ? tools.named(params.text("name")) : null;
    return tool != null && tool.keepsOrder();
  }

  @Override
  public JsonValue answer(String method, JsonObject params) {
    JsonObject bound = params;
    if (method.equals(McpSchema.METHOD_TOOLS_CALL)) {
      requireCallable(params);
      // Arguments go past the SDK: its binding would copy them and respell their numbers.
      bound = JsonObject.builder().put("name", params.get("name")).build();
    }
    JSONRPCResponse response = session.ask(method, Json.plain(bound), params);
    if (response.error() != null) {
      throw failure(method, response.error());
    }
    if (method.equals(McpSchema.METHOD_INITIALIZE)) {
      // Said for the client, which may forget it: the SDK leaves every request before it
      // unanswered.
      session.tell(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
    }
    return Json.of(mapper.convertValue(response.result(), Object.class));
  }

  private void requireCallable(JsonObject params) {
    String name = params.text("name");
    if (tools.named(name) == null) {
      List<String> names = tools.all().stream().map(Tool::name).toList();
      throw invalidParams(
          (name == null ? "\"name\" must be a string" : "Unknown tool")
              + "; the tools are "
              + String.join(", ", names));
    }
    JsonValue arguments = params.get("arguments");
    if (arguments != null && arguments != JsonNull.NULL && !(arguments instanceof JsonObject)) {
      throw invalidParams("\"arguments\" must be an object, not " + arguments.shape());
    }
  }

  /** The SDK calls parameters that it cannot read an internal error, in Java's words. */
  private static ProtocolError failure(String method, JSONRPCResponse.JSONRPCError error) {
    return error.code() == ProtocolError.INTERNAL_ERROR
        ? invalidParams("they do not fit " + method)
        : new ProtocolError(error.code(), error.message());
  }

  private SyncToolSpecification specification(Tool tool) {
    McpSchema.Tool declaration = mapper.convertValue(Json.plain(tool.json()), McpSchema.Tool.class);
    return SyncToolSpecification.builder()
        .tool(declaration)
        .callHandler(
            (exchange, request) -> {
              JsonObject params = SdkSession.exact(exchange);
              return sdkResult(
                  tools.call(
                      tool, new ToolRequest(params.object("arguments"), params.object("_meta"))));
            })
        .build();
  }

  private static CallToolResult sdkResult(ToolResult result) {
    return CallToolResult.builder()
        .addTextContent(result.text())
        .structuredContent(Json.plain(result.structured()))
        .isError(result.isError())
        .build();
  }

  private static ProtocolError invalidParams(String rule) {
    return new ProtocolError(ProtocolError.INVALID_PARAMS, "Invalid params: " + rule);
  }

  private static JsonSchemaValidator.ValidationResponse accept(
      Map<String, Object> schema, Object content) {
    return JsonSchemaValidator.ValidationResponse.asValid(Json.of(content).write());
  }

  /** Numbers keep every digit: as doubles, 1e400 would be infinite. */
  private static JacksonMcpJsonMapper exactMapper() {
    return new JacksonMcpJsonMapper(
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build());
  }
}
