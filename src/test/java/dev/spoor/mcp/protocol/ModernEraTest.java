package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newer era on the standard streams of a real process. */
class ModernEraTest {
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String ALL = "{'elicitation':{},'sampling':{},'roots':{}}";

  private final RawMcpClient client = RawMcpClient.start(FixtureServer.class, "20000");

  @AfterEach
  void end() {
    client.close();
  }

  private JsonObject error(String method, String params) {
    return error(method, RawMcpClient.modernParams("{}", RawMcpClient.object(params)));
  }

  private JsonObject error(String method, JsonObject params) {
    JsonObject answer = client.ask(method, params);
    assertNull(answer.get("result"), answer.write());
    return answer.object("error");
  }

  private JsonObject called(String capabilities, String params) {
    return client.result(
        "tools/call", RawMcpClient.modernParams(capabilities, RawMcpClient.object(params)));
  }

  private static String text(JsonObject result) {
    return ((JsonObject) result.array("content").elements().get(0)).text("text");
  }

  @Test
  void discover_asFirstMessage_tellsAllThatIsOffered() {
    JsonObject found = client.modern("server/discover", "{}");
    assertEquals("[\"2026-07-28\"]", found.get("supportedVersions").write());
    assertEquals(
        "{\"tools\":{\"listChanged\":true},\"resources\":{\"listChanged\":true,\"subscribe\":true},"
            + "\"prompts\":{\"listChanged\":true},\"completions\":{},\"logging\":{}}",
        found.get("capabilities").write());
    assertEquals("for tests", found.text("instructions"));
    assertEquals("60000", found.get("ttlMs").write());
    assertEquals("public", found.text("cacheScope"));
  }

