package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that says by itself which version it speaks and what its client can do (2026-07-28,
 * basic).
 *
 * @param request as it came
 * @param version the version it speaks, served or not
 * @param client what its client can do
 */
public record ModernRequest(Request request, String version, ClientCapabilities client) {
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final String VERSION = PREFIX + "protocolVersion";
  private static final String CAPABILITIES = PREFIX + "clientCapabilities";
  private static final String LOG_LEVEL = PREFIX + "logLevel";

  /** The key of {@code _meta} that every message of a subscription carries. */
  static final String SUBSCRIPTION = PREFIX + "subscriptionId";

  /** The key of {@code _meta} that every result carries. */
  static final String SERVER = PREFIX + "serverInfo";

  /** Whether a request says one of them, which no request of the older era does. */
  static boolean isMarked(Request request) {
    JsonObject meta = request.params().object("_meta");
    return meta.get(VERSION) != null || meta.get(CAPABILITIES) != null;
  }

  /** Reads what the request says of itself; {@link ProtocolError} when it does not say it. */
  static ModernRequest of(Request request) {
    JsonObject meta = request.params().object("_meta");
    String version = meta.text(VERSION);
    if (version == null) {
      throw missing(VERSION, "a string");
    }
    if (!(meta.get(CAPABILITIES) instanceof JsonObject capabilities)) {
      throw missing(CAPABILITIES, "an object");
    }
    return new ModernRequest(request, version, new ClientCapabilities(capabilities));
  }

  /** What is asked for. */
  public String method() {
    return request.method();
  }

  /** The request's parameters. */
  public JsonObject params() {
    return request.params();
  }

  /** The name of the tool, prompt or resource it is about; null for methods that name none. */
  @Nullable String target() {
    return switch (method()) {
      case "tools/call", "prompts/get" -> params().text("name");
      case "resources/read" -> params().text("uri");
      default -> null;
    };
  }

  /** The least grave log message that is wanted; empty when none is. */
  Optional<LogLevel> logLevel() {
    JsonValue level = params().object("_meta").get(LOG_LEVEL);
    if (level == null) {
      return Optional.empty();
    }
    Optional<LogLevel> known =
        level instanceof JsonString word ? LogLevel.of(word.value()) : Optional.empty();
    if (known.isEmpty()) {
      throw ProtocolError.invalidParams("\"" + LOG_LEVEL + "\" must be a level of RFC 5424");
    }
    return known;
  }

  /** What progress is told under; null when it is not wanted. */
  @Nullable JsonValue progressToken() {
    return progressToken(params());
  }

  static @Nullable JsonValue progressToken(JsonObject params) {
    JsonValue token = params.object("_meta").get("progressToken");
    return token instanceof JsonString || token instanceof JsonNumber ? token : null;
  }

  /** Whether the client asked for anything that comes before the answer. */
  boolean wantsNotifications() {
    return progressToken() != null || params().object("_meta").get(LOG_LEVEL) != null;
  }

  private static ProtocolError missing(String key, String shape) {
    return ProtocolError.invalidParams("\"_meta\" must have \"" + key + "\", " + shape);
  }
}
