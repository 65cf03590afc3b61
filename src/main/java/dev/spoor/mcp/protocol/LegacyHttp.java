package dev.spoor.mcp.protocol;

import dev.spoor.http.Answer;
import dev.spoor.http.HostedServlet;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.json.JsonValue;
import dev.spoor.mcp.protocol.Message.Notification;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The older era over HTTP: the SDK's servlets, unmodified, one for each session, behind checks of
 * ours. Loading this class loads the SDK.
 */
final class LegacyHttp {
  private static final int ID_BYTES = 16;

  private final Supplier<SessionOffer> offers;
  private final Faults faults;
  private final RandomGenerator random;
  private final HttpSessions sessions;
  private final HostedServlet servlet;

  LegacyHttp(
      Supplier<SessionOffer> offers, Faults faults, RandomGenerator random, InstantSource clock) {
    this.offers = offers;
    this.faults = faults;
    this.random = random;
    this.sessions = new HttpSessions(clock, faults);
    this.servlet = new HostedServlet(SdkExchange.Front::new, sessions::endAll);
  }

  /** Takes a message at {@code /mcp}. */
  Answer post(Request http, Message message) {
    requireAccept(http, idOf(message));
    if (message instanceof Message.Request request && request.method().equals("initialize")) {
      return begin(http, request);
    }
    String id = http.header(HttpTransport.SESSION);
    if (id == null) {
      throw HttpRefusal.invalid(
          400, idOf(message), "Mcp-Session-Id is missing; \"initialize\" gives it");
    }
    return take(http, session(id, message), message);
  }

  /** Takes a message of a session that began at {@code /sse}. */
  Answer postSse(Request http, Message message) {
    return take(http, session(http.pathVariable("session"), message), message);
  }

  private Answer begin(Request http, Message.Request request) {
    sessions.makeRoom(request.id());
    HttpSession begun = HttpSession.streamable(offers.get(), faults);
    return new SdkExchange(begun, request)
        .whenNamed(name -> sessions.add(name, begun))
        .whenDone(() -> sessions.endUnnamed(begun))
        .through(servlet, http);
  }

  private Answer take(Request http, HttpSession session, Message message) {
    if (message instanceof Notification notification
        && notification.method().equals("notifications/cancelled")) {
      session.cancel(notification.params().get("requestId"));
      return new Response(202, "", new byte[0], Map.of());
    }
    if (message instanceof Message.Request request) {
      Optional<ProtocolError> refusal = session.refusal(request);
      if (refusal.isPresent()) {
        return HttpRefusal.json(refusal.get().answer(request.id()));
      }
    }
    return new SdkExchange(session, message).through(servlet, http);
  }

  /** Opens a stream of a session, or ends the session. */
  Answer inSession(Request http) {
    HttpSession session = session(String.valueOf(http.header(HttpTransport.SESSION)), null);
    if (http.method().equals("DELETE")) {
      sessions.end(session);
      return new Response(200, "", new byte[0], Map.of());
    }
    SdkExchange stream = new SdkExchange(session, null);
    return stream.whenGone(stream::complete).through(servlet, http);
  }

  /** Begins a session of 2024-11-05, which lasts as long as its stream. */
  Answer openSse(Request http) {
    sessions.makeRoom(null);
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    HttpSession begun = HttpSession.sse(offers.get(), faults, HttpTransport.SSE_PATH + "/" + name);
    sessions.add(name, begun);
    return new SdkExchange(begun, null).whenGone(() -> sessions.end(begun)).through(servlet, http);
  }

  private HttpSession session(String id, @Nullable Message message) {
    return sessions
        .find(id)
        .orElseThrow(
            () ->
                HttpRefusal.invalid(
                    404, idOf(message), "there is no such session any more; begin another"));
  }

  private static void requireAccept(Request http, @Nullable JsonValue id) {
    String accept = http.header("accept");
    if (accept != null
        && !accept.contains("text/event-stream")
        && !accept.contains("text/*")
        && !accept.contains("*/*")) {
      throw HttpRefusal.invalid(406, id, "Accept must name application/json and text/event-stream");
    }
  }

  private static @Nullable JsonValue idOf(@Nullable Message message) {
    return message instanceof Message.Request request ? request.id() : null;
  }
}
