package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.RawHttp;
import dev.spoor.http.RawHttp.Answer;
import dev.spoor.json.JsonObject;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyHttpTest {
  private static final String CALL_WAIT =
      "{\"jsonrpc\":\"2.0\",\"id\":\"w\",\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}";
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private static final SchemaTypes OFFICIAL = SchemaTypes.ofProtocol("2025-11-25");

  private HttpFixture fixture;

  @BeforeEach
  void serve() throws IOException {
    fixture = new HttpFixture();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void sdkClient_isServedAtMcp() {
    drive(HttpClientStreamableHttpTransport.builder(url()).endpoint("/mcp").build());
  }

  @Test
  @SuppressWarnings("deprecation")
  void sdkClient_isServedAtSse() {
    drive(HttpClientSseClientTransport.builder(url()).sseEndpoint("/sse").build());
  }

  private void drive(McpClientTransport transport) {
    BlockingQueue<Object> changed = new LinkedBlockingQueue<>();
    try (McpSyncClient client =
        McpClient.sync(transport).toolsChangeConsumer(changed::add).build()) {
      assertEquals("fixture", client.initialize().serverInfo().name());
      assertEquals(6, client.listTools().tools().size());
      assertEquals("session 1", text(client.callTool(call("whoami", Map.of()))));
      assertEquals(
          "{\"text\":\"zw\u00f6lf\"}",
          text(client.callTool(call("echo", Map.of("text", "zw\u00f6lf")))));
      assertEquals("stepped", text(client.callTool(call("steps", Map.of()))));
      client.ping();
    }
  }

  private static McpSchema.CallToolRequest call(String tool, Map<String, Object> arguments) {
    return McpSchema.CallToolRequest.builder(tool).arguments(arguments).build();
  }

  private static String text(McpSchema.CallToolResult result) {
    return ((McpSchema.TextContent) result.content().get(0)).text();
  }

  private String url() {
    return "http://127.0.0.1:" + fixture.port();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2026-07-28", "1999-01-01"})
  void initialize_agreesOnAnOlderRevision(String asked) throws IOException {
    Answer answer = initialize(asked);
    assertEquals(200, answer.status());
    JsonObject message = HttpFixture.object(answer.text());
    assertEquals("2025-11-25", message.object("result").text("protocolVersion"));
    assertTrue(answer.header("mcp-session-id").matches("[\\x21-\\x7e]+"));
  }

  @Test
  void sessions_haveFeaturesOfTheirOwn() throws IOException {
    String first = session();
    String second = session();
    assertNotEquals(first, second);
    assertTrue(ask(first, "whoami").contains("session 1"));
    assertTrue(ask(second, "whoami").contains("session 2"));
    assertTrue(
        fixture.modern("tools/call", "whoami", "\"name\":\"whoami\"").text().contains("shared"));
  }

  @Test
  void missingSession_is400AndUnknown404() throws IOException {
    refused(400, "1", fixture.post(PING));
    refused(404, "1", fixture.post(PING, "Mcp-Session-Id: none"));
    refused(404, null, inSession("GET", "none"));
    refused(404, null, inSession("DELETE", "none"));
    assertEquals(404, sse("none", PING).status());
  }

  @Test
  void unsupportedVersion_is400() throws IOException {
    String session = session();
    String[] headers = {"Mcp-Session-Id: " + session, "MCP-Protocol-Version: 1999-01-01"};
    refused(400, "1", fixture.post(PING, headers));
    refused(
        400,
        null,
        fixture.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", headers));
    Answer fine =
        fixture.post(PING, "Mcp-Session-Id: " + session, "MCP-Protocol-Version: 2025-06-18");
    assertEquals(200, fine.status());
  }

  @Test
  void initializeThatDoesNotFit_isJsonRpcErrorWithoutStack() throws IOException {
    Answer answer =
        fixture.post(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
                + "\"params\":{\"protocolVersion\":{},\"capabilities\":7}}");
    refused(400, "1", answer);
    assertFalse(answer.text().contains("stackTrace"), answer.text());
    assertFalse(answer.text().contains("Exception"), answer.text());
    assertEquals(fixture.opened.get(), fixture.ended.get());
  }

  @Test
  void unwillingClient_is406() throws IOException {
    String body = PING;
    Answer answer =
        RawHttp.ask(
            fixture.port(),
            body.getBytes(StandardCharsets.UTF_8),
            "POST /mcp HTTP/1.1",
            "Host: localhost",
            "Accept: text/html",
            "Content-Type: application/json",
            "Content-Length: " + body.length());
    refused(406, "1", answer);
  }

  @Test
  void unknownTool_isErrorOfJsonRpc() throws IOException {
    String call = CALL_WAIT.replace("wait", "wiat");
    Answer answer = fixture.post(call, "Mcp-Session-Id: " + session());
    refused(200, "\"w\"", answer);
    assertTrue(answer.text().contains("-32602"), answer.text());
  }

  @Test
  void arguments_keepEveryDigit() throws IOException {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
            + "{\"name\":\"echo\",\"arguments\":{\"n\":1e400,\"m\":0.10000000000000000001}}}";
    String said = post(session(), call);
    assertTrue(said.contains("1e400"), said);
    assertTrue(said.contains("0.10000000000000000001"), said);
  }

  @Test
  void delete_endsTheSession() throws IOException {
    String session = session();
    assertEquals(200, inSession("DELETE", session).status());
    assertEquals(1, fixture.ended.get());
    refused(404, "1", fixture.post(PING, "Mcp-Session-Id: " + session));
  }

  @Test
  void cancelled_stopsTheWorkAndGetsNoAnswer() throws Exception {
    String session = "Mcp-Session-Id: " + session();
    try (RawHttp caller = new RawHttp(fixture.port())) {
      HttpFixture.send(caller, CALL_WAIT, session);
      assertTrue(fixture.entered.await(20, TimeUnit.SECONDS));
      Answer accepted =
          fixture.post(
              "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                  + "\"params\":{\"requestId\":\"w\"}}",
              session);
      assertEquals(202, accepted.status());
      assertTrue(fixture.interrupted.await(20, TimeUnit.SECONDS));
      Answer answer = caller.receive(false);
      assertEquals(200, answer.status());
      assertEquals("", answer.text());
    }
  }

  @Test
  void hangingUp_isNoCancellation() throws Exception {
    String session = session();
    try (RawHttp caller = new RawHttp(fixture.port())) {
      HttpFixture.send(caller, CALL_WAIT, "Mcp-Session-Id: " + session);
      assertTrue(fixture.entered.await(20, TimeUnit.SECONDS));
    }
    assertEquals(200, fixture.post(PING, "Mcp-Session-Id: " + session).status());
    fixture.released.countDown();
    assertEquals(1, fixture.interrupted.getCount());
  }

  @Test
  void stream_tellsOfChangesUntilTheSessionEnds() throws Exception {
    String session = session();
    try (RawHttp caller = new RawHttp(fixture.port())) {
      caller.send(
          new byte[0],
          "GET /mcp HTTP/1.1",
          "Host: localhost",
          "Accept: text/event-stream",
          "Mcp-Session-Id: " + session);
      Answer head = caller.receiveHead();
      assertEquals("text/event-stream", head.header("content-type"));
      // The head comes before the SDK has the stream, and what is told before then is lost.
      CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> chunk(caller));
      while (!told.isDone()) {
        fixture.changes.tools();
      }
      assertTrue(told.get().contains("notifications/tools/list_changed"), told.get());
      inSession("DELETE", session);
      String last = caller.chunk();
      while (last.contains("notifications/tools/list_changed")) {
        last = caller.chunk();
      }
      assertEquals("", last);
    }
  }

  private static String chunk(RawHttp caller) {
    try {
      return caller.chunk();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void sseSession_endsWithItsStream() throws Exception {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      caller.send(new byte[0], "GET /sse HTTP/1.1", "Host: localhost", "Accept: text/event-stream");
      caller.receiveHead();
      assertTrue(caller.chunk().contains("event: endpoint"));
      assertEquals(0, fixture.ended.get());
    }
    while (fixture.ended.get() == 0) {
      Thread.onSpinWait();
    }
  }

  private Answer initialize(String version) throws IOException {
    return fixture.post(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
            + version
            + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
  }

  private String session() throws IOException {
    return initialize("2025-11-25").header("mcp-session-id");
  }

  private String ask(String session, String tool) throws IOException {
    return post(session, CALL_WAIT.replace("wait", tool));
  }

  private String post(String session, String body) throws IOException {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      HttpFixture.send(caller, body, "Mcp-Session-Id: " + session);
      assertEquals("text/event-stream", caller.receiveHead().header("content-type").split(";")[0]);
      return caller.chunk();
    }
  }

  private Answer inSession(String method, String session) throws IOException {
    return RawHttp.ask(
        fixture.port(), method + " /mcp HTTP/1.1", "Host: localhost", "Mcp-Session-Id: " + session);
  }

  private Answer sse(String session, String body) throws IOException {
    return RawHttp.ask(
        fixture.port(),
        body.getBytes(StandardCharsets.UTF_8),
        HttpFixture.lines("POST /sse/" + session, body));
  }

  private static void refused(int status, String id, Answer answer) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals("application/json", answer.header("content-type"));
    JsonObject message = HttpFixture.object(answer.text());
    OFFICIAL.check("JSONRPCErrorResponse", message);
    assertEquals(id, message.get("id") == null ? null : message.get("id").write());
  }
}
