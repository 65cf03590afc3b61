package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process, spoken to line by line. */
class StdioTransportTest {
  private static final JsonObject NOTHING = JsonObject.EMPTY;
  private static final String LATEST = "2025-11-25";

  private final RawMcpClient client = RawMcpClient.start(FixtureServer.class, "20000");

  @AfterEach
  void end() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void initialize_knownRevision_isAgreedTo(String revision) {
    client.initialized(revision);
    assertEquals(14, client.result("tools/list", NOTHING).array("tools").elements().size());
    assertEquals("echoed", text(client.call("echo", NOTHING)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "1999-01-01", "x"})
  void initialize_otherRevision_isAnsweredWithLatest(String revision) {
    assertEquals(LATEST, client.initialize(revision).text("protocolVersion"));
  }

  @Test
  void initialize_withoutParams_isAnsweredAndCanBeRepeated() {
    assertEquals(LATEST, client.result("initialize", NOTHING).text("protocolVersion"));
    client.initialized(LATEST);
    assertEquals("echoed", text(client.call("echo", NOTHING)));
  }

  @Test
  void initialized_neverSent_requestsAreAnsweredAllTheSame() {
    client.initialize(LATEST);
    assertEquals("echoed", text(client.call("echo", NOTHING)));
  }

  @Test
  void initialize_pipelinedWithRequests_isAnsweredInOrder() {
    client.send(
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
        "capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"note","arguments":{"text":"a"}}}
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"notes"}}""");
    client.closeInput();
    assertEquals(
        List.of("1", "2", "3"), client.finish().stream().map(m -> m.get("id").write()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nonsense",
        "{\"jsonrpc\":\"2.0\",\"id\":1,}",
        "{} {}",
        "{\"a\":\"\u0001\"}",
        "\ufeff{}"
      })
  void malformedLine_isParseErrorWithoutId(String line) {
    client.send(line);
    assertAnsweredWithoutId("-32700");
  }

  @Test
  void invalidUtf8_isParseError() {
    client.initialized(LATEST);
    for (String bytes : List.of("C0AF", "EDA080", "F4908080", "FF", "C3")) {
      client.send(bytesInString(bytes));
      assertAnsweredWithoutId("-32700");
    }
    assertEquals("echoed", text(client.call("echo", NOTHING)));
  }

  @Test
  void nestingBeyondLimit_isParseError() {
    client.send("[".repeat(200) + "]".repeat(200));
    assertAnsweredWithoutId("-32700");
  }

  @Test
  void emptyLine_isIgnored() {
    client.send("");
    client.send("\r");
    client.send("  \t ");
    assertEquals(NOTHING, client.result("ping", NOTHING));
  }

  @Test
  void lineEndWithCarriageReturn_isTaken() {
    client.send("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\"}\r");
    assertEquals(NOTHING, client.answer(new JsonString("x")).object("result"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "null",
        "{'id':1,'method':'ping'}",
        "{'jsonrpc':'1.0','id':1,'method':'ping'}",
        "{'jsonrpc':'2.0','id':null,'method':'ping'}",
        "{'jsonrpc':'2.0','id':1.5,'method':'ping'}",
        "{'jsonrpc':'2.0','id':{},'method':'ping'}",
        "{'jsonrpc':'2.0','id':1}",
        "{'jsonrpc':'2.0','id':1,'method':5}",
        "{'jsonrpc':'2.0','id':1,'method':'ping','params':[1]}"
      })
  void valueThatIsNoMessage_isInvalidRequest(String line) {
    client.send(line.replace('\'', '"'));
    assertEquals("-32600", code(client.next()));
    assertEquals(NOTHING, client.result("ping", NOTHING));
  }

  @Test
  void answersAndUnknownNotifications_areIgnored() {
    client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"no\"}}");
    client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard_of\"}");
    client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{}}");
    assertEquals(NOTHING, client.result("ping", NOTHING));
    assertEquals(List.of(), client.finish());
  }

  @Test
  void id_isEchoedAsItWasWritten() {
    for (String id : List.of("\"1\"", "1", "-5", "9007199254740993", "\"\ud83d\ude00\"", "\"\"")) {
      client.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
      assertEquals(id, client.next().get("id").write());
    }
  }

  @Test
  void batch_isInvalidRequest() {
    client.initialized(LATEST);
    client.send("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]");
    assertAnsweredWithoutId("-32600");
  }

  @Test
  void batch_ofRevisionThatHasThem_isAnsweredWithOneArray() {
    client.initialized("2025-03-26");
    client.send(
        """
        [{"jsonrpc":"2.0","id":"a","method":"ping"},
        {"jsonrpc":"2.0","method":"notifications/unheard_of"},
        {"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"echo"}},17]"""
            .replace("\n", ""));
    JsonArray answers = (JsonArray) client.nextValue();
    List<JsonValue> ids =
        answers.elements().stream().map(answer -> ((JsonObject) answer).get("id")).toList();
    assertEquals(3, ids.size());
    assertTrue(ids.containsAll(List.of(new JsonString("a"), new JsonString("b"))));
    client.send("[]");
    assertEquals("-32600", code((JsonObject) client.nextValue()));
  }

  @Test
  void beforeInitialize_pingIsAnsweredAndNothingIsLoaded() {
    assertEquals(NOTHING, client.result("ping", NOTHING));
    for (String method : List.of("tools/list", "tools/call", "resources/list", "nonsense")) {
      assertEquals("-32600", code(client.ask(method, NOTHING)));
    }
    assertEquals(List.of(), client.finish());
    assertEquals("", client.diagnostics());
  }

  @Test
  void unknownMethod_isSaidSo() {
    client.initialized(LATEST);
    for (String method : List.of("nonsense", "tools/nonsense", "resources/nonsense")) {
      assertEquals("-32601", code(client.ask(method, NOTHING)));
    }
  }

  @Test
  void paramsThatDoNotFit_areInvalidParams() {
    client.initialized(LATEST);
    for (String params :
        List.of("{}", "{'name':7}", "{'name':'nope'}", "{'name':'echo','arguments':[1]}")) {
      assertEquals("-32602", code(client.ask("tools/call", RawMcpClient.object(params))));
    }
    JsonObject bogus = RawMcpClient.object("{'level':{}}");
    assertEquals("-32602", code(client.ask("logging/setLevel", bogus)));
    client.finish();
    assertEquals("building the features\n", client.diagnostics());
  }

  @Test
  void argumentsAndMeta_arriveUnchanged() {
    client.initialized(LATEST);
    String arguments =
        "{\"n\":1e400,\"m\":-0.0,\"d\":0.1000000000000000055511151231257827,\"i\":123456789012345678901234567890,"
            + "\"lone\":\"\\ud83d\",\"pair\":\"\ud83d\ude00\",\"zero\":\"\\u0000\",\"z\":null,\"a\":[true,[]]}";
    client.send(
        "{\"jsonrpc\":\"2.0\",\"id\":\"e\",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
            + "\"arguments\":"
            + arguments
            + ",\"_meta\":{\"traceparent\":\"00-1-2-01\"}}}");
    JsonObject content =
        client.answer(new JsonString("e")).object("result").object("structuredContent");
    assertEquals(arguments, content.text("written"));
    assertEquals("\ud83d", content.object("arguments").text("lone"));
    assertEquals("00-1-2-01", content.object("meta").text("traceparent"));
  }

  @Test
  void lineOf20MiB_isTaken() {
    client.initialized(LATEST);
    String large = "\u00e9".repeat(10 * 1024 * 1024);
    JsonObject result = client.call("echo", JsonObject.builder().put("text", large).build());
    assertEquals(large, result.object("structuredContent").object("arguments").text("text"));
  }

  @Test
  void lineTooLong_costsThatLineOnly() {
    client.initialized(LATEST);
    byte[] part = new byte[1024 * 1024];
    Arrays.fill(part, (byte) 'x');
    for (int i = 0; i < 65; i++) {
      client.send(part);
    }
    client.send("");
    assertAnsweredWithoutId("-32600");
  }

  @Test
  void calls_runBesideEachOther() throws IOException {
    client.initialized(LATEST);
    try (ServerSocket gate = gate()) {
      JsonValue waiting = client.post("tools/call", tool("gate", gate));
      try (Socket open = begun(gate)) {
        assertEquals("echoed", text(client.call("echo", NOTHING)));
        open.getOutputStream().write(7);
      }
      assertEquals("7", text(client.answer(waiting).object("result")));
    }
  }

  @Test
  void callsThatKeepOrder_areSeenByLaterOnes() throws IOException {
    client.initialized(LATEST);
    try (ServerSocket gate = gate()) {
      client.post("tools/call", tool("note", gate, "first"));
      try (Socket open = begun(gate)) {
        client.post(
            "tools/call", RawMcpClient.object("{'name':'note','arguments':{'text':'second'}}"));
        JsonValue notes = client.post("tools/call", RawMcpClient.object("{'name':'notes'}"));
        open.getOutputStream().write(7);
        assertEquals("[\"first\",\"second\"]", text(client.answer(notes).object("result")));
      }
    }
  }

  @Test
  void cancelled_interruptsAndGivesNoAnswer() throws IOException {
    client.initialized(LATEST);
    try (ServerSocket gate = gate()) {
      JsonValue hanging = client.post("tools/call", tool("hang", gate));
      try (Socket open = begun(gate)) {
        client.send(cancelled(hanging));
        assertEquals('i', open.getInputStream().read());
      }
      assertEquals("echoed", text(client.call("echo", NOTHING)));
      assertEquals(List.of(), client.finish());
    }
  }

  @Test
  void cancelled_inTheNewerEra_endsProgressToo() throws IOException {
    try (ServerSocket gate = gate()) {
      JsonObject call = tool("hang", gate);
      JsonObject.Builder params = JsonObject.builder();
      call.members().forEach(params::put);
      params.put("_meta", RawMcpClient.object("{'progressToken':'p'}"));
      JsonValue hanging =
          client.post("tools/call", RawMcpClient.modernParams("{}", params.build()));
      try (Socket open = begun(gate)) {
        assertEquals("1", client.next().object("params").get("progress").write());
        client.send(cancelled(hanging));
        assertEquals('i', open.getInputStream().read());
      }
      assertEquals(List.of(), client.finish());
    }
  }

  @Test
  void cancelled_beforeItBegan_neverRuns() throws IOException {
    client.initialized(LATEST);
    try (ServerSocket gate = gate()) {
      JsonValue first = client.post("tools/call", tool("note", gate, "first"));
      try (Socket open = begun(gate)) {
        client.send(
            cancelled(
                client.post(
                    "tools/call",
                    RawMcpClient.object("{'name':'note','arguments':{'text':'second'}}"))));
        client.result("ping", NOTHING);
        open.getOutputStream().write(7);
      }
      client.answer(first);
      assertEquals("[\"first\"]", text(client.call("notes", NOTHING)));
      assertEquals(List.of(), client.finish());
    }
  }

  @Test
  void endOfInput_writesAnswersThatAreDue() throws IOException {
    client.initialized(LATEST);
    try (ServerSocket gate = gate()) {
      client.post("tools/call", tool("gate", gate));
      try (Socket open = begun(gate)) {
        client.closeInput();
        open.getOutputStream().write(7);
        List<JsonObject> rest = client.finish();
        assertEquals(1, rest.size());
        assertEquals("7", text(rest.get(0).object("result")));
      }
    }
  }

  @Test
  void endOfInput_afterDeadlineInterrupts() throws IOException {
    try (RawMcpClient impatient = RawMcpClient.start(FixtureServer.class, "100");
        ServerSocket gate = gate()) {
      impatient.initialized(LATEST);
      impatient.post("tools/call", tool("hang", gate));
      try (Socket open = begun(gate)) {
        List<JsonObject> rest = impatient.finish();
        assertEquals('i', open.getInputStream().read());
        assertEquals("interrupted", text(rest.get(0).object("result")));
      }
    }
  }

  @Test
  void endOfInput_lastLineNeedsNoEnd() {
    client.send(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, client.finish().size());
  }

  @Test
  void strayOutput_goesToStderr() {
    client.initialized(LATEST);
    assertEquals("printed", text(client.call("print", NOTHING)));
    assertEquals(List.of(), client.finish());
    assertTrue(client.diagnostics().contains("stray text of a library"));
  }

  @Test
  void faultOfOurs_isResultThatNamesItsReport() {
    client.initialized(LATEST);
    String first = client.mistake("fail", NOTHING);
    String second = client.mistake("fail", NOTHING);
    client.finish();
    assertTrue(first.contains("not a mistake of yours"), first);
    assertFalse(first.contains("boom"), first);
    assertNotEquals(first, second);
    String id = first.replaceAll(".* under (\\w+)\\.", "$1");
    assertTrue(
        client
            .diagnostics()
            .contains("internal error " + id + " during fail\njava.lang.IllegalState"),
        client.diagnostics());
  }

  private void assertAnsweredWithoutId(String code) {
    JsonObject answer = client.next();
    assertEquals(code, code(answer));
    assertNull(answer.get("id"));
    assertEquals(NOTHING, client.result("ping", NOTHING));
  }

  private static byte[] bytesInString(String hex) {
    byte[] line =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"??\"}\n".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = HexFormat.of().parseHex(hex);
    byte[] joined = new byte[line.length + bytes.length];
    int at = line.length - 4;
    System.arraycopy(line, 0, joined, 0, at);
    System.arraycopy(bytes, 0, joined, at, bytes.length);
    System.arraycopy(line, at, joined, at + bytes.length, 4);
    return joined;
  }

  private static ServerSocket gate() throws IOException {
    ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    gate.setSoTimeout(60_000);
    return gate;
  }

  private static Socket begun(ServerSocket gate) throws IOException {
    Socket socket = gate.accept();
    assertEquals('s', socket.getInputStream().read());
    return socket;
  }

  private static JsonObject tool(String name, ServerSocket gate, String... text) {
    JsonObject.Builder arguments =
        JsonObject.builder().put("port", JsonNumber.of(gate.getLocalPort()));
    Arrays.stream(text).forEach(t -> arguments.put("text", t));
    return new JsonObject(Map.of("name", new JsonString(name), "arguments", arguments.build()));
  }

  private static String cancelled(JsonValue id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
        + id.write()
        + "}}";
  }

  private static String code(JsonObject answer) {
    return String.valueOf(answer.object("error").get("code").write());
  }

  private static String text(JsonObject result) {
    return ((JsonObject) result.array("content").elements().get(0)).text("text");
  }
}
