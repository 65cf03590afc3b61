package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request on its way through the SDK to its handler, with what the SDK would lose on the way. */
final class Asked {
  private static final String KEY = "asked";

  private final JsonObject params;
  private final Exchange exchange;
  private volatile @Nullable ProtocolError refusal;

  /**
   * A request.
   *
   * @param params as they came
   */
  Asked(JsonObject params, Exchange exchange) {
    this.params = params;
    this.exchange = exchange;
  }

  /**
   * The request that a handler of the SDK answers; from the SDK's own types where we had no hand.
   */
  static Asked of(McpSyncServerExchange exchange, Supplier<JsonObject> bound) {
    return exchange.transportContext().get(KEY) instanceof Asked asked
        ? asked
        : new Asked(bound.get(), Exchange.OPEN);
  }

  /** What carries it through the SDK. */
  McpTransportContext context() {
    return McpTransportContext.create(Map.of(KEY, this));
  }

  JsonObject params() {
    return params;
  }

  Exchange exchange() {
    return exchange;
  }

  /** The handler refuses it. */
  void refuse(ProtocolError error) {
    refusal = error;
  }

  /** How the handler refused it; null when it did not. */
  @Nullable ProtocolError refusal() {
    return refusal;
  }
}
