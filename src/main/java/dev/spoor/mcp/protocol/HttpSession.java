package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Request;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A session of the older era over HTTP: a server of the SDK of its own, and what it is answering.
 * Thread-safe.
 */
final class HttpSession {
  private static final int MOST_BYTES = 64 << 20;

  private final SessionOffer offer;
  private final Invocations invocations;
  private final HttpServlet servlet;
  private final SdkServer sdk;
  private final McpSyncServer server;
  private final Set<SdkExchange> open = ConcurrentHashMap.newKeySet();
  private final Map<JsonValue, SdkExchange> answering = new ConcurrentHashMap<>();

  private HttpSession(
      SessionOffer offer, Faults faults, HttpServlet servlet, SdkServer sdk, McpSyncServer server) {
    this.offer = offer;
    this.invocations = new Invocations(offer::features, faults);
    this.servlet = servlet;
    this.sdk = sdk;
    this.server = server;
  }

  /** A session of 2025-03-26 or later. */
  static HttpSession streamable(SessionOffer offer, Faults faults) {
    SdkJson json = new SdkJson();
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(json.mapper())
            .mcpEndpoint(HttpTransport.PATH)
            .contextExtractor(SdkExchange::context)
            .maxRequestSize(MOST_BYTES)
            // Each session is swept as a whole.
            .sessionSweepInterval(null)
            .build();
    SdkServer sdk = new SdkServer(offer.features(), faults, json);
    return new HttpSession(offer, faults, transport, sdk, sdk.over(McpServer.sync(transport)));
  }

  /**
   * A session of 2024-11-05.
   *
   * @param path where its client is to send its messages
   */
  @SuppressWarnings("deprecation") // the SDK's word for the transport of 2024-11-05, which we serve
  static HttpSession sse(SessionOffer offer, Faults faults, String path) {
    SdkJson json = new SdkJson();
    HttpServletSseServerTransportProvider transport =
        HttpServletSseServerTransportProvider.builder()
            .jsonMapper(json.mapper())
            .sseEndpoint(HttpTransport.SSE_PATH)
            .messageEndpoint(path)
            .contextExtractor(SdkExchange::context)
            .maxRequestSize(MOST_BYTES)
            .build();
    SdkServer sdk = new SdkServer(offer.features(), faults, json);
    return new HttpSession(offer, faults, transport, sdk, sdk.over(McpServer.sync(transport)));
  }

  /** Why a request is not worth passing on, in words an agent can act on. */
  Optional<ProtocolError> refusal(Request request) {
    try {
      if (request.method().equals("tools/call")) {
        invocations.callable(request.params());
      }
      return Optional.empty();
    } catch (ProtocolError e) {
      return Optional.of(e);
    }
  }

  HttpServlet servlet() {
    return servlet;
  }

  void entered(SdkExchange exchange, @Nullable JsonValue id) {
    open.add(exchange);
    if (id != null) {
      answering.put(id, exchange);
    }
  }

  void answered(SdkExchange exchange, @Nullable JsonValue id) {
    if (id != null) {
      answering.remove(id, exchange);
    }
  }

  void left(SdkExchange exchange) {
    open.remove(exchange);
  }

  /** Whether something is being answered, or a stream is open. */
  boolean isBusy() {
    return !open.isEmpty();
  }

  /** Drops the answer to a request and interrupts its work; does nothing when it is answered. */
  void cancel(@Nullable JsonValue id) {
    SdkExchange exchange = id == null ? null : answering.get(id);
    if (exchange != null) {
      exchange.cancel();
    }
  }

  /** Interrupts what is being answered, closes what is open and gives up what was begun. */
  void end() {
    answering.values().forEach(SdkExchange::cancel);
    sdk.leave();
    server.closeGracefully();
    offer.ended().run();
  }
}
