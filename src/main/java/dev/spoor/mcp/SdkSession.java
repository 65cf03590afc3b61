package dev.spoor.mcp;

import dev.spoor.json.JsonObject;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpSyncServerExchange;
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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One session of the SDK, used like a function: a request goes in, its answer comes out on the same
 * thread. The ids are ours, so that the client's are echoed as they were written.
 */
final class SdkSession implements McpServerTransportProvider, McpServerTransport {
  private static final String EXACT = "spoor.params";

  private final McpJsonMapper mapper;
  private final AtomicLong requests = new AtomicLong();
  private final Map<Object, JSONRPCResponse> answers = new ConcurrentHashMap<>();
  private @Nullable McpServerSession session;

  SdkSession(McpJsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The answer to a request.
   *
   * @param params as the SDK binds them
   * @param exact as they came; handlers find them in their {@link #exact}
   */
  JSONRPCResponse ask(String method, @Nullable Object params, JsonObject exact) {
    Long id = requests.incrementAndGet();
    McpTransportContext context = McpTransportContext.create(Map.of(EXACT, exact));
    session()
        .handle(new JSONRPCRequest(method, id, params))
        .contextWrite(all -> all.put(McpTransportContext.KEY, context))
        .block();
    JSONRPCResponse answer = answers.remove(id);
    if (answer == null) {
      throw new IllegalStateException("the SDK gave no answer");
    }
    return answer;
  }

  /** The parameters of the request that a handler answers, as they came. */
  static JsonObject exact(McpSyncServerExchange exchange) {
    return exchange.transportContext().get(EXACT) instanceof JsonObject params
        ? params
        : JsonObject.EMPTY;
  }

  /** Passes a notification on. */
  void tell(String method) {
    session().handle(new JSONRPCNotification(method)).block();
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
    }
    return Mono.empty();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mapper.convertValue(data, type);
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
    return Mono.empty();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {}
}
