package dev.spoor.mcp.protocol;

import dev.spoor.http.Response;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A message over HTTP that is answered with a status other than 200: an error of JSON-RPC. */
final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int METHOD_NOT_ALLOWED = 405;

  private final int status;
  private final transient JsonObject error;

  /**
   * A refusal.
   *
   * @param error the whole answer
   */
  HttpRefusal(int status, JsonObject error) {
    super("status " + status, null, false, false);
    this.status = status;
    this.error = error;
  }

  /** A message that is out of place, or broken. */
  static HttpRefusal invalid(int status, @Nullable JsonValue id, String rule) {
    return new HttpRefusal(
        status,
        new ProtocolError(ProtocolError.INVALID_REQUEST, "Invalid Request: " + rule).answer(id));
  }

  Response response() {
    Response response = json(error).withStatus(status);
    return status == METHOD_NOT_ALLOWED ? response.withHeader("Allow", "POST") : response;
  }

  /** A message as an answer of status 200. */
  static Response json(JsonObject message) {
    return Response.json(message.write().getBytes(StandardCharsets.UTF_8));
  }
}
