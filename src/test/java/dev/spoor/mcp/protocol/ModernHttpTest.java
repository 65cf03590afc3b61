package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.RawHttp;
import dev.spoor.http.RawHttp.Answer;
import dev.spoor.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each status and code of the newer era over HTTP, in the order in which it is checked. */
class ModernHttpTest {
  private static final String VERSION = "MCP-Protocol-Version: 2026-07-28";

  private static final SchemaTypes OFFICIAL = SchemaTypes.ofProtocol("2026-07-28");

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
  void discover_isAnsweredWhole() throws IOException {
    Answer answer = fixture.modern("server/discover", null, "");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.header("content-type"));
    JsonObject message = HttpFixture.object(answer.text());
    assertEquals("7", message.get("id").write());
    assertEquals("complete", message.object("result").text("resultType"));
    assertNull(answer.header("mcp-session-id"));
    assertEquals(0, fixture.opened.get());
  }

  @Test
  void session_isIgnoredAndNeverEchoed() throws IOException {
    Answer answer = fixture.modern("tools/list", null, "", "Mcp-Session-Id: made-up");
    assertEquals(200, answer.status());
    assertNull(answer.header("mcp-session-id"));
  }

  @Test
  void originThatIsNotOurs_is403() throws IOException {
    assertEquals(
        403, fixture.modern("tools/list", null, "", "Origin: http://evil.example").status());
  }

  @Test
  void textThatIsNoJson_is400() throws IOException {
    refused(400, ProtocolError.PARSE_ERROR, false, fixture.post("{\"a\":", VERSION));
    byte[] broken = {'"', (byte) 0xff, '"'};
    Answer answer =
        RawHttp.ask(fixture.port(), broken, HttpFixture.lines("POST /mcp", "abc", VERSION));
    refused(400, ProtocolError.PARSE_ERROR, false, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]",
        "7",
        "{\"id\":1,\"method\":\"tools/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"tools/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"
      })
  void whatIsNotOneRequest_is400(String body) throws IOException {
    Answer answer = fixture.post(body, VERSION, "Mcp-Method: tools/list");
    assertEquals(400, answer.status());
    assertEquals(-32600, code(answer));
  }

  @Test
  void bodyOfAnotherType_is415() throws IOException {
    Answer answer =
        fixture.post(HttpFixture.request("tools/list", ""), VERSION, "Content-Type: text/plain");
    refused(415, ProtocolError.INVALID_REQUEST, false, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"_meta\":{}}",
        "{\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{}}}",
        "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}"
      })
  void missingMeta_is400(String params) throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"server/discover\",\"params\":" + params + "}";
    Answer answer = fixture.post(body, VERSION, "Mcp-Method: server/discover");
    refused(400, ProtocolError.INVALID_PARAMS, true, answer);
  }

  @Test
  void newerHeaderWithoutMarker_is400() throws IOException {
    String body = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}";
    refused(400, ProtocolError.INVALID_PARAMS, true, fixture.post(body, VERSION));
    Answer unknown = fixture.post(body, "MCP-Protocol-Version: 1999-01-01");
    refused(400, ProtocolError.INVALID_PARAMS, true, unknown);
    assertEquals(0, fixture.opened.get());
  }

  @Test
  void versionHeader_missingOrDifferent_is400() throws IOException {
    String body = HttpFixture.request("tools/list", "");
    Answer missing = fixture.post(body, "Mcp-Method: tools/list");
    refused(400, ProtocolError.HEADER_MISMATCH, true, missing);
    Answer older = fixture.post(body, "Mcp-Method: tools/list", "MCP-Protocol-Version: 2025-11-25");
    refused(400, ProtocolError.HEADER_MISMATCH, true, older);
    String other = body.replace("2026-07-28", "v999.0.0");
    refused(
        400,
        ProtocolError.HEADER_MISMATCH,
        true,
        fixture.post(other, "Mcp-Method: tools/list", VERSION));
  }

  @Test
  void versionNotServed_is400WithThoseThatAre() throws IOException {
    String body = HttpFixture.request("tools/list", "").replace("2026-07-28", "v999.0.0");
    Answer answer = fixture.post(body, "Mcp-Method: tools/list", "MCP-Protocol-Version: v999.0.0");
    refused(400, ProtocolError.UNSUPPORTED_VERSION, true, answer);
    JsonObject data = HttpFixture.object(answer.text()).object("error").object("data");
    assertEquals("v999.0.0", data.text("requested"));
    assertEquals("[\"2026-07-28\"]", data.get("supported").write());
  }

  @ParameterizedTest
  @CsvSource({
    "tools/list,           ,             400",
    "tools/list,           tools/call,   400",
    "tools/list,           TOOLS/LIST,   400",
    "tools/list,           tools/list,   200",
    "unknown/method,       tools/list,   400",
    "unknown/method,       unknown/method, 404",
    "initialize,           initialize,   404",
    "ping,                 ping,         404",
    "logging/setLevel,     logging/setLevel, 404",
    "resources/subscribe,  resources/subscribe, 404",
    "prompts/list,         prompts/list, 404"
  })
  void methodHeader_isCheckedBeforeTheMethod(String method, String header, int status)
      throws IOException {
    String body = HttpFixture.request(method, "");
    Answer answer =
        header == null
            ? fixture.post(body, VERSION)
            : fixture.post(body, VERSION, "mcp-METHOD: " + header);
    assertEquals(status, answer.status(), answer.text());
    if (status == 400) {
      refused(400, ProtocolError.HEADER_MISMATCH, true, answer);
    } else if (status == 404) {
      refused(404, ProtocolError.METHOD_NOT_FOUND, true, answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Mcp-Name: echo,                     200",
    "Mcp-Name:    echo   ,               200",
    "MCP-NAME: =?base64?ZWNobw==?=,      200",
    "Mcp-Name: =?base64?ZWNobw?=,        400",
    "Mcp-Name: =?base64?ZWNo!!==?=,      400",
    "Mcp-Name: =?base64?/w==?=,          400",
    "Mcp-Name: ZWNobw==?=,               400",
    "Mcp-Name: =?base64?=,               400",
    "Mcp-Name: =?BASE64?ZWNobw==?=,      400",
    "Mcp-Name: ECHO,                     400",
    "Mcp-Name: ech\u00f6,                400",
    "X-Nothing: echo,                    400"
  })
  void nameHeader_isTheMessages(String header, int status) throws IOException {
    String body = HttpFixture.request("tools/call", "\"name\":\"echo\"");
    Answer answer = fixture.post(body, VERSION, "Mcp-Method: tools/call", header);
    assertEquals(status, answer.status(), answer.text());
    if (status == 400) {
      refused(400, ProtocolError.HEADER_MISMATCH, true, answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'region':'eu'}                       | Mcp-Param-Region: eu                 | 200",
        "{'region':'Hello'}                    | Mcp-Param-Region: =?base64?SGVsbG8=?= | 200",
        "{'region':'Hello'}                    | Mcp-Param-Region: =?base64?SGVsbG8?= | 400",
        "{'region':'=?base64?SGVsbG8='}        | mcp-param-region: =?base64?SGVsbG8=  | 200",
        "{'region':'eu'}                       | Mcp-Param-Region: us                 | 400",
        "{'region':'eu'}                       | X-Nothing: eu                        | 400",
        "{'region':null}                       | X-Nothing: eu                        | 200",
        "{}                                    | X-Nothing: eu                        | 200",
        "{}                                    | Mcp-Param-Region: eu                 | 400",
        "{'at':{'zone':12}}                    | Mcp-Param-Zone: 12.0                 | 200",
        "{'at':{'zone':12}}                    | Mcp-Param-Zone: 13                   | 400",
        "{'at':{'zone':12}}                    | Mcp-Param-Zone: twelve               | 400",
        "{'at':{'dry':true}}                   | Mcp-Param-Dry: true                  | 200",
        "{'at':{'dry':true}}                   | Mcp-Param-Dry: false                 | 400"
      })
  void argumentHeader_isTheMessages(String arguments, String header, int status)
      throws IOException {
    String params = "\"name\":\"region\",\"arguments\":" + arguments.replace('\'', '"');
    Answer answer = fixture.modern("tools/call", "region", params, header);
    assertEquals(status, answer.status(), answer.text());
    if (status == 400) {
      refused(400, ProtocolError.HEADER_MISMATCH, true, answer);
    }
  }

  @Test
  void missingCapability_is400AlsoWhereAStreamWasWanted() throws IOException {
    String params = "\"name\":\"sample\"";
    Answer answer = fixture.modern("tools/call", "sample", params);
    refused(400, ProtocolError.MISSING_CAPABILITY, true, answer);
    assertEquals(
        "{\"requiredCapabilities\":{\"sampling\":{}}}",
        HttpFixture.object(answer.text()).object("error").get("data").write());
    String body =
        HttpFixture.request("tools/call", params)
            .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":1,");
    Answer streamed = fixture.post(body, VERSION, "Mcp-Method: tools/call", "Mcp-Name: sample");
    refused(400, ProtocolError.MISSING_CAPABILITY, true, streamed);
  }

  @Test
  void unknownTool_is200WithError() throws IOException {
    Answer answer = fixture.modern("tools/call", "serch", "\"name\":\"serch\"");
    refused(200, ProtocolError.INVALID_PARAMS, true, answer);
  }

  @Test
  void arguments_keepEveryDigit() throws IOException {
    String params = "\"name\":\"echo\",\"arguments\":{\"n\":1e400}";
    Answer answer = fixture.modern("tools/call", "echo", params);
    assertTrue(answer.text().contains("1e400") || answer.text().contains("1E+400"), answer.text());
  }

  @Test
  void notification_is202OrRefused() throws IOException {
    String cancelled =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}";
    Answer accepted = fixture.post(cancelled, VERSION);
    assertEquals(202, accepted.status());
    assertEquals(0, accepted.body().length);
    refused(400, ProtocolError.INVALID_REQUEST, false, fixture.post(cancelled));
    refused(
        400,
        ProtocolError.INVALID_REQUEST,
        false,
        fixture.post(cancelled, "MCP-Protocol-Version: 2031-01-01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH"})
  void otherMethods_are405(String method) throws IOException {
    Answer answer =
        RawHttp.ask(fixture.port(), method + " /mcp HTTP/1.1", "Host: localhost", VERSION);
    assertEquals(405, answer.status());
    assertTrue(answer.header("allow").contains("POST"));
  }

  @Test
  void progress_comesInAStreamBeforeTheAnswer() throws IOException {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      fixture.sendModern(caller, "tools/call", "steps", "\"name\":\"steps\"", "Last-Event-ID: 3");
      assertEquals("application/json", caller.receiveHead().header("content-type"));
    }
    try (RawHttp caller = new RawHttp(fixture.port())) {
      stream(
          caller, "steps", "\"progressToken\":\"p\",\"io.modelcontextprotocol/logLevel\":\"info\"");
      Answer head = caller.receiveHead();
      assertEquals(200, head.status());
      assertEquals("text/event-stream", head.header("content-type"));
      assertEquals("no", head.header("x-accel-buffering"));
      assertEquals("notifications/progress", event(caller).text("method"));
      assertEquals("\"p\"", event(caller).object("params").get("progressToken").write());
      assertEquals("notifications/message", event(caller).text("method"));
      assertEquals("7", event(caller).get("id").write());
      assertEquals("", caller.chunk());
    }
  }

  @Test
  void hangingUp_stopsTheWork() throws Exception {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      fixture.sendModern(caller, "tools/call", "wait", "\"name\":\"wait\"");
      assertTrue(fixture.entered.await(20, TimeUnit.SECONDS));
    }
    assertTrue(fixture.interrupted.await(20, TimeUnit.SECONDS));
  }

  @Test
  void cancelledNotification_stopsNothing() throws Exception {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      fixture.sendModern(caller, "tools/call", "wait", "\"name\":\"wait\"");
      assertTrue(fixture.entered.await(20, TimeUnit.SECONDS));
      String cancelled =
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}";
      assertEquals(202, fixture.post(cancelled, VERSION).status());
      fixture.released.countDown();
      assertTrue(caller.receive(false).text().contains("released"));
    }
  }

  @Test
  void listen_acknowledgesThenTellsUntilTheClientLeaves() throws Exception {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      fixture.sendModern(
          caller, "subscriptions/listen", null, "\"notifications\":{\"toolsListChanged\":true}");
      assertEquals("text/event-stream", caller.receiveHead().header("content-type"));
      JsonObject acknowledged = event(caller);
      assertEquals("notifications/subscriptions/acknowledged", acknowledged.text("method"));
      fixture.changes.prompts();
      fixture.changes.tools();
      JsonObject changed = event(caller);
      assertEquals("notifications/tools/list_changed", changed.text("method"));
      assertEquals(
          "7",
          changed
              .object("params")
              .object("_meta")
              .get("io.modelcontextprotocol/subscriptionId")
              .write());
    }
    Answer malformed = fixture.modern("subscriptions/listen", null, "\"notifications\":7");
    refused(200, ProtocolError.INVALID_PARAMS, true, malformed);
  }

  @Test
  void listen_endsWithAResultWhenTheServerStops() throws Exception {
    try (RawHttp caller = new RawHttp(fixture.port())) {
      fixture.sendModern(caller, "subscriptions/listen", null, "\"notifications\":{}");
      caller.receiveHead();
      event(caller);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(fixture.server::close);
      assertEquals("complete", event(caller).object("result").text("resultType"));
      assertEquals("", caller.chunk());
      stopped.get(20, TimeUnit.SECONDS);
    }
  }

  private void stream(RawHttp caller, String tool, String meta) throws IOException {
    String body =
        HttpFixture.request("tools/call", "\"name\":\"" + tool + "\"")
            .replace("\"_meta\":{", "\"_meta\":{" + meta + ",");
    HttpFixture.send(caller, body, VERSION, "Mcp-Method: tools/call", "Mcp-Name: " + tool);
  }

  private static JsonObject event(RawHttp caller) throws IOException {
    String chunk = caller.chunk();
    assertTrue(chunk.startsWith("data: {") && chunk.endsWith("}\n\n"), chunk);
    assertFalse(chunk.substring(0, chunk.length() - 2).contains("\n"), chunk);
    JsonObject message = HttpFixture.object(chunk.substring("data: ".length()).strip());
    OFFICIAL.check("JSONRPCMessage", message);
    return message;
  }

  private static void refused(int status, int code, boolean echoesId, Answer answer) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals("application/json", answer.header("content-type"));
    JsonObject message = HttpFixture.object(answer.text());
    OFFICIAL.check("JSONRPCErrorResponse", message);
    assertEquals(code, code(answer), answer.text());
    assertEquals(echoesId, message.get("id") != null, answer.text());
  }

  private static int code(Answer answer) {
    return Integer.parseInt(HttpFixture.object(answer.text()).object("error").get("code").write());
  }
}
