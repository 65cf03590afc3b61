package dev.spoor.mcp.protocol;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Request;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.function.Consumer;

/**
 * What {@link HandshakeEra} leaves to the unmodified SDK; one session. Loading this class loads the
 * SDK.
 */
final class SdkEra {
  private final SdkJson json = new SdkJson();
  private final SdkSession session;
  private final Invocations invocations;
  private final Faults faults;

  /**
   * A session that has not begun.
   *
   * @param client takes what is sent without being an answer, from any thread
   */
  SdkEra(Features features, Faults faults, Consumer<JsonObject> client) {
    this.session = new SdkSession(json, client);
    this.invocations = new Invocations(() -> features, faults);
    this.faults = faults;
    new SdkServer(features, faults, json).over(McpServer.sync(session));
  }

  /** The answer to a request, a result or an error. */
  JsonObject answer(Request request, Exchange exchange) {
    return faults.answer(request, () -> result(request.method(), request.params(), exchange));
  }

  /**
   * Begins, or begins again, the session that the client agreed on.
   *
   * @param params of the client's {@code initialize}
   * @return the SDK's answer to it
   */
  JsonObject begin(JsonObject params) {
    JSONRPCResponse response =
        session.ask(
            McpSchema.METHOD_INITIALIZE, Json.plain(params), new Asked(params, Exchange.OPEN));
    if (response.error() != null) {
      throw failure(McpSchema.METHOD_INITIALIZE, response.error());
    }
    // Said for the client, which may forget it: the SDK leaves every request before it unanswered.
    session.tell(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
    return json.object(response.result());
  }

  /** Takes the client's answer to a request of ours. */
  void take(JsonObject answer) {
    try {
      session.take(answer);
    } catch (IllegalArgumentException e) {
      // Neither a result nor an error that the SDK can read: nothing waits for such an answer.
    }
  }

  private JsonValue result(String method, JsonObject params, Exchange exchange) {
    JsonObject bound = params;
    if (method.equals(McpSchema.METHOD_TOOLS_CALL)) {
      invocations.callable(params);
      // Arguments go past the SDK: its binding would copy them and respell their numbers.
      bound = JsonObject.builder().put("name", params.get("name")).build();
    }
    Asked asked = new Asked(params, exchange);
    JSONRPCResponse response = session.ask(method, Json.plain(bound), asked);
    if (response.error() != null) {
      ProtocolError refusal = asked.refusal();
      throw refusal == null ? failure(method, response.error()) : refusal;
    }
    return json.json(response.result());
  }

  /** The SDK calls parameters that it cannot read an internal error, in Java's words. */
  private ProtocolError failure(String method, JSONRPCResponse.JSONRPCError error) {
    if (error.code() == ProtocolError.INTERNAL_ERROR) {
      return ProtocolError.invalidParams("they do not fit " + method);
    }
    JsonObject data = error.data() == null ? JsonObject.EMPTY : json.object(error.data());
    return new ProtocolError(error.code(), error.message(), data.members().isEmpty() ? null : data);
  }
}
