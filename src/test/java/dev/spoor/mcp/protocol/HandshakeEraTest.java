package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the older era offers beside tools, through the SDK, from the same features. */
class HandshakeEraTest {
  private final RawMcpClient client = RawMcpClient.start(FixtureServer.class, "20000");

  @AfterEach
  void end() {
    client.close();
  }

  private JsonObject result(String method, String params) {
    return client.result(method, RawMcpClient.object(params));
  }

  private JsonObject error(String method, String params) {
    return client.ask(method, RawMcpClient.object(params)).object("error");
  }

  @Test
  void features_areThoseOfTheNewerEra() {
    JsonObject hello = client.initialize("2025-11-25");
    assertEquals(
        client.modern("server/discover", "{}").get("capabilities"), hello.get("capabilities"));
    assertEquals(3, result("resources/list", "{}").array("resources").elements().size());
    assertEquals(
        1, result("resources/templates/list", "{}").array("resourceTemplates").elements().size());
    assertEquals(2, result("prompts/list", "{}").array("prompts").elements().size());
    assertTrue(result("resources/read", "{'uri':'test://text'}").write().contains("words"));
    assertTrue(result("resources/read", "{'uri':'test://blob'}").write().contains("blob"));
    assertTrue(
        result("resources/read", "{'uri':'test://items/7/of/me'}").write().contains("\\\"7\\\""));
    assertTrue(
        result("prompts/get", "{'name':'welcome','arguments':{'id':'x'}}")
            .write()
            .contains("welcome x"));
    JsonObject completed =
        result(
            "completion/complete",
            "{'ref':{'type':'ref/prompt','name':'welcome'},'argument':{'name':'id','value':''}}");
    assertEquals("150", completed.object("completion").get("total").write());
    assertEquals(6, client.call("blocks", JsonObject.EMPTY).array("content").elements().size());
  }

  @Test
  void missing_hasTheErrorsOfThisEra() {
    client.initialized("2025-11-25");
    for (String uri : List.of("test://none", "test://items/none/of/x")) {
      JsonObject error = error("resources/read", "{'uri':'" + uri + "'}");
      assertEquals("-32002", error.get("code").write());
      assertEquals(uri, error.object("data").text("uri"));
    }
    assertEquals("-32603", error("resources/read", "{'uri':'test://broken'}").get("code").write());
    assertEquals("-32602", error("prompts/get", "{'name':'nope'}").get("code").write());
    assertEquals("-32602", error("prompts/get", "{'name':'welcome'}").get("code").write());
    JsonObject sample = error("tools/call", "{'name':'sample'}");
    assertEquals("-32602", sample.get("code").write());
  }

  @Test
  void progressAndLog_areToldBeforeTheAnswer() {
    client.initialized("2025-11-25");
    JsonValue id =
        client.post(
            "tools/call", RawMcpClient.object("{'name':'steps','_meta':{'progressToken':7}}"));
    for (int i = 1; i <= 3; i++) {
      JsonObject notice = client.next();
      assertEquals("notifications/progress", notice.text("method"));
      assertEquals("7", notice.object("params").get("progressToken").write());
    }
    assertEquals(id, client.next().get("id"));
    assertEquals(JsonObject.EMPTY, result("logging/setLevel", "{'level':'alert'}"));
    JsonValue spoken = client.post("tools/call", RawMcpClient.object("{'name':'speak'}"));
    assertEquals("alert", client.next().object("params").text("level"));
    assertEquals("emergency", client.next().object("params").text("level"));
    assertEquals(spoken, client.next().get("id"));
  }

  @Test
  void question_isAskedAtOnce() {
    client.result(
        "initialize",
        RawMcpClient.object(
            "{'protocolVersion':'2025-11-25','capabilities':{'elicitation':{},'sampling':{},"
                + "'roots':{}},'clientInfo':{'name':'raw','version':'1'}}"));
    JsonValue id = client.post("tools/call", RawMcpClient.object("{'name':'ask_all'}"));
    Map<String, String> answers =
        Map.of(
            "elicitation/create", "{'action':'accept','content':{'name':'Ada'}}",
            "sampling/createMessage",
                "{'role':'assistant','content':{'type':'text','text':'Hello'},'model':'m'}",
            "roots/list", "{'roots':[{'uri':'file:///x'}]}");
    for (int i = 0; i < 3; i++) {
      JsonObject question = client.next();
      client.send(
          JsonObject.builder()
              .put("jsonrpc", "2.0")
              .put("id", question.get("id"))
              .put("result", RawMcpClient.object(answers.get(question.text("method"))))
              .build()
              .write());
    }
    JsonObject asked = client.answer(id).object("result").object("structuredContent");
    assertEquals("Ada", asked.object("form").object("content").text("name"));
    assertEquals("Hello", asked.object("model").object("content").text("text"));
    assertTrue(asked.object("folders").write().contains("file:///x"), asked.write());
  }

  @Test
  void question_clientCannotBeAsked_isInvalidParams() {
    client.initialized("2025-11-25");
    JsonObject error = error("tools/call", "{'name':'greet'}");
    assertEquals("-32602", error.get("code").write());
    assertEquals(
        "t",
        ((JsonObject) client.call("blocks", JsonObject.EMPTY).array("content").elements().get(0))
            .text("text"));
  }
}
