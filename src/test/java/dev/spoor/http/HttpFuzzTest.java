package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

final class HttpFuzzTest {
  private static final Handler NONE = request -> Response.noContent();
  private static final RouteTable ROUTES =
      new RouteTable(
          List.of(
              Route.get("/runs/{run}", NONE),
              Route.get("/runs/{run}.json", NONE),
              Route.get("/a{x}b{y}c/{z}", NONE)));

  @FuzzTest
  void identity_ofAnyText_isAbsentOrStable(byte[] bytes) {
    Optional<Identity> read = Identity.read(new String(bytes, StandardCharsets.UTF_8));
    if (read.isPresent()) {
      String written = new String(read.get().json(), StandardCharsets.UTF_8);
      assertEquals(read, Identity.read(written));
    }
  }

  @FuzzTest
  void route_ofAnyPath_isRefusedAbsentOrFilled(byte[] bytes) {
    String path = new String(bytes, StandardCharsets.ISO_8859_1);
    Optional<RouteTable.Match> match;
    try {
      match = ROUTES.find("GET", path);
    } catch (HttpProblem brokenEncoding) {
      return;
    }
    assertEquals(match.isEmpty(), ROUTES.methods(path).isEmpty());
    match.ifPresent(found -> found.variables().values().forEach(v -> assertFalse(v.isEmpty())));
  }
}