  @Test
  void everyResult_hasItsTypeAndTheServersName() {
    List<JsonObject> results = new ArrayList<>();
    results.add(client.modern("server/discover", "{}"));
    results.add(client.modern("tools/list", "{}"));
    results.add(client.modern("tools/call", "{'name':'blocks'}"));
    results.add(client.modern("resources/list", "{}"));
    results.add(client.modern("resources/templates/list", "{}"));
    results.add(client.modern("resources/read", "{'uri':'test://text'}"));
    results.add(client.modern("prompts/list", "{}"));
    results.add(client.modern("prompts/get", "{'name':'plain'}"));
    for (JsonObject result : results) {
      assertEquals("complete", result.text("resultType"));
      assertEquals(
          "{\"name\":\"fixture\",\"version\":\"1\"}",
          result.object("_meta").get("io.modelcontextprotocol/serverInfo").write());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'_meta':{}}",
        "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}",
        "{'_meta':{'io.modelcontextprotocol/clientCapabilities':{}}}",
        "{'_meta':{'io.modelcontextprotocol/protocolVersion':7,"
            + "'io.modelcontextprotocol/clientCapabilities':{}}}",
        "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':[]}}"
      })
  void metadata_missing_isInvalidParams(String params) {
    for (String method : List.of("server/discover", "subscriptions/listen")) {
      assertEquals("-32602", error(method, RawMcpClient.object(params)).get("code").write());
    }
  }

  @Test
  void metadata_missing_comesBeforeTheVersionAndTheVersionBeforeTheMethod() {
    String version = "'" + VERSION + "':'2031-01-01'";
    assertEquals(
        "-32602",
        error("nonsense", RawMcpClient.object("{'_meta':{" + version + "}}")).get("code").write());
    assertEquals("-32022", error("nonsense", "{'_meta':{" + version + "}}").get("code").write());
    assertEquals("-32601", error("nonsense", "{}").get("code").write());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2031-01-01", "2025-11-25", "", "x"})
  void version_notServed_isNamedWithThoseThatAre(String version) {
    JsonObject error = error("tools/list", "{'_meta':{'" + VERSION + "':'" + version + "'}}");
    assertEquals("-32022", error.get("code").write());
    assertEquals(
        "{\"supported\":[\"2026-07-28\"],\"requested\":\"" + version + "\"}",
        error.get("data").write());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "resources/unsubscribe",
        "tasks/list",
        "nonsense"
      })
  void method_removedOrUnknown_isNotFound(String method) {
    assertEquals("-32601", error(method, "{}").get("code").write());
    assertEquals(List.of(), client.finish());
  }

  @Test
  void probe_leavesTheOlderEraAsItWas() {
    client.modern("server/discover", "{}");
    client.modern("tools/call", "{'name':'blocks'}");
    assertEquals("-32601", error("initialize", "{}").get("code").write());
    assertEquals(
        "-32600", client.ask("tools/list", JsonObject.EMPTY).object("error").get("code").write());
    client.initialized("2025-11-25");
    JsonObject listed = client.result("tools/list", JsonObject.EMPTY);
    assertNull(listed.get("resultType"));
    assertNull(listed.get("ttlMs"));
    assertEquals("complete", client.modern("tools/list", "{}").text("resultType"));
    assertEquals(JsonObject.EMPTY, client.result("ping", JsonObject.EMPTY));
  }

  @Test
  void id_isEchoedWithItsType() {
    for (JsonValue id : List.of(new JsonString("7"), new JsonString(""))) {
      client.post(id, "tools/list", RawMcpClient.modernParams("{}", JsonObject.EMPTY));
      assertEquals(id, client.next().get("id"));
      client.post(id, "nonsense", RawMcpClient.modernParams("{}", JsonObject.EMPTY));
      assertEquals(id, client.next().get("id"));
    }
  }

  @Test
  void lists_arePagedToTheEnd() {
    List<JsonValue> names = new ArrayList<>();
    JsonObject page = client.modern("tools/list", "{}");
    while (page.text("nextCursor") != null) {
      page.array("tools").elements().forEach(tool -> names.add(((JsonObject) tool).get("name")));
      page = client.modern("tools/list", "{'cursor':'" + page.text("nextCursor") + "'}");
    }
    page.array("tools").elements().forEach(tool -> names.add(((JsonObject) tool).get("name")));
    assertEquals(14, names.stream().distinct().count());
    assertEquals(14, names.size());
  }

  @Test
  void cursor_ofNoPage_isInvalidParams() {
    String resources = client.modern("resources/list", "{}").text("nextCursor");
    for (String cursor :
        List.of("''", "'x'", "'!'", "'" + resources + "'", "7", "'dG9vbHM6OTk4'")) {
      JsonObject error = error("tools/list", "{'cursor':" + cursor + "}");
      assertEquals("-32602", error.get("code").write(), cursor);
    }
    assertEquals(
        2, client.modern("tools/list", "{'cursor':null}").array("tools").elements().size());
  }

  @Test
  void inputSchema_isListedAsItWasWritten() {
    JsonObject page = client.modern("tools/list", "{}");
    while (!page.write().contains("\"greet\"")) {
      page = client.modern("tools/list", "{'cursor':'" + page.text("nextCursor") + "'}");
    }
    assertTrue(page.write().contains(WholeFeatures.SCHEMA.replace('\'', '"')), page.write());
  }

  @Test
  void call_blocksOfEveryKind_comeBack() {
    JsonArray blocks = client.modern("tools/call", "{'name':'blocks'}").array("content");
    assertEquals(
        List.of("text", "image", "audio", "resource", "resource", "resource_link"),
        blocks.elements().stream().map(block -> ((JsonObject) block).text("type")).toList());
  }

  @Test
  void call_unknownToolOrArgumentsThatAreNoObject_isInvalidParams() {
    for (String params : List.of("{}", "{'name':'serch'}", "{'name':'blocks','arguments':[]}")) {
      assertEquals("-32602", error("tools/call", params).get("code").write());
    }
  }

  @Test
  void call_faultOfOurs_isResultThatSaysSo() {
    JsonObject result = client.modern("tools/call", "{'name':'fail'}");
    assertEquals("true", result.get("isError").write());
    assertFalse(text(result).contains("boom"), result.write());
  }

  @Test
  void progress_isToldRisingAndBeforeTheAnswer() {
    JsonValue id =
        client.post(
            "tools/call",
            RawMcpClient.modernParams(
                "{}", RawMcpClient.object("{'name':'steps','_meta':{'progressToken':'p-7'}}")));
    for (String done : List.of("1", "2", "3")) {
      JsonObject notice = client.next();
      assertEquals("notifications/progress", notice.text("method"));
      assertEquals("p-7", notice.object("params").text("progressToken"));
      assertEquals(done, notice.object("params").get("progress").write());
      assertEquals("3", notice.object("params").get("total").write());
    }
    assertEquals(id, client.next().get("id"));
  }

  @Test
  void progress_notAskedFor_isNotTold() {
    client.modern("tools/call", "{'name':'steps'}");
    assertEquals(List.of(), client.finish());
  }

  @Test
  void log_isToldFromTheLevelThatTheRequestNames() {
    client.modern("tools/call", "{'name':'speak'}");
    JsonValue id =
        client.post(
            "tools/call",
            RawMcpClient.modernParams(
                "{}",
                RawMcpClient.object(
                    "{'name':'speak','_meta':{'io.modelcontextprotocol/logLevel':'critical'}}")));
    for (String level : List.of("critical", "alert", "emergency")) {
      assertEquals(level, client.next().object("params").text("level"));
    }
    assertEquals(id, client.next().get("id"));
    client.modern("tools/call", "{'name':'speak'}");
    assertEquals(List.of(), client.finish());
  }

  @Test
  void logLevel_unknown_isInvalidParams() {
    JsonObject error =
        error("tools/call", "{'name':'speak','_meta':{'io.modelcontextprotocol/logLevel':'loud'}}");
    assertEquals("-32602", error.get("code").write());
  }

  @Test
  void capability_notDeclared_isNamed() {
    JsonObject error = error("tools/call", "{'name':'sample'}");
    assertEquals("-32021", error.get("code").write());
    assertEquals("{\"requiredCapabilities\":{\"sampling\":{}}}", error.get("data").write());
    assertEquals("sampled", text(called("{'sampling':{'tools':{}}}", "{'name':'sample'}")));
  }

  @Test
  void question_isAskedAndAnsweredInTheNextRequest() {
    JsonObject asked = called(ALL, "{'name':'greet'}");
    assertEquals("input_required", asked.text("resultType"));
    assertEquals("state-1", asked.text("requestState"));
    assertEquals("elicitation/create", asked.object("inputRequests").object("who").text("method"));
    assertNull(asked.get("ttlMs"));
    JsonObject done =
        called(
            ALL,
            "{'name':'greet','requestState':'s','inputResponses':{'other':{},"
                + "'who':{'action':'accept','content':{'name':'Ada'}}}}");
    assertEquals("Hello Ada after s", text(done));
    String missing = "{'name':'greet','inputResponses':{'other':{}}}";
    assertEquals("input_required", called(ALL, missing).text("resultType"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'inputResponses':null",
        "'inputResponses':[]",
        "'inputResponses':{'who':7}",
        "'inputResponses':{'who':null}",
        "'requestState':7"
      })
  void question_answeredInAnotherShape_isInvalidParams(String answer) {
    JsonObject params = RawMcpClient.object("{'name':'greet'," + answer + "}");
    JsonObject error = error("tools/call", RawMcpClient.modernParams(ALL, params));
    assertEquals("-32602", error.get("code").write());
  }

  @Test
  void question_ofAKindThatIsNotDeclared_isNotAsked() {
    assertEquals("-32021", error("tools/call", "{'name':'ask_all'}").get("code").write());
    JsonObject some =
        RawMcpClient.modernParams("{'roots':{}}", RawMcpClient.object("{'name':'ask_all'}"));
    assertEquals("-32021", error("tools/call", some).get("code").write());
    assertEquals(3, called(ALL, "{'name':'ask_all'}").object("inputRequests").members().size());
  }

  @Test
  void resource_isReadAndCachedAsItSays() {
    JsonObject text = client.modern("resources/read", "{'uri':'test://text'}");
    assertEquals("0", text.get("ttlMs").write());
    assertEquals("private", text.text("cacheScope"));
    JsonObject item = client.modern("resources/read", "{'uri':'test://items/a%20b/of/c'}");
    assertEquals("5000", item.get("ttlMs").write());
    assertTrue(item.write().contains("a b"), item.write());
    assertTrue(client.modern("resources/read", "{'uri':'test://blob'}").write().contains("blob"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test://none",
        "test://items/none/of/x",
        "test://items/a/b/of/c",
        "test://items/../of/",
        "test://items/%zz/of/c",
        ""
      })
  void resource_missing_isInvalidParamsWithItsAddress(String uri) {
    JsonObject error = error("resources/read", "{'uri':'" + uri + "'}");
    assertEquals("-32602", error.get("code").write());
    assertEquals("{\"uri\":\"" + uri + "\"}", error.get("data").write());
  }

  @Test
  void resource_thatAsks_isReadInTheNextRequest() {
    JsonObject params = RawMcpClient.object("{'uri':'test://items/asks/of/x'}");
    JsonObject asked = client.result("resources/read", RawMcpClient.modernParams(ALL, params));
    assertEquals("input_required", asked.text("resultType"));
    assertNull(asked.get("cacheScope"));
  }

  @Test
  void resource_faultOfOurs_isInternalError() {
    JsonObject error = error("resources/read", "{'uri':'test://broken'}");
    assertEquals("-32603", error.get("code").write());
    assertFalse(error.write().contains("boom"), error.write());
  }

  @Test
  void prompt_withItsArguments_isFilledIn() {
    JsonObject prompt = client.modern("prompts/get", "{'name':'welcome','arguments':{'id':'x'}}");
    assertTrue(prompt.write().contains("welcome x"), prompt.write());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'name':'nope'}",
        "{'name':'welcome'}",
        "{'name':'welcome','arguments':{'how':'x'}}",
        "{'name':'welcome','arguments':{'id':7}}"
      })
  void prompt_unknownOrIncomplete_isInvalidParams(String params) {
    assertEquals("-32602", error("prompts/get", params).get("code").write());
  }

  @Test
  void completion_isCutAndCounted() {
    JsonObject some =
        client
            .modern(
                "completion/complete",
                "{'ref':{'type':'ref/prompt','name':'welcome'},'argument':{'name':'id','value':'id'}}")
            .object("completion");
    assertEquals(100, some.array("values").elements().size());
    assertEquals("150", some.get("total").write());
    assertEquals("true", some.get("hasMore").write());
    JsonObject few =
        client
            .modern(
                "completion/complete",
                "{'ref':{'type':'ref/resource','uri':'test://items/{id}/of/{owner}'},"
                    + "'argument':{'name':'id','value':'id14'},"
                    + "'context':{'arguments':{'owner':'-o'}}}")
            .object("completion");
    assertEquals("11", few.get("total").write());
    assertTrue(few.write().contains("id140-o"), few.write());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'ref':{'type':'ref/prompt','name':'nope'},'argument':{'name':'id','value':''}}",
        "{'ref':{'type':'ref/prompt','name':'welcome'},'argument':{'name':'id'}}"
      })
  void completion_ofWhatIsNotThere_isInvalidParams(String params) {
    assertEquals("-32602", error("completion/complete", params).get("code").write());
  }
}
