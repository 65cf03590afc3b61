package dev.spoor.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.RawHttp;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.SchemaTypes;
import dev.spoor.model.RunStatus;
import dev.spoor.model.TraceId;
import dev.spoor.store.Store;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code spoor serve}, driven over {@code /mcp} and {@code /sse} in both eras. */
class HttpMcpIT {
  private static final SchemaTypes OFFICIAL = SchemaTypes.ofProtocol("2026-07-28");
  private static final SchemaTypes RESULTS = SchemaTypes.ofResults();
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private SpoorProcess spoor;
  private Process server;
  private String url;

  @BeforeEach
  void serve() throws Exception {
    spoor = new SpoorProcess(home);
    ProcessBuilder command = spoor.command("serve", "--port", "0", "--json");
    command.command().add(1, "-Xlog:class+load:file=" + home.resolve("classes"));
    server = command.redirectError(home.resolve("err").toFile()).start();
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    url = ((JsonObject) Json.read(out.readLine())).text("url");
  }

  @AfterEach
  void end() {
    server.destroyForcibly();
    server.onExit().join();
  }

  @Test
  void server_loadsNoServletBeforeItsFirstUser() throws Exception {
    assertEquals(200, RawHttp.get(port(), "/runs").status());
    modern("server/discover", null, "");
    String loaded = Files.readString(home.resolve("classes"));
    assertTrue(loaded.contains("dev.spoor.http.RouteHandler"));
    assertFalse(loaded.contains("org.eclipse.jetty.ee11"));
    assertFalse(loaded.contains("io.modelcontextprotocol"));
    initialize();
    assertTrue(Files.readString(home.resolve("classes")).contains("org.eclipse.jetty.ee11"));
  }

  @Test
  void olderEra_overHttp_recordsARunByItsConnection() throws Exception {
    record(HttpClientStreamableHttpTransport.builder(url).endpoint("/mcp").build());
  }

  @Test
  @SuppressWarnings("deprecation")
  void olderEra_overSse_recordsARunByItsConnection() throws Exception {
    record(HttpClientSseClientTransport.builder(url).sseEndpoint("/sse").build());
  }

  private void record(McpClientTransport transport) throws Exception {
    String left;
    try (McpSyncClient client = McpClient.sync(transport).build()) {
      assertEquals("spoor", client.initialize().serverInfo().name());
      assertEquals(8, client.listTools().tools().size());
      JsonObject started = called(client, "start_trace", Map.of("name", "over http"));
      assertTrue(String.valueOf(started.text("url")).startsWith(url), started.write());
      called(client, "add_span", Map.of("name", "a step", "kind", "tool"));
      JsonObject ended = called(client, "end_trace", Map.of());
      assertEquals(started.text("trace_id"), ended.text("trace_id"));
      assertEquals("ok", ended.text("status"));
      left = called(client, "start_trace", Map.of("name", "left open")).text("trace_id");
    }
    assertEquals(RunStatus.ABANDONED, awaitEnd(TraceId.parse(left).orElseThrow()));
  }

  private static JsonObject called(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    JsonObject structured = (JsonObject) Json.of(result.structuredContent());
    assertFalse(Boolean.TRUE.equals(result.isError()), structured.write());
    RESULTS.check(tool, structured);
    return structured;
  }

  /** The client ends its session, or its stream, when it closes; the server notices by itself. */
  private RunStatus awaitEnd(TraceId run) {
    try (Store store = spoor.open()) {
      RunStatus status = RunStatus.RUNNING;
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (status == RunStatus.RUNNING) {
        assertTrue(System.nanoTime() < deadline, "the run is still open");
        status = store.reader().run(run).orElseThrow().status();
      }
      return status;
    }
  }

  @Test
  void newerEra_recordsARunAndKnowsNoConnection() throws Exception {
    JsonObject found = modern("server/discover", null, "");
    OFFICIAL.check("DiscoverResultResponse", found);
    JsonObject listed = modern("tools/list", null, "");
    OFFICIAL.check("ListToolsResultResponse", listed);
    assertEquals(8, listed.object("result").array("tools").elements().size());
    JsonObject started =
        modern("tools/call", "start_trace", arguments("start_trace", "\"name\":\"m\""));
    OFFICIAL.check("CallToolResultResponse", started);
    JsonObject run = started.object("result").object("structuredContent");
    RESULTS.check("start_trace", run);
    String span = "\"name\":\"a step\",\"kind\":\"tool\"";
    JsonObject unclear = modern("tools/call", "add_span", arguments("add_span", span));
    assertEquals("true", unclear.object("result").get("isError").write());
    String traceparent = "\"traceparent\":\"00-" + run.text("trace_id") + "-00f067aa0ba902b7-01\"";
    JsonObject added = modern("tools/call", "add_span", arguments("add_span", span), traceparent);
    assertNull(added.object("result").get("isError"), added.write());
    JsonObject ended =
        modern(
            "tools/call",
            "end_trace",
            arguments("end_trace", "\"trace_id\":\"" + run.text("trace_id") + "\""));
    OFFICIAL.check("CallToolResultResponse", ended);
    assertEquals(
        run.text("trace_id"), ended.object("result").object("structuredContent").text("trace_id"));
  }

  private static String arguments(String tool, String arguments) {
    return "\"name\":\"" + tool + "\",\"arguments\":{" + arguments + "},";
  }

  private JsonObject modern(String method, String name, String params, String... meta)
      throws Exception {
    String more = meta.length == 0 ? "}" : "," + String.join(",", meta) + "}";
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":\"i\",\"method\":\""
            + method
            + "\",\"params\":{"
            + params
            + META
            + more
            + "}}";
    RawHttp.Answer answer =
        post(
            body,
            "MCP-Protocol-Version: 2026-07-28",
            "Mcp-Method: " + method,
            name == null ? "X-None: none" : "Mcp-Name: " + name);
    assertEquals(200, answer.status(), answer.text());
    return (JsonObject) Json.read(answer.text());
  }

  private void initialize() throws IOException {
    RawHttp.Answer answer =
        post(
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
                + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
    assertEquals(200, answer.status(), answer.text());
  }

  private RawHttp.Answer post(String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String[] lines = new String[headers.length + 5];
    lines[0] = "POST /mcp HTTP/1.1";
    lines[1] = "Host: 127.0.0.1:" + port();
    lines[2] = "Accept: application/json, text/event-stream";
    lines[3] = "Content-Type: application/json";
    lines[4] = "Content-Length: " + bytes.length;
    System.arraycopy(headers, 0, lines, 5, headers.length);
    return RawHttp.ask(port(), bytes, lines);
  }

  private int port() {
    return URI.create(url).getPort();
  }
}
