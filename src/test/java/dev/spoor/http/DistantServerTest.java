package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.DistantServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistantServerTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void post_sendsBodyAndHeaders() throws Exception {
    Route echo =
        Route.post(
            "/base/echo",
            request ->
                Response.text(
                    request.header("authorization")
                        + " "
                        + request.header("content-type")
                        + " "
                        + new String(request.body(), StandardCharsets.UTF_8)));
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), Sites.of(echo))) {
      DistantServer distant =
          distant("http://127.0.0.1:" + server.port() + "/base/", Map.of("Authorization", "me"));
      Reply reply =
          distant.post(
              "/echo",
              Map.of("Content-Type", "application/json"),
              "{}".getBytes(StandardCharsets.UTF_8));
      assertTrue(reply.done());
      assertEquals("me application/json {}", reply.body());
    }
  }

  @Test
  void busyServer_isAskedAgainWhenItSays() throws Exception {
    assertEquals(Duration.ofSeconds(7), paused("7"));
    assertEquals(Duration.ofSeconds(90), paused("Sat, 28 Nov 2026 12:01:30 GMT"));
    assertEquals(Duration.ZERO, paused("Sat, 28 Nov 2026 11:00:00 GMT"));
    assertEquals(Duration.ZERO, paused("soon"));
  }

  @Test
  void refusal_isNotPassing() throws Exception {
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), Sites.of())) {
      Reply reply = distant("http://127.0.0.1:" + server.port(), Map.of()).get("/nothing");
      assertEquals(404, reply.status());
      assertFalse(reply.done());
      assertFalse(reply.passing());
    }
  }

  @Test
  void nobodyThere_isPassing() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Reply reply = distant("http://127.0.0.1:" + port, Map.of()).get("/healthz");
    assertEquals(0, reply.status());
    assertTrue(reply.passing());
    assertEquals("nobody listens there", reply.body());
    assertEquals(
        "no host has that name", distant("http://nobody.invalid", Map.of()).get("/").body());
  }

  @Test
  void serverThatTalksWithoutEnd_isGivenUp() throws Exception {
    Route endless = Route.get("/healthz", request -> Response.text("a".repeat(65 << 20)));
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), Sites.of(endless))) {
      Reply reply = distant("http://127.0.0.1:" + server.port(), Map.of()).get("/healthz");
      assertEquals(0, reply.status());
      assertTrue(reply.body().contains("more than"), reply.body());
    }
  }

  @Test
  void silentServer_isGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DistantServer distant =
          new DistantServer(
              URI.create("http://127.0.0.1:" + silent.getLocalPort()),
              Map.of(),
              Duration.ofMillis(200),
              () -> NOW);
      assertEquals(0, distant.get("/healthz").status());
    }
  }

  private static Duration paused(String retryAfter) throws IOException, InterruptedException {
    Route busy =
        Route.get(
            "/busy",
            request -> Response.problem(503, "later").withHeader("Retry-After", retryAfter));
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), Sites.of(busy))) {
      Reply reply = distant("http://127.0.0.1:" + server.port(), Map.of()).get("/busy");
      assertTrue(reply.passing());
      return reply.pause();
    }
  }

  private static DistantServer distant(String url, Map<String, String> headers) {
    return new DistantServer(URI.create(url), headers, Duration.ofSeconds(20), () -> NOW);
  }
}
