package dev.spoor.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the server does, the program goes on, within bounds. */
class SendingTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration NEVER = Duration.ofHours(1);

  private static Configuration to(String url) {
    return Spoor.configure(Map.of()).url(url).closeTimeout(Duration.ZERO);
  }

  private static void record(Spoor spoor, int count) {
    for (int i = 0; i < count; i++) {
      spoor.startTrace("run " + i).close();
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void records_areSentInBatches() throws IOException {
    try (Collector collector = new Collector();
        Spoor spoor = to(collector.url()).flushInterval(NEVER).build()) {
      record(spoor, 1030);
      assertTrue(spoor.flush(LONG));
      assertEquals(1030, collector.spans().size());
      assertTrue(collector.requests().size() < 5);
    }
  }

  @Test
  void records_areSentWithoutFlush() throws IOException, InterruptedException {
    try (Collector collector = new Collector();
        Spoor spoor = to(collector.url()).flushInterval(Duration.ofMillis(1)).build()) {
      record(spoor, 1);
      collector.arrived().acquire();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void busyServer_isAskedAgain(int status) throws IOException {
    Response busy = Response.problem(status, "busy").withHeader("Retry-After", "0");
    try (Collector collector = new Collector().answering(busy);
        Spoor spoor = to(collector.url()).build()) {
      record(spoor, 1);
      assertFalse(spoor.flush(LONG));
      assertTrue(spoor.flush(LONG));
      assertEquals(1, spoor.stats().sent());
    }
  }

  @Test
  void retryAfterBeyondTheEnd_isNotWaitedFor() throws IOException {
    Response busy = Response.problem(503, "busy").withHeader("Retry-After", "3600");
    try (Collector collector = new Collector().answering(busy)) {
      Spoor spoor = to(collector.url()).closeTimeout(LONG).build();
      record(spoor, 1);
      spoor.close();
      assertEquals(1, spoor.stats().dropped());
      assertEquals(0, spoor.stats().waiting());
    }
  }

  @Test
  void refusal_isCountedAndNotRepeated() throws IOException {
    try (Collector collector = new Collector().answering(Response.problem(400, "bad"));
        Spoor spoor = to(collector.url()).build()) {
      record(spoor, 1);
      assertTrue(spoor.flush(LONG));
      assertEquals(1, collector.requests().size());
      assertEquals(1, spoor.stats().rejected());
    }
  }

  @Test
  void partialSuccess_isCounted() throws IOException {
    Response partial = Response.json("{\"partialSuccess\":{\"rejectedSpans\":\"2\"}}");
    try (Collector collector = new Collector().answering(partial);
        Spoor spoor = to(collector.url()).build()) {
      record(spoor, 3);
      assertTrue(spoor.flush(LONG));
      assertEquals(1, spoor.stats().sent());
      assertEquals(2, spoor.stats().rejected());
    }
  }

  @Test
  void serverAway_delaysNothingAndWhatWaitedIsSentWhenItComesBack() throws IOException {
    int port = closedPort();
    try (Spoor spoor = to("http://127.0.0.1:" + port).build()) {
      record(spoor, 3);
      assertFalse(spoor.flush(LONG));
      assertEquals(3, spoor.stats().waiting());
      try (Collector collector = new Collector(port, new CountDownLatch(0))) {
        assertTrue(spoor.flush(LONG));
        assertEquals(3, collector.spans().size());
      }
    }
  }

  @Test
  void serverAway_closeGivesUpAtOnce() throws IOException {
    Spoor spoor = to("http://127.0.0.1:" + closedPort()).closeTimeout(NEVER).build();
    record(spoor, 3);
    spoor.close();
    assertEquals(3, spoor.stats().dropped());
    record(spoor, 1);
    assertEquals(4, spoor.stats().dropped());
    assertEquals(4, spoor.stats().recorded());
  }

  @Test
  void slowServer_holdsNobodyUpAndTheBufferIsBounded() throws IOException, InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    try (Collector collector = new Collector(0, held);
        Spoor spoor = to(collector.url()).maxRecords(10).flushInterval(Duration.ZERO).build()) {
      record(spoor, 1);
      collector.arrived().acquire();
      record(spoor, 15);
      assertEquals(11, spoor.stats().waiting());
      assertEquals(5, spoor.stats().dropped());
      assertFalse(spoor.flush(Duration.ofMillis(1)));
      held.countDown();
    }
  }

  @Test
  void bytes_areBounded() throws IOException {
    try (Spoor spoor =
        to("http://127.0.0.1:" + closedPort()).maxBytes(100_000).flushInterval(NEVER).build()) {
      for (int i = 0; i < 10; i++) {
        try (Trace trace = spoor.startTrace("large")) {
          trace.input("x".repeat(30_000));
        }
      }
      assertEquals(3, spoor.stats().waiting());
      assertEquals(7, spoor.stats().dropped());
    }
  }

  @Test
  void manyThreads_loseNothing() throws IOException, InterruptedException {
    try (Collector collector = new Collector();
        Spoor spoor = to(collector.url()).build()) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(new Thread(() -> record(spoor, 200)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertTrue(spoor.flush(LONG));
      assertEquals(1600, collector.spans().size());
      assertEquals(
          1600, collector.spans().stream().map(span -> span.text("spanId")).distinct().count());
    }
  }

  @Test
  void switchedOff_recordsNothing() throws IOException {
    try (Collector collector = new Collector();
        Spoor spoor = to(collector.url()).enabled(false).build()) {
      record(spoor, 1);
      assertTrue(spoor.flush(LONG));
      assertEquals(0, collector.requests().size());
    }
  }
}
