package dev.spoor.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.mcp.protocol.SchemaTypes;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program, spawned as a client spawns it. */
class StdioServerIT {
  private static final String LATEST = "2025-11-25";
  private static final SchemaTypes RESULTS = SchemaTypes.ofResults();

  @TempDir private Path home;

  private ProcessBuilder command(String... variables) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", System.getProperty("spoor.jar"), "mcp"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPOOR_"));
    builder.environment().put("SPOOR_HOME", home.resolve("data").toString());
    for (int i = 0; i < variables.length; i += 2) {
      builder.environment().put(variables[i], variables[i + 1]);
    }
    return builder;
  }

  private RawMcpClient client(String... variables) {
    return RawMcpClient.start(command(variables)).initialized(LATEST);
  }

  private JsonObject trace(String traceId) {
    try (RawMcpClient later = client()) {
      return later
          .called("get_trace", RawMcpClient.object("{'trace_id':'" + traceId + "'}"))
          .object("trace");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void session_everyRevision_callsEveryTool(String revision) {
    try (RawMcpClient client = RawMcpClient.start(command()).initialized(revision)) {
      assertEquals(
          8, client.result("tools/list", JsonObject.EMPTY).array("tools").elements().size());
      JsonObject started = call(client, "start_trace", "{'name':'n'}");
      JsonObject span = call(client, "add_span", "{'name':'a','kind':'tool','output':'ok'}");
      call(client, "add_score", "{'name':'s','value':1}");
      call(client, "end_trace", "{}");
      call(client, "record_run", "{'name':'m','spans':[{'name':'a','kind':'llm'}]}");
      String id = "'trace_id':'" + started.text("trace_id") + "'";
      call(client, "get_trace", "{" + id + "}");
      call(client, "get_trace", "{" + id + ",'view':'tree'}");
      call(client, "get_trace", "{" + id + ",'span_id':'" + span.text("span_id") + "'}");
      call(client, "run_evals", "{" + id + ",'checks':[{'type':'trajectory:loop-free'}]}");
      assertEquals("2", call(client, "list_recent_traces", "{}").get("total").write());
      assertEquals(List.of(), client.finish());
      assertEquals("", client.diagnostics());
    }
  }

  @Test
  void newerEra_withoutHandshake_callsEveryTool() {
    try (RawMcpClient client = RawMcpClient.start(command())) {
      client.modern("server/discover", "{}");
      assertEquals(8, client.modern("tools/list", "{}").array("tools").elements().size());
      JsonObject started = callModern(client, "start_trace", "{'name':'n'}");
      callModern(client, "add_span", "{'name':'a','kind':'tool','output':'ok'}");
      callModern(client, "add_score", "{'name':'s','value':1}");
      callModern(client, "end_trace", "{}");
      callModern(client, "record_run", "{'name':'m','spans':[{'name':'a','kind':'llm'}]}");
      String id = "'trace_id':'" + started.text("trace_id") + "'";
      callModern(client, "get_trace", "{" + id + "}");
      callModern(client, "run_evals", "{" + id + ",'checks':[{'type':'trajectory:loop-free'}]}");
      assertEquals("2", callModern(client, "list_recent_traces", "{}").get("total").write());
      assertEquals(List.of(), client.finish());
      assertEquals("", client.diagnostics());
    }
  }

  private static JsonObject callModern(RawMcpClient client, String tool, String arguments) {
    JsonObject result =
        client.modern("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    assertEquals(JsonObject.EMPTY, result.object("structuredContent").object("error"));
    RESULTS.check(tool, result.object("structuredContent"));
    return result.object("structuredContent");
  }

  private static JsonObject call(RawMcpClient client, String tool, String arguments) {
    JsonObject structured = client.called(tool, RawMcpClient.object(arguments));
    RESULTS.check(tool, structured);
    return structured;
  }

  @Test
  void start_opensNothing() {
    try (RawMcpClient client = client()) {
      client.result("tools/list", JsonObject.EMPTY);
      assertFalse(Files.exists(home.resolve("data")));
      client.called("list_recent_traces", JsonObject.EMPTY);
      assertTrue(Files.exists(home.resolve("data")));
    }
  }

  @Test
  void endOfInput_wholeSessionAtOnce_isAnsweredAndStored() {
    try (RawMcpClient client = RawMcpClient.start(command())) {
      client.send(
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
          "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"start_trace","arguments":{"name":"n"}}}
          {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"add_span","arguments":{"name":"a","kind":"tool"}}}
          {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"end_trace"}}
          {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"list_recent_traces"}}""");
      List<JsonObject> answers = client.finish();
      assertEquals(5, answers.size());
      JsonObject listed = answers.get(4).object("result").object("structuredContent");
      JsonObject run = (JsonObject) listed.array("traces").elements().get(0);
      assertEquals("ok", run.text("status"));
      assertEquals("2", run.get("span_count").write());
    }
  }

  @Test
  void endOfInput_openRun_isAbandoned() {
    String traceId;
    try (RawMcpClient client = client()) {
      traceId = client.called("start_trace", RawMcpClient.object("{'name':'n'}")).text("trace_id");
      client.finish();
    }
    assertAbandoned(traceId);
  }

  @Test
  void terminated_openRun_isAbandoned() throws InterruptedException {
    String traceId;
    try (RawMcpClient client = client()) {
      traceId = client.called("start_trace", RawMcpClient.object("{'name':'n'}")).text("trace_id");
      client.process().toHandle().destroy();
      assertTrue(client.process().waitFor(60, TimeUnit.SECONDS));
    }
    assertAbandoned(traceId);
  }

  private void assertAbandoned(String traceId) {
    JsonObject trace = trace(traceId);
    assertEquals("abandoned", trace.text("status"));
    assertEquals(
        "client_disconnected",
        trace.object("halt_reason").object("untrusted_content").text("text"));
  }

  @Test
  void surroundings_reachTheRun() throws IOException {
    Path project = Files.createDirectories(home.resolve("shop/src/main"));
    Files.createDirectories(home.resolve("shop/.git"));
    ProcessBuilder command =
        command(
            "SPOOR_SESSION_ID",
            "session-3",
            "TRACEPARENT",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    String traceId;
    try (RawMcpClient client =
        RawMcpClient.start(command.directory(project.toFile())).initialized(LATEST)) {
      traceId = client.called("start_trace", RawMcpClient.object("{'name':'n'}")).text("trace_id");
    }
    JsonObject trace = trace(traceId);
    assertEquals("shop", trace.text("project"));
    assertEquals("session-3", trace.text("session_id"));
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", trace.text("parent_trace_id"));
    assertEquals("00f067aa0ba902b7", trace.text("parent_span_id"));
  }

  @Test
  void twoServers_atOnce_shareTheFile() {
    try (RawMcpClient one = client();
        RawMcpClient other = client()) {
      JsonObject run = one.called("start_trace", RawMcpClient.object("{'name':'n'}"));
      JsonObject added =
          other.called(
              "add_span",
              RawMcpClient.object(
                  "{'trace_id':'" + run.text("trace_id") + "','name':'a','kind':'llm'}"));
      assertEquals(run.text("trace_id"), added.text("trace_id"));
      JsonObject receipt = one.called("end_trace", JsonObject.EMPTY);
      assertEquals("2", receipt.get("span_count").write());
    }
  }

  @Test
  void clientOfTheSdk_callsTools() {
    List<String> words = command().command();
    StdioClientTransport transport =
        new StdioClientTransport(
            ServerParameters.builder(words.get(0))
                .args(words.subList(1, words.size()))
                .env(Map.of("SPOOR_HOME", home.resolve("data").toString()))
                .build(),
            new JacksonMcpJsonMapper(JsonMapper.builder().build()));
    try (McpSyncClient client =
        McpClient.sync(transport).requestTimeout(Duration.ofSeconds(60)).build()) {
      assertEquals(LATEST, client.initialize().protocolVersion());
      assertEquals(
          "list_recent_traces",
          client.listTools().tools().stream().map(Tool::name).toList().get(0));
      CallToolResult recorded =
          client.callTool(
              CallToolRequest.builder("record_run").arguments(Map.of("name", "n")).build());
      assertFalse(recorded.isError());
      RESULTS.check("record_run", Json.of(recorded.structuredContent()));
      client.closeGracefully();
    }
  }
}
