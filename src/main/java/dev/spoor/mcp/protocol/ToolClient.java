package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client as an agent's host is one: it spawns a server, shakes hands and calls tools, all through
 * the SDK.
 */
public final class ToolClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final McpSyncClient client;

  private ToolClient(McpSyncClient client) {
    this.client = client;
  }

  /**
   * Starts a server and shakes hands with it.
   *
   * @param command the program and its arguments
   * @param environment variables it gets beside the ordinary ones
   * @param errors told each line of its standard error
   */
  public static ToolClient spawn(
      List<String> command, Map<String, String> environment, Consumer<String> errors) {
    ServerParameters server =
        ServerParameters.builder(command.get(0))
            .args(command.subList(1, command.size()))
            .env(environment)
            .build();
    StdioClientTransport transport =
        new StdioClientTransport(server, new JacksonMcpJsonMapper(JsonMapper.builder().build()));
    transport.setStdErrorHandler(errors);
    McpSyncClient client =
        McpClient.sync(transport).requestTimeout(PATIENCE).initializationTimeout(PATIENCE).build();
    client.initialize();
    return new ToolClient(client);
  }

  /**
   * Calls a tool.
   *
   * @return the structured result; an error of the tool too, which then says {@code error}
   */
  @SuppressWarnings("unchecked") // the SDK binds a JSON object to a map of its members
  public JsonObject call(String tool, JsonObject arguments) {
    Map<String, Object> plain = (Map<String, Object>) Json.plain(arguments);
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(plain).build());
    return Json.of(result.structuredContent()) instanceof JsonObject object
        ? object
        : JsonObject.builder().put("error", String.valueOf(result.content())).build();
  }

  /** Ends the server by closing its input, and waits for it. */
  @Override
  public void close() {
    client.closeGracefully();
  }
}
