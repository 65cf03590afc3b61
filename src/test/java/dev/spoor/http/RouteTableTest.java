package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final Handler NONE = request -> Response.noContent();

  private final RouteTable table =
      new RouteTable(
          List.of(
              Route.get("/", NONE),
              Route.get("/runs", NONE),
              Route.get("/runs/{run}", NONE),
              Route.get("/runs/{run}.json", NONE),
              Route.get("/runs/{run}.otlp.json", NONE),
              Route.get("/runs/{run}/replay", NONE),
              Route.get("/api/logs/{id}", NONE),
              new Route("DELETE", "/api/logs/{id}", NONE),
              Route.get("/api/spans/{trace}/{span}/input", NONE)));

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/runs, /runs",
    "/runs/run_1, /runs/{run}",
    "/runs/run_1.json, /runs/{run}.json",
    "/runs/run_1.otlp.json, /runs/{run}.otlp.json",
    "/runs/run_1.html, /runs/{run}",
    "/runs/.json, /runs/{run}",
    "/runs/run_1/replay, /runs/{run}/replay",
    "/api/spans/t/s/input, /api/spans/{trace}/{span}/input"
  })
  void find_takesTheMostLiteralTemplate(String path, String template) {
    assertEquals(template, table.find("GET", path).orElseThrow().route().template());
  }

  @ParameterizedTest
  @CsvSource({"/runs/", "//", "/runs/a/b", "/Runs", "runs", "/runs/a/replay/", "/api/logs"})
  void find_isEmptyForOtherPaths(String path) {
    assertEquals(Set.of(), table.methods(path));
  }

  @Test
  void find_readsEachVariable() {
    assertEquals(
        Map.of("trace", "a b", "span", "ü"),
        table.find("GET", "/api/spans/a%20b/%C3%BC/input").orElseThrow().variables());
  }

  @Test
  void methods_listWhatThePathTakes() {
    assertEquals(Set.of("GET", "HEAD", "DELETE"), table.methods("/api/logs/x"));
  }

  @Test
  void route_ofOtherShape_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Route("get", "/", NONE));
    assertThrows(IllegalArgumentException.class, () -> Route.get("runs", NONE));
  }
}
