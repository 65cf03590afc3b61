package dev.spoor.mcp.protocol;

import dev.spoor.http.Answer;
import dev.spoor.http.Handler;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Invalid;
import dev.spoor.mcp.protocol.Message.Notification;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * MCP over HTTP: both eras at {@code /mcp}, and the transport of 2024-11-05 at {@code /sse}. Each
 * message tells by itself which era it belongs to (2026-07-28, basic/versioning). The SDK is loaded
 * with the first message of the older one. Thread-safe.
 */
public final class HttpTransport {
  /** Where both eras are. */
  public static final String PATH = "/mcp";

  /** Where the transport of 2024-11-05 is. */
  public static final String SSE_PATH = "/sse";

  /** The header that names the version. */
  static final String VERSION = "mcp-protocol-version";

  /** The header that names a session of the older era. */
  static final String SESSION = "mcp-session-id";

  private static final List<String> OLDER =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  private final Once<ModernHttp> modern;
  private final Once<LegacyHttp> legacy;

  /**
   * A transport that has answered nothing yet.
   *
   * @param shared makes what the newer era offers, which knows no sessions; called once
   * @param offers makes what a new session of the older era is offered
   * @param random names sessions
   * @param clock tells how long a session was idle
   */
  public HttpTransport(
      Supplier<Features> shared,
      Supplier<SessionOffer> offers,
      Faults faults,
      RandomGenerator random,
      InstantSource clock) {
    this.modern = new Once<>(() -> new ModernHttp(new ModernEra(shared.get(), faults)));
    this.legacy = new Once<>(() -> new LegacyHttp(offers, faults, random, clock));
  }

  /** What to serve. */
  public List<Route> routes() {
    return List.of(
        Route.post(PATH, refusing(this::post)),
        Route.get(PATH, refusing(this::inSession)),
        new Route("DELETE", PATH, refusing(this::inSession)),
        Route.get(SSE_PATH, refusing(http -> legacy.get().openSse(http))),
        Route.post(
            SSE_PATH + "/{session}", refusing(http -> legacy.get().postSse(http, message(http)))));
  }

  private static Handler refusing(Handler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (HttpRefusal refusal) {
        return refusal.response();
      }
    };
  }

  private Answer post(Request http) {
    Message message = message(http);
    if (message instanceof Message.Request request) {
      boolean newer =
          ModernEra.claims(request) || !(request.method().equals("initialize") || isOlder(http));
      return newer ? modern.get().answer(http, request) : legacy.get().post(http, request);
    } else if (isOlder(http) && http.header(SESSION) != null) {
      return legacy.get().post(http, message);
    } else if (message instanceof Notification && ModernEra.VERSION.equals(http.header(VERSION))) {
      return new Response(202, "", new byte[0], Map.of());
    }
    throw HttpRefusal.invalid(
        400,
        null,
        message instanceof Notification
            ? SESSION + " or " + VERSION + " must say what a notification belongs to"
            : "a response belongs to a session, which " + SESSION + " names");
  }

  /** Streams and ends of sessions, which only the older era has. */
  private Answer inSession(Request http) {
    if (http.header(SESSION) == null) {
      throw HttpRefusal.invalid(405, null, "outside a session only POST is taken");
    }
    return legacy.get().inSession(http);
  }

  private static Message message(Request http) {
    String type = String.valueOf(http.header("content-type")).toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].strip().equals("application/json")) {
      throw HttpRefusal.invalid(415, null, "Content-Type must be application/json");
    }
    Message message = parsed(http.body());
    if (message instanceof Invalid invalid) {
      throw new HttpRefusal(400, invalid.answer());
    }
    return message;
  }

  private static Message parsed(byte[] body) {
    try {
      JsonValue value = Json.read(body);
      if (value instanceof JsonArray) {
        throw HttpRefusal.invalid(400, null, "send each message by itself, not in a batch");
      }
      return Message.of(value);
    } catch (JsonReadException e) {
      throw new HttpRefusal(
          400,
          new ProtocolError(ProtocolError.PARSE_ERROR, "Parse error: " + e.getMessage())
              .answer(null));
    }
  }

  private static boolean isOlder(Request http) {
    String version = http.header(VERSION);
    return version == null || OLDER.contains(version);
  }
}
