package dev.spoor.mcp;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A message that breaks JSON-RPC or MCP, as opposed to a tool called with wrong arguments. It ends
 * as an error answer with one of the codes of JSON-RPC 2.0, section 5.1.
 */
final class ProtocolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;

  private final int code;
  private final String reason;

  ProtocolError(int code, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  /**
   * The answer to the message.
   *
   * @param id the request's id; null when it could not be read, then the answer has none
   *     (2025-11-25 schema, {@code JSONRPCErrorResponse})
   */
  JsonObject answer(@Nullable JsonValue id) {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("error", JsonObject.builder().put("code", code).put("message", reason).build())
        .build();
  }
}
