package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One session of the SDK, used like a function: a request goes in, its answer comes out on the same
 * thread. The ids are ours, so that the client's are echoed as they were written. What the SDK
 * sends of its own accord goes to the client.
 */
final class SdkSession implements McpServerTransportProvider, McpServerTransport {
  private final SdkJson json;
  private final Consumer<JsonObject> client;
  private final AtomicLong requests = new AtomicLong();
  private final Map<Object, JSONRPCResponse> answers = new ConcurrentHashMap<>();
  private @Nullable McpServerSession session;

  /**
   * A session.
   *
   * @param client takes the SDK's own requests and notifications, from any thread
   */
  SdkSession(SdkJson json, Consumer<JsonObject> client) {
    this.json = json;
    this.client = client;
  }

  /**
   * The answer to a request.
   *
   * @param params as the SDK binds them
   * @param asked the same as they came, for its handler
   */
  JSONRPCResponse ask(String method, @Nullable Object params, Asked asked) {
    Long id = requests.incrementAndGet();
    session()
        .handle(new JSONRPCRequest(method, id, params))
        .contextWrite(all -> all.put(McpTransportContext.KEY, asked.context()))
        .block();
    JSONRPCResponse answer = answers.remove(id);
    if (answer == null) {
      throw new IllegalStateException("the SDK gave no answer");
    }
    return answer;
  }

  /** Passes a notification on. */
  void tell(String method) {
    session().handle(new JSONRPCNotification(method)).block();
  }

  /** Passes the client's answer to a request of the SDK on; one to nothing is ignored there. */
  void take(JsonObject answer) {
    session().handle(json.bind(answer, JSONRPCResponse.class)).block();
  }

  private McpServerSession session() {
    if (session == null) {
      throw new IllegalStateException("the SDK's server is not built");
    }
    return session;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    if (message instanceof JSONRPCResponse answer) {
      answers.put(answer.id(), answer);
      return Mono.empty();
    }
    return Mono.fromRunnable(() -> client.accept(json.object(message)));
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.mapper().convertValue(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return session().sendNotification(method, params);
  }

  @Override
  public Mono<Void> notifyClient(String sessionId, String method, Object params) {
    return notifyClients(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {}
}
