package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes, told to those who listen. */
class SubscriptionTest {
  private static final String ID = "io.modelcontextprotocol/subscriptionId";

  private final RawMcpClient client = RawMcpClient.start(FixtureServer.class, "20000");

  @AfterEach
  void end() {
    client.close();
  }

  /** Opens a subscription; what is acknowledged of it. */
  private JsonValue listen(JsonValue id, String filter) {
    JsonObject params = RawMcpClient.object("{'notifications':" + filter + "}");
    client.post(id, "subscriptions/listen", RawMcpClient.modernParams("{}", params));
    JsonObject acknowledged = client.next();
    assertEquals("notifications/subscriptions/acknowledged", acknowledged.text("method"));
    assertEquals(id, tag(acknowledged));
    return acknowledged.object("params").get("notifications");
  }

  private static JsonValue tag(JsonObject notice) {
    return notice.object("params").object("_meta").get(ID);
  }

  /** Announces a change; the answer comes after what is told of it. */
  private JsonValue announce(String arguments) {
    return client.post(
        "tools/call",
        RawMcpClient.modernParams(
            "{}", RawMcpClient.object("{'name':'announce','arguments':" + arguments + "}")));
  }

  @Test
  void change_isToldToThoseWhoAskedForIt() {
    JsonValue zero = JsonNumber.of(0);
    JsonValue empty = new JsonString("");
    assertEquals(
        "{\"toolsListChanged\":true}",
        listen(zero, "{'toolsListChanged':true,'promptsListChanged':false,'other':1}").write());
    assertEquals(
        "{\"promptsListChanged\":true,\"resourceSubscriptions\":[\"test://text\"]}",
        listen(empty, "{'promptsListChanged':true,'resourceSubscriptions':['test://text']}")
            .write());
    JsonValue tools = announce("{'region':'tools'}");
    assertTold("notifications/tools/list_changed", zero);
    assertEquals(tools, client.next().get("id"));
    JsonValue prompts = announce("{'region':'prompts'}");
    assertTold("notifications/prompts/list_changed", empty);
    assertEquals(prompts, client.next().get("id"));
    JsonValue other = announce("{'uri':'test://blob'}");
    assertEquals(other, client.next().get("id"));
    JsonValue resource = announce("{'uri':'test://text'}");
    assertEquals(
        "test://text",
        assertTold("notifications/resources/updated", empty).object("params").text("uri"));
    assertEquals(resource, client.next().get("id"));
  }

  private JsonObject assertTold(String method, JsonValue id) {
    JsonObject notice = client.next();
    assertEquals(method, notice.text("method"));
    assertEquals(id, tag(notice));
    return notice;
  }

  @Test
  void cancelled_isToldNothingMoreAndGetsNoAnswer() {
    listen(new JsonString("s"), "{'toolsListChanged':true}");
    client.send(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
            + "\"params\":{\"requestId\":\"s\"}}");
    assertEquals(announce("{'region':'tools'}"), client.next().get("id"));
    assertEquals(List.of(), client.finish());
  }

  @Test
  void endOfInput_endsEachWithItsResultThenCancelled() {
    listen(new JsonString("s"), "{'toolsListChanged':true}");
    List<JsonObject> rest = client.finish();
    assertEquals(2, rest.size());
    assertEquals(new JsonString("s"), rest.get(0).get("id"));
    assertEquals("complete", rest.get(0).object("result").text("resultType"));
    assertEquals(new JsonString("s"), rest.get(0).object("result").object("_meta").get(ID));
    assertEquals("notifications/cancelled", rest.get(1).text("method"));
    assertEquals(new JsonString("s"), rest.get(1).object("params").get("requestId"));
  }

  @Test
  void emptyFilter_isAcknowledgedEmpty() {
    assertEquals(JsonObject.EMPTY, listen(new JsonString("s"), "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'notifications':7}",
        "{'notifications':{'toolsListChanged':'yes'}}",
        "{'notifications':{'resourceSubscriptions':'test://text'}}",
        "{'notifications':{'resourceSubscriptions':[7]}}"
      })
  void filter_malformed_isInvalidParams(String params) {
    JsonObject answer =
        client.ask(
            "subscriptions/listen", RawMcpClient.modernParams("{}", RawMcpClient.object(params)));
    assertEquals("-32602", answer.object("error").get("code").write());
  }

  @Test
  void olderEra_isToldUntaggedAndOnlyAfterInitialize() {
    assertEquals(announce("{'region':'tools'}"), client.next().get("id"));
    client.initialized("2025-11-25");
    JsonValue id = announce("{'region':'resources'}");
    JsonObject notice = client.next();
    assertEquals("notifications/resources/list_changed", notice.text("method"));
    assertNull(tag(notice));
    assertEquals(id, client.next().get("id"));
    client.result("resources/subscribe", RawMcpClient.object("{'uri':'test://text'}"));
    JsonValue updated = announce("{'uri':'test://text'}");
    assertEquals("notifications/resources/updated", client.next().text("method"));
    assertEquals(updated, client.next().get("id"));
  }
}
