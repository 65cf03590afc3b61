package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.http.HttpProblem;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.store.StoreException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BusyStoreTest {
  private static final Request REQUEST =
      new Request("GET", "/", Map.of(), Map.of(), Map.of(), new byte[0]);

  @Test
  void failure_thatPasses_asksTheCallerToComeAgain() {
    HttpProblem problem = assertThrows(HttpProblem.class, () -> answer(true));
    Response response = problem.response();
    assertEquals(429, response.status());
    assertEquals("5", response.headers().get("Retry-After"));
    assertEquals(Response.PROBLEM, response.contentType());
  }

  @Test
  void failure_thatStays_isAFaultOfOurs() {
    assertThrows(StoreException.class, () -> answer(false));
  }

  private static void answer(boolean passing) throws Exception {
    Route route =
        Route.get(
            "/",
            request -> {
              throw new StoreException("the disk is full", passing, null);
            });
    BusyStore.answered(route).handler().handle(REQUEST);
  }
}
