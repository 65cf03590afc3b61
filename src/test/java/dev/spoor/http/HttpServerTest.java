package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.RawHttp.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final Route ECHO =
      Route.post("/echo", request -> Response.of(200, "application/octet-stream", request.body()));

  @Test
  void get_answersPageWithStandardHeaders() throws IOException {
    try (HttpServer server = serve(Route.get("/", request -> Response.html("<p>ü</p>")))) {
      Answer answer = RawHttp.get(server.port(), "/");
      assertEquals(200, answer.status());
      assertEquals("<p>ü</p>", answer.text());
      assertEquals("text/html; charset=utf-8", answer.header("content-type"));
      assertEquals("nosniff", answer.header("x-content-type-options"));
      assertEquals("no-referrer", answer.header("referrer-policy"));
      assertEquals("private, no-cache", answer.header("cache-control"));
      assertEquals(
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'; trusted-types 'none'",
          answer.header("content-security-policy"));
      assertNull(answer.header("server"));
    }
  }

  @Test
  void head_followsGetWithoutBody() throws IOException {
    try (HttpServer server = serve(Route.get("/a", request -> Response.text("twelve bytes")));
        RawHttp connection = new RawHttp(server.port())) {
      Answer head = connection.exchange(new byte[0], "HEAD /a HTTP/1.1", "Host: localhost");
      assertEquals(200, head.status());
      assertEquals("12", head.header("content-length"));
      Answer next = connection.exchange(new byte[0], "GET /a HTTP/1.1", "Host: localhost");
      assertEquals("twelve bytes", next.text());
    }
  }

  @Test
  void unknownPath_isProblem404() throws IOException {
    try (HttpServer server = serve(ECHO)) {
      Answer answer = RawHttp.get(server.port(), "/%22nothing%22");
      assertEquals(404, answer.status());
      assertEquals("application/problem+json", answer.header("content-type"));
      assertEquals(
          "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
              + "\"detail\":\"there is nothing at /%22nothing%22\"}",
          answer.text());
    }
  }

  @Test
  void unknownMethod_is405WithAllow() throws IOException {
    try (HttpServer server = serve(ECHO, Route.get("/echo", request -> Response.text("")))) {
      Answer answer = RawHttp.ask(server.port(), "PUT /echo HTTP/1.1", "Host: localhost");
      assertEquals(405, answer.status());
      assertEquals("GET, HEAD, POST", answer.header("allow"));
    }
  }

  @Test
  void request_carriesVariablesQueryAndHeaders() throws IOException {
    AtomicReference<Request> seen = new AtomicReference<>();
    Route route =
        Route.get(
            "/sessions/{id}.json",
            request -> {
              seen.set(request);
              return Response.noContent();
            });
    try (HttpServer server = serve(route)) {
      Answer answer =
          RawHttp.get(
              server.port(),
              "/sessions/a%2Fb+%25%C3%BC.json?q=x+%26y&tag=1&tag=2&flag&=",
              "X-Thing: one",
              "x-thing: two");
      assertEquals(204, answer.status());
      Request request = seen.get();
      assertEquals("a/b+%ü", request.pathVariable("id"));
      assertEquals("x &y", request.queryValue("q"));
      assertEquals(List.of("1", "2"), request.queryValues("tag"));
      assertNull(request.queryValue("flag"));
      assertNull(request.queryValue("absent"));
      assertEquals("one, two", request.header("X-Thing"));
      assertThrows(IllegalArgumentException.class, () -> request.pathVariable("other"));
    }
  }

  @Test
  void brokenEncoding_is400() throws IOException {
    try (HttpServer server = serve(Route.get("/{a}", request -> Response.text("")))) {
      assertEquals(400, RawHttp.get(server.port(), "/a?q=%zz").status());
      assertEquals(400, RawHttp.get(server.port(), "/%zz").status());
      assertEquals(400, RawHttp.get(server.port(), "/%ff").status());
      assertEquals(400, RawHttp.get(server.port(), "/x/%2e%2e/y").status());
    }
  }

  @Test
  void malformedRequest_isProblemWithStandardHeaders() throws IOException {
    try (HttpServer server = serve(ECHO)) {
      Answer nonsense = RawHttp.ask(server.port(), "no HTTP at all");
      assertEquals(400, nonsense.status());
      assertEquals("application/problem+json", nonsense.header("content-type"));
      assertEquals("nosniff", nonsense.header("x-content-type-options"));
      assertNull(nonsense.header("server"));
      Answer large = RawHttp.get(server.port(), "/", "X-Large: " + "x".repeat(20_000));
      assertEquals(431, large.status());
    }
  }

  @Test
  void fault_is500WithIdAndIsReported() throws IOException {
    AtomicReference<Throwable> reported = new AtomicReference<>();
    IllegalStateException fault = new IllegalStateException("secret of ours");
    Site site =
        new Site(
            new Identity("spoor", "1", "s"),
            () ->
                List.of(
                    Route.get(
                        "/runs/{run}",
                        request -> {
                          throw fault;
                        })),
            Set.of(),
            (what, cause) -> {
              reported.set(cause);
              return what.replaceAll("\\W", "_");
            });
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), site)) {
      Answer answer = RawHttp.get(server.port(), "/runs/1");
      assertEquals(500, answer.status());
      assertTrue(answer.text().contains("GET__runs__run_"), answer.text());
      assertFalse(answer.text().contains("secret"), answer.text());
      assertEquals(fault, reported.get());
    }
  }

  @Test
  void mistakeOfCaller_isItsStatus() throws IOException {
    Route route =
        Route.get(
            "/",
            request -> {
              throw new HttpProblem(422, "must be \"a\"\n\\ or \u00fc");
            });
    try (HttpServer server = serve(route)) {
      Answer answer = RawHttp.get(server.port(), "/");
      assertEquals(422, answer.status());
      assertTrue(
          answer.text().endsWith("\"detail\":\"must be \\\"a\\\"\\u000a\\\\ or ü\"}"),
          answer.text());
    }
  }

  @Test
  void body_isHandedOnWhole() throws IOException {
    byte[] body = "zwölf".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    try (HttpServer server = serve(ECHO)) {
      assertArrayEquals(body, post(server, body).body());
      assertArrayEquals(body, post(server, gzip(body), "Content-Encoding: gzip").body());
      Answer chunked =
          RawHttp.ask(
              server.port(),
              "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
              "POST /echo HTTP/1.1",
              "Host: localhost",
              "Transfer-Encoding: chunked");
      assertEquals("abcde", chunked.text());
    }
  }

  @Test
  void body_overLimit_is413() throws IOException {
    try (HttpServer server = serve(ECHO)) {
      byte[] bomb = gzip(new byte[RequestBody.MOST_BYTES + 1]);
      assertEquals(413, post(server, bomb, "Content-Encoding: gzip").status());
      Answer announced =
          RawHttp.ask(
              server.port(),
              "POST /echo HTTP/1.1",
              "Host: localhost",
              "Content-Length: " + (RequestBody.MOST_BYTES + 1L));
      assertEquals(413, announced.status());
      byte[] largest = gzip(new byte[RequestBody.MOST_BYTES]);
      assertEquals(200, post(server, largest, "Content-Encoding: gzip").status());
    }
  }

  @Test
  void body_inBadCompression_isRefused() throws IOException {
    byte[] text = "not gzip".getBytes(StandardCharsets.UTF_8);
    byte[] torn = gzip(new byte[10_000]);
    try (HttpServer server = serve(ECHO)) {
      assertEquals(400, post(server, text, "Content-Encoding: gzip").status());
      byte[] half = Arrays.copyOf(torn, torn.length / 2);
      assertEquals(400, post(server, half, "Content-Encoding: gzip").status());
      assertEquals(415, post(server, text, "Content-Encoding: br").status());
    }
  }

  @Test
  void answer_isCompressedForWhoTakesIt() throws IOException {
    String page = "<p>again</p>".repeat(1_000);
    Route picture = Route.get("/p", request -> Response.of(200, "image/png", new byte[5_000]));
    try (HttpServer server = serve(Route.get("/", request -> Response.html(page)), picture)) {
      Answer small = RawHttp.get(server.port(), "/", "Accept-Encoding: br, gzip");
      assertEquals("gzip", small.header("content-encoding"));
      assertEquals("Accept-Encoding", small.header("vary"));
      byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes();
      assertEquals(page, new String(unpacked, StandardCharsets.UTF_8));
      Answer plain = RawHttp.get(server.port(), "/", "Accept-Encoding: gzip;q=0, identity");
      assertEquals(page, plain.text());
      assertEquals("Accept-Encoding", plain.header("vary"));
      assertNull(RawHttp.get(server.port(), "/p", "Accept-Encoding: gzip").header("vary"));
    }
  }

  @Test
  void ifChanged_answers304ForKnownVersion() throws IOException {
    Route route =
        Route.get("/", request -> Response.ifChanged(request, "v-7", () -> Response.text("news")));
    try (HttpServer server = serve(route)) {
      Answer first = RawHttp.get(server.port(), "/");
      assertEquals("news", first.text());
      String tag = first.header("etag");
      Answer again = RawHttp.get(server.port(), "/", "If-None-Match: \"x\", " + tag);
      assertEquals(304, again.status());
      assertEquals(tag, again.header("etag"));
      assertEquals(200, RawHttp.get(server.port(), "/", "If-None-Match: W/\"v-6\"").status());
    }
  }

  @Test
  void health_saysWhoServes() throws IOException {
    try (HttpServer server = serve()) {
      Answer answer = RawHttp.get(server.port(), "/healthz");
      assertEquals(
          "{\"product\":\"spoor\",\"version\":\"1.2.3\",\"store_id\":\"store-1\"}", answer.text());
    }
  }

  @Test
  void secondServer_cannotTakeTheSamePort() throws IOException {
    try (HttpServer server = serve()) {
      assertThrows(
          BindException.class,
          () -> HttpServer.start(new Address("127.0.0.1", server.port()), Sites.of()));
    }
  }

  @Test
  void close_answersWhatIsUnderWayAndFreesThePort() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Route slow =
        Route.get(
            "/slow",
            request -> {
              entered.countDown();
              try {
                released.await();
              } catch (InterruptedException e) {
                return Response.text("interrupted");
              }
              return Response.text("done");
            });
    HttpServer server = serve(slow);
    try (RawHttp connection = new RawHttp(server.port())) {
      connection.send(new byte[0], "GET /slow HTTP/1.1", "Host: localhost");
      entered.await();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      untilRefused(server.port());
      released.countDown();
      assertEquals("done", connection.receive(false).text());
      closed.get();
      try (HttpServer next =
          HttpServer.start(new Address("127.0.0.1", server.port()), Sites.of())) {
        assertEquals(server.port(), next.port());
      }
    }
  }

  private static void untilRefused(int port) throws IOException {
    while (true) {
      try {
        new RawHttp(port).close();
      } catch (ConnectException refused) {
        assertTrue(refused.getMessage().contains("refused"), refused.getMessage());
        return;
      } catch (SocketException reset) {
        // The port closed while the connection was being made; the next one is refused.
        assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
      }
    }
  }

  private static HttpServer serve(Route... routes) throws IOException {
    return HttpServer.start(new Address("127.0.0.1", 0), Sites.of(routes));
  }

  private static Answer post(HttpServer server, byte[] body, String... headers) throws IOException {
    String[] lines = Arrays.copyOf(headers, headers.length + 3);
    System.arraycopy(headers, 0, lines, 3, headers.length);
    lines[0] = "POST /echo HTTP/1.1";
    lines[1] = "Host: localhost:" + server.port();
    lines[2] = "Content-Length: " + body.length;
    return RawHttp.ask(server.port(), body, lines);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
