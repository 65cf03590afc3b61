package dev.spoor.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSessionsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private HttpFixture fixture;
  private HttpSessions sessions;

  @BeforeEach
  void open() throws IOException {
    fixture = new HttpFixture();
    sessions = new HttpSessions(now::get, fixture.faults());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void sweep_endsWhatWasIdleForLong() {
    sessions.add("old", begin());
    pass(HttpSessions.LONGEST_IDLE.dividedBy(2));
    sessions.add("new", begin());
    pass(HttpSessions.LONGEST_IDLE.dividedBy(2).plusSeconds(1));
    sessions.sweep();
    assertEquals(1, fixture.ended.get());
    assertFalse(sessions.find("old").isPresent());
    assertTrue(sessions.find("new").isPresent());
    sessions.sweep();
    assertEquals(1, fixture.ended.get());
  }

  @Test
  void sweep_leavesWhatIsBusy() {
    HttpSession listening = begin();
    SdkExchange stream = new SdkExchange(listening, null);
    listening.entered(stream, null);
    sessions.add("listening", listening);
    pass(HttpSessions.LONGEST_IDLE.multipliedBy(2));
    sessions.sweep();
    assertEquals(0, fixture.ended.get());
    listening.left(stream);
    sessions.sweep();
    assertEquals(1, fixture.ended.get());
  }

  @Test
  void makeRoom_endsTheIdlestAndNotTheBusy() {
    HttpSession busy = begin();
    busy.entered(new SdkExchange(busy, null), null);
    sessions.add("busy", busy);
    for (int at = 1; at < HttpSessions.MOST; at++) {
      pass(Duration.ofSeconds(1));
      sessions.makeRoom(null);
      sessions.add("session " + at, begin());
    }
    assertEquals(0, fixture.ended.get());
    pass(Duration.ofSeconds(1));
    sessions.find("session 1");
    sessions.makeRoom(null);
    assertEquals(1, fixture.ended.get());
    assertTrue(sessions.find("busy").isPresent());
    assertTrue(sessions.find("session 1").isPresent());
    assertFalse(sessions.find("session 2").isPresent());
  }

  @Test
  void makeRoom_refusesWhenAllAreBusy() {
    for (int at = 0; at < HttpSessions.MOST; at++) {
      HttpSession busy = begin();
      busy.entered(new SdkExchange(busy, null), null);
      sessions.add("session " + at, busy);
    }
    HttpRefusal refusal = assertThrows(HttpRefusal.class, () -> sessions.makeRoom(null));
    assertEquals(503, refusal.response().status());
    assertEquals(0, fixture.ended.get());
  }

  private HttpSession begin() {
    return HttpSession.streamable(fixture.offer(), fixture.faults());
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
