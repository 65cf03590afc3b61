package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.RawHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LateAnswerTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final byte[] NOTHING = {};

  private final BlockingQueue<LateAnswer> given = new LinkedBlockingQueue<>();

  @Test
  void respond_afterTheRouteReturned_answersWhole() throws Exception {
    try (HttpServer server = serve(LONG);
        RawHttp caller = new RawHttp(server.port())) {
      LateAnswer late = asked(caller);
      late.respond(Response.json("{}").withStatus(202));
      late.respond(Response.json("never"));
      Answer answer = caller.receive(false);
      assertEquals(202, answer.status());
      assertEquals("{}", answer.text());
      assertEquals("nosniff", answer.header("x-content-type-options"));
      assertEquals("ok", caller.exchange(NOTHING, "GET / HTTP/1.1", "Host: localhost").text());
    }
  }

  @Test
  void respond_beforeTheRouteReturned_answersWhole() throws Exception {
    Route route =
        Route.get(
            "/early",
            request -> {
              LateAnswer late = new LateAnswer();
              late.respond(Response.text("early"));
              return late;
            });
    try (HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), Sites.of(route))) {
      assertEquals("early", RawHttp.get(server.port(), "/early").text());
    }
  }

  @Test
  void events_arriveOneByOneAndEnd() throws Exception {
    try (HttpServer server = serve(LONG);
        RawHttp caller = new RawHttp(server.port())) {
      LateAnswer late = asked(caller);
      late.event("{\"ü\":1}");
      Answer head = caller.receiveHead();
      assertEquals(200, head.status());
      assertEquals("text/event-stream", head.header("content-type"));
      assertEquals("no", head.header("x-accel-buffering"));
      assertEquals("no-cache, no-transform", head.header("cache-control"));
      assertNull(head.header("content-encoding"));
      assertEquals("data: {\"ü\":1}\n\n", caller.chunk());
      late.event("two\nlines\r\nand three");
      assertEquals("data: two\ndata: lines\ndata: and three\n\n", caller.chunk());
      late.end();
      assertEquals("", caller.chunk());
      late.event("never");
      assertEquals("ok", caller.exchange(NOTHING, "GET / HTTP/1.1", "Host: localhost").text());
    }
  }

  @Test
  void respond_afterAnEvent_isRefused() {
    LateAnswer late = new LateAnswer();
    late.event("1");
    assertThrows(IllegalStateException.class, () -> late.respond(Response.text("")));
  }

  @Test
  void hangingUp_isToldBeforeAnythingWasSaid() throws Exception {
    try (HttpServer server = serve(LONG)) {
      CountDownLatch gone = new CountDownLatch(1);
      LateAnswer late;
      try (RawHttp caller = new RawHttp(server.port())) {
        late = asked(caller);
        late.whenGone(gone::countDown);
      }
      assertTrue(gone.await(20, TimeUnit.SECONDS));
      late.respond(Response.text("to nobody"));
    }
  }

  @Test
  void hangingUp_isToldInTheMiddleOfAStream() throws Exception {
    try (HttpServer server = serve(LONG)) {
      CountDownLatch gone = new CountDownLatch(1);
      try (RawHttp caller = new RawHttp(server.port())) {
        LateAnswer late = asked(caller);
        late.event("1");
        caller.receiveHead();
        caller.chunk();
        late.whenGone(gone::countDown);
      }
      assertTrue(gone.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void whenGone_saidTooLate_runsAtOnce() throws Exception {
    try (HttpServer server = serve(LONG)) {
      CountDownLatch first = new CountDownLatch(1);
      CountDownLatch second = new CountDownLatch(1);
      LateAnswer late;
      try (RawHttp caller = new RawHttp(server.port())) {
        late = asked(caller);
        late.whenGone(first::countDown);
      }
      assertTrue(first.await(20, TimeUnit.SECONDS));
      late.whenGone(second::countDown);
      assertEquals(0, second.getCount());
    }
  }

  @Test
  void nextRequest_sentTooEarly_doesNotEndTheAnswer() throws Exception {
    try (HttpServer server = serve(LONG);
        RawHttp caller = new RawHttp(server.port())) {
      LateAnswer late = asked(caller);
      caller.send(NOTHING, "GET / HTTP/1.1", "Host: localhost");
      late.event("1");
      caller.receiveHead();
      assertEquals("data: 1\n\n", caller.chunk());
      late.end();
      assertEquals("", caller.chunk());
    }
  }

  @Test
  void quietStream_isKeptAliveByComments() throws Exception {
    try (HttpServer server = serve(Duration.ofMillis(1));
        RawHttp caller = new RawHttp(server.port())) {
      LateAnswer late = asked(caller);
      late.event("1");
      caller.receiveHead();
      assertEquals("data: 1\n\n", caller.chunk());
      assertEquals(":\n\n", caller.chunk());
      assertEquals(":\n\n", caller.chunk());
    }
  }

  @Test
  void stoppingServer_letsTheStreamSayItsLast() throws Exception {
    HttpServer server = serve(LONG);
    try (RawHttp caller = new RawHttp(server.port())) {
      LateAnswer late = asked(caller);
      late.whenStopping(
          () -> {
            late.event("bye");
            late.end();
          });
      late.event("1");
      caller.receiveHead();
      assertEquals("data: 1\n\n", caller.chunk());
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      assertEquals("data: bye\n\n", caller.chunk());
      assertEquals("", caller.chunk());
      closed.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void callerWhoReadsNothing_isGivenUpBeforeMemoryIs() {
    LateAnswer late = new LateAnswer();
    CountDownLatch gone = new CountDownLatch(1);
    late.whenGone(gone::countDown);
    String megabyte = "x".repeat(1 << 20);
    late.event(megabyte.repeat(20));
    assertEquals(1, gone.getCount());
    late.event("one more");
    assertEquals(0, gone.getCount());
  }

  private HttpServer serve(Duration quiet) throws IOException {
    Route late =
        Route.post(
            "/late",
            request -> {
              LateAnswer answer = new LateAnswer();
              given.add(answer);
              return answer;
            });
    Route ok = Route.get("/", request -> Response.text("ok"));
    return HttpServer.start(
        HttpServer.bind(new Address("127.0.0.1", 0)), Sites.of(late, ok), quiet);
  }

  private LateAnswer asked(RawHttp caller) throws Exception {
    caller.send(NOTHING, "POST /late HTTP/1.1", "Host: localhost", "Content-Length: 0");
    return given.take();
  }
}
