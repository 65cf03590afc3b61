package dev.spoor.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.http.Site;
import dev.spoor.remote.RemoteReply.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RemoteServerTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-11-28T12:00:00Z");

  private HttpServer serving(String product, String version, Function<Request, Response> answer)
      throws IOException {
    Route route =
        Route.post(
            "/api/traces",
            request -> {
              asked.add(String.valueOf(request.header("authorization")));
              return answer.apply(request);
            });
    Site site =
        new Site(
            new Identity(product, version, "store"),
            () -> List.of(route),
            Set.of(),
            (what, fault) -> {
              throw new AssertionError(what, fault);
            });
    return HttpServer.start(new Address("127.0.0.1", 0), site);
  }

  private RemoteServer remote(HttpServer server) {
    URI url = URI.create("http://127.0.0.1:" + server.port());
    return new RemoteServer(new RemoteAddress(url, "spoor_t"), "spoor", "1.4.0", () -> now);
  }

  private static RemoteReply post(RemoteServer remote) throws InterruptedException {
    return remote.post("/api/traces", Map.of(), new byte[0], Duration.ofSeconds(20));
  }

  private static Response done(Request request) {
    return Response.json("{}");
  }

  @Test
  void serverThatIsMeant_getsTheToken() throws Exception {
    try (HttpServer server = serving("spoor", "1.0.0", RemoteServerTest::done)) {
      assertTrue(post(remote(server)).done());
      assertEquals(List.of("Bearer spoor_t"), asked);
    }
  }

  @Test
  void otherProductOrMajorVersion_isDeniedAndToldNothing() throws Exception {
    try (HttpServer server = serving("other", "1.0.0", RemoteServerTest::done)) {
      RemoteReply reply = post(remote(server));
      assertEquals(Outcome.DENIED, reply.outcome());
      assertEquals("is other and not spoor", reply.why());
    }
    try (HttpServer server = serving("spoor", "2.0.0", RemoteServerTest::done)) {
      RemoteReply reply = post(remote(server));
      assertEquals(Outcome.DENIED, reply.outcome());
      assertTrue(reply.why().startsWith("is version 2.0.0"), reply.why());
    }
    assertEquals(List.of(), asked);
  }

  @Test
  void busyServer_isLeftAloneForAWhile() throws Exception {
    Response busy = Response.problem(503, "later").withHeader("Retry-After", "5");
    try (HttpServer server = serving("spoor", "1.0.0", request -> busy)) {
      RemoteServer remote = remote(server);
      RemoteReply reply = post(remote);
      assertEquals(Outcome.AWAY, reply.outcome());
      assertEquals("is busy (status 503: later)", reply.why());
      assertEquals(Duration.ofSeconds(5), remote.pause());
      assertEquals(Outcome.AWAY, post(remote).outcome());
      assertEquals(1, asked.size());
      now = now.plusSeconds(5);
      assertEquals(Outcome.AWAY, post(remote).outcome());
      assertEquals(2, asked.size());
    }
  }

  @Test
  void refusal_isNotTheSameAsNotBeingLetIn() throws Exception {
    try (HttpServer server =
        serving("spoor", "1.0.0", request -> Response.problem(400, "name is required"))) {
      RemoteReply reply = post(remote(server));
      assertEquals(Outcome.REFUSED, reply.outcome());
      assertEquals("refuses it (status 400: name is required)", reply.why());
    }
    try (HttpServer server =
        serving("spoor", "1.0.0", request -> Response.problem(401, "unknown token"))) {
      assertEquals(Outcome.DENIED, post(remote(server)).outcome());
    }
  }
}
