package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final Guard BY_WORD =
      (route, request) ->
          route.rights().stream().allMatch(right -> right.equals(request.header("x-right")))
              ? Optional.empty()
              : Optional.of(Response.problem(403, "no"));

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final List<String> reported = new CopyOnWriteArrayList<>();

  @Test
  void caller_withoutTheRight_isRefused_andTheBodyIsNotRead() throws IOException {
    try (HttpServer server = serve(BY_WORD)) {
      RawHttp.Answer refused =
          ask(server, "POST /kept HTTP/1.1", "Host: localhost", "Content-Length: 99999999999");
      assertEquals(403, refused.status());
      assertEquals(List.of(), handled);
    }
  }

  @Test
  void caller_withTheRight_isHeard() throws IOException {
    try (HttpServer server = serve(BY_WORD)) {
      assertEquals(
          200, ask(server, "POST /kept HTTP/1.1", "Host: localhost", "X-Right: keep").status());
      assertEquals(200, ask(server, "GET /free HTTP/1.1", "Host: localhost").status());
      assertEquals(List.of("POST", "GET"), handled);
    }
  }

  @Test
  void whoServes_isToldToEverybody() throws IOException {
    Guard nobody = (route, request) -> Optional.of(Response.problem(401, "no"));
    try (HttpServer server = serve(nobody)) {
      assertEquals(200, ask(server, "GET /healthz HTTP/1.1", "Host: localhost").status());
      assertEquals(401, ask(server, "GET /free HTTP/1.1", "Host: localhost").status());
    }
  }

  @Test
  void guard_thatFails_letsNobodyIn_andIsReported() throws IOException {
    Guard broken =
        (route, request) -> {
          throw new IllegalStateException("no list of guests");
        };
    try (HttpServer server = serve(broken)) {
      assertEquals(500, ask(server, "GET /free HTTP/1.1", "Host: localhost").status());
      assertEquals(List.of(), handled);
      assertTrue(reported.get(0).contains("no list of guests"), "" + reported);
    }
  }

  private HttpServer serve(Guard guard) throws IOException {
    Handler handler =
        request -> {
          handled.add(request.method());
          return Response.text("done");
        };
    Site site =
        new Site(
            new Identity("spoor", "1.2.3", "store-1"),
            () ->
                List.of(Route.get("/free", handler), Route.post("/kept", handler).needing("keep")),
            Set.of(),
            (what, fault) -> {
              reported.add(what + ": " + fault.getMessage());
              return "id";
            },
            guard);
    return HttpServer.start(new Address("127.0.0.1", 0), site);
  }

  private static RawHttp.Answer ask(HttpServer server, String... lines) throws IOException {
    return RawHttp.ask(server.port(), "".getBytes(StandardCharsets.US_ASCII), lines);
  }
}
