package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that breaks JSON-RPC or MCP, as opposed to a tool called with wrong arguments. It ends
 * as an error answer with one of the codes of JSON-RPC 2.0, section 5.1, or of MCP.
 */
public final class ProtocolError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Text that is no JSON. */
  public static final int PARSE_ERROR = -32700;

  /** JSON that is no message, or a message out of place. */
  public static final int INVALID_REQUEST = -32600;

  /** Nothing of that name is offered. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** Parameters that the method does not take. */
  public static final int INVALID_PARAMS = -32602;

  /** A fault of ours. */
  public static final int INTERNAL_ERROR = -32603;

  /** Older era only: nothing is at that address. */
  public static final int RESOURCE_NOT_FOUND = -32002;

  /** Newer era over HTTP only: a header says other than the message. */
  public static final int HEADER_MISMATCH = -32020;

  /** Newer era only: the client did not declare what the request needs. */
  public static final int MISSING_CAPABILITY = -32021;

  /** Newer era only: that version is not served. */
  public static final int UNSUPPORTED_VERSION = -32022;

  private final int code;
  private final String reason;
  private final transient @Nullable JsonObject data;

  /** An error whose code says it all. */
  public ProtocolError(int code, String reason) {
    this(code, reason, null);
  }

  /**
   * An error.
   *
   * @param data what a program may act on; null for nothing
   */
  public ProtocolError(int code, String reason, @Nullable JsonObject data) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
    this.data = data;
  }

  /** Parameters that break a rule. */
  public static ProtocolError invalidParams(String rule) {
    return new ProtocolError(INVALID_PARAMS, "Invalid params: " + rule);
  }

  /** The client did not declare what the request cannot be answered without. */
  static ProtocolError missingCapability(JsonObject required) {
    return new ProtocolError(
        MISSING_CAPABILITY,
        "The client did not declare what this request needs: "
            + String.join(", ", required.members().keySet()),
        JsonObject.builder().put("requiredCapabilities", required).build());
  }

  /** A version that the newer era does not speak. */
  static ProtocolError unsupportedVersion(String requested, List<String> supported) {
    return new ProtocolError(
        UNSUPPORTED_VERSION,
        "Unsupported protocol version",
        JsonObject.builder()
            .put("supported", JsonArray.ofTexts(supported))
            .put("requested", requested)
            .build());
  }

  /** One of the codes above. */
  public int code() {
    return code;
  }

  /** What a program may act on; null for nothing. */
  public @Nullable JsonObject data() {
    return data;
  }

  /**
   * The answer to the message.
   *
   * @param id the request's id; null when it could not be read, then the answer has none
   *     (2025-11-25 and 2026-07-28 schema, {@code JSONRPCErrorResponse})
   */
  public JsonObject answer(@Nullable JsonValue id) {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put(
            "error",
            JsonObject.builder().put("code", code).put("message", reason).put("data", data).build())
        .build();
  }
}
