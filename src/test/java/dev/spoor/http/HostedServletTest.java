package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.RawHttp.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HostedServletTest {
  private static final byte[] NOTHING = {};

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicBoolean destroyed = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final AtomicReference<AsyncContext> open = new AtomicReference<>();
  private final HostedServlet hosted =
      new HostedServlet(
          () -> {
            made.incrementAndGet();
            return new Echo();
          },
          this::end);

  private void end() {
    AsyncContext context = open.get();
    if (context != null) {
      context.complete();
    }
  }

  /** Says what it got; a GET is answered in pieces until somebody completes it. */
  private final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] body = request.getInputStream().readAllBytes();
      response.setStatus(201);
      response.setHeader("X-Encoding", String.valueOf(request.getHeader("Content-Encoding")));
      response.setHeader("X-Attribute", String.valueOf(request.getAttribute("who")));
      response.getOutputStream().write(body);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      AsyncContext context = request.startAsync();
      context.setTimeout(0);
      open.set(context);
      response.setContentType("text/event-stream");
      response.getOutputStream().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
      response.flushBuffer();
    }

    @Override
    public void destroy() {
      destroyed.set(true);
    }
  }

  @Test
  void servlet_isMadeWithTheFirstRequest() throws IOException {
    try (HttpServer server = serve()) {
      RawHttp.get(server.port(), "/healthz");
      assertEquals(0, made.get());
      assertEquals("a", post(server, "a".getBytes(StandardCharsets.UTF_8)).text());
      assertEquals("b", post(server, "b".getBytes(StandardCharsets.UTF_8)).text());
      assertEquals(1, made.get());
      assertFalse(destroyed.get());
    }
    assertTrue(destroyed.get());
  }

  @Test
  void servlet_getsTheBodyDecompressedAndTheAttributes() throws IOException {
    byte[] text = "zwölf".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    try (HttpServer server = serve()) {
      Answer answer = post(server, gzip(text), "Content-Encoding: gzip");
      assertEquals(201, answer.status());
      assertEquals("null", answer.header("x-encoding"));
      assertEquals("me", answer.header("x-attribute"));
      assertEquals(new String(text, StandardCharsets.UTF_8), answer.text());
      assertEquals("nosniff", answer.header("x-content-type-options"));
    }
  }

  @Test
  void connection_servesTheNextRequestAfterwards() throws IOException {
    try (HttpServer server = serve();
        RawHttp caller = new RawHttp(server.port())) {
      for (String text : new String[] {"one", "two", "three"}) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Answer answer =
            caller.exchange(
                body, "POST /s HTTP/1.1", "Host: localhost", "Content-Length: " + body.length);
        assertEquals(text, answer.text());
      }
    }
  }

  @Test
  void gate_isInFrontOfTheServlet() throws IOException {
    try (HttpServer server = serve()) {
      assertEquals(403, post(server, NOTHING, "Origin: http://evil.example").status());
      Answer other =
          RawHttp.ask(server.port(), "POST /s HTTP/1.1", "Host: evil.example", "Content-Length: 0");
      assertEquals(421, other.status());
      assertEquals(0, made.get());
    }
  }

  @Test
  void hangingUp_isToldWhileTheServletIsSilent() throws Exception {
    try (HttpServer server = serve()) {
      try (RawHttp caller = new RawHttp(server.port())) {
        caller.send(NOTHING, "GET /s HTTP/1.1", "Host: localhost");
        caller.receiveHead();
        assertEquals("data: 1\n\n", caller.chunk());
      }
      assertTrue(gone.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void stoppingServer_endsStreams() throws Exception {
    HttpServer server = serve();
    try (RawHttp caller = new RawHttp(server.port())) {
      caller.send(NOTHING, "GET /s HTTP/1.1", "Host: localhost");
      caller.receiveHead();
      assertEquals("data: 1\n\n", caller.chunk());
      server.close();
      assertEquals("", caller.chunk());
      assertTrue(destroyed.get());
    }
  }

  private HttpServer serve() throws IOException {
    Handler handler =
        request -> new ServletAnswer(hosted, request, Map.of("who", "me"), gone::countDown);
    return HttpServer.start(
        new Address("127.0.0.1", 0), Sites.of(Route.post("/s", handler), Route.get("/s", handler)));
  }

  private static Answer post(HttpServer server, byte[] body, String... more) throws IOException {
    String[] lines = new String[more.length + 3];
    lines[0] = "POST /s HTTP/1.1";
    lines[1] = "Host: localhost:" + server.port();
    lines[2] = "Content-Length: " + body.length;
    System.arraycopy(more, 0, lines, 3, more.length);
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
