package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonObject;
import dev.spoor.rest.RestBench.Reply;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestApiTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final List<String> FILTERS =
      List.of(
          "limit",
          "cursor",
          "agent_id",
          "runner_id",
          "thread_id",
          "run_id",
          "status",
          "q",
          "model",
          "tag",
          "session_id",
          "feature",
          "project",
          "since",
          "until");

  @TempDir private Path folder;
  private RestBench bench;

  @BeforeEach
  void open() {
    bench = new RestBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void description_isOfEveryRoute_andOfNoOther() {
    Set<String> served = new TreeSet<>(Set.of("GET /healthz"));
    bench.routes.stream()
        .filter(route -> !route.template().matches("/|/(runs|sessions|assets)\\b.*"))
        .forEach(route -> served.add(route.method() + " " + route.template()));
    assertEquals(served, bench.description.operations().keySet());
  }

  @Test
  void description_namesEveryVariableOfThePath() {
    for (String operation : bench.description.operations().keySet()) {
      Set<String> variables = new HashSet<>();
      Matcher matcher = VARIABLE.matcher(operation);
      while (matcher.find()) {
        variables.add(matcher.group(1));
      }
      assertEquals(
          variables, new HashSet<>(bench.description.parameters(operation, "path")), operation);
    }
  }

  @Test
  void description_parameters_areAllKnown() {
    assertTrue(bench.description.parameters("GET /api/logs", "query").containsAll(FILTERS));
    for (String operation : bench.description.operations().keySet()) {
      for (String name : bench.description.parameters(operation, "query")) {
        Reply reply = bench.get(operation.replaceFirst("GET ", "") + "?" + name + "=%00");
        assertTrue(
            reply.status() == 400 || reply.json().get("warnings") == null,
            operation + " does not know " + name);
      }
    }
  }

  @Test
  void description_examples_areTaken() {
    String run = bench.stored("/api/traces/start", "{\"name\":\"a\"}").text("trace_id");
    bench
        .description
        .operations()
        .forEach(
            (operation, described) -> {
              JsonObject content =
                  described.object("requestBody").object("content").object("application/json");
              if (content.get("example") != null) {
                String body =
                    content.get("example").write().replace("0af7651916cd43dd8448eb211c80319c", run);
                bench.description.checkBody(operation, body);
                bench.stored(operation.replace("POST ", "").replace("{run}", run), body);
              }
            });
  }

  @Test
  void description_isServed() {
    assertEquals(bench.description.whole(), bench.read("/api/openapi.json"));
  }

  @Test
  void description_saysWhichScopeErasingNeeds() {
    assertEquals(
        "[{\"token\":[\"admin\"]}]",
        bench.description.operations().get("DELETE /api/traces/{run}").array("security").write());
    assertEquals(
        List.of("/api/traces/{run}"),
        bench.routes.stream()
            .filter(route -> route.rights().contains("admin"))
            .map(route -> route.template())
            .toList());
  }

  @Test
  void body_ofAnotherType_isRefused() {
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp")) {
      Reply reply = bench.send("POST", "/api/traces", "{\"name\":\"a\"}", "Content-Type", type);
      assertEquals(415, reply.status(), type);
    }
    assertEquals(415, bench.send("POST", "/api/traces", "{\"name\":\"a\"}").status());
    assertEquals(
        200,
        bench
            .send(
                "POST",
                "/api/traces",
                "{\"name\":\"a\"}",
                "Content-Type",
                "Application/JSON; charset=utf-8")
            .status());
  }

  @Test
  void body_thatIsNoJson_isRefused() {
    for (String body : List.of("", "{", "{\"name\":\"a\"} x", "nul", "\"text\"", "7")) {
      assertEquals(400, bench.post("/api/traces", body).status(), body);
    }
  }

  @Test
  void body_nestedTooDeep_isRefused() {
    String deepest = "{\"name\":\"a\",\"input\":" + "[".repeat(127) + "]".repeat(127) + "}";
    assertEquals(200, bench.post("/api/traces", deepest).status());
    String deeper = "{\"name\":\"a\",\"input\":" + "[".repeat(128) + "]".repeat(128) + "}";
    Reply refused = bench.post("/api/traces", deeper);
    assertEquals(400, refused.status());
    assertTrue(refused.json().text("detail").contains("128"), refused::text);
  }

  @Test
  void body_tooLarge_isRefused() {
    assertEquals(413, bench.post("/api/traces", " ".repeat((64 << 20) + 1)).status());
  }

  @Test
  void metrics_countWhatThisProcessStored() {
    bench.post(
        "/api/traces",
        "[{\"name\":\"a\"},{\"name\":\"b\",\"spans\":[{\"name\":\"c\",\"kind\":\"llm\"}]}]");
    String text = bench.get("/metrics").text();
    assertTrue(text.contains("\nspoor_runs_stored_total 2\n"), text);
    assertTrue(text.contains("\nspoor_spans_stored_total 3\n"), text);
    assertTrue(text.contains("\nspoor_rejected_total 0\n"), text);
    assertTrue(text.contains("\nspoor_write_seconds_bucket{le=\"+Inf\"} 1\n"), text);
    assertTrue(text.contains("\nspoor_write_seconds_count 1\n"), text);
    String line = "(# (HELP|TYPE) \\w+ [^\\n]+|\\w+(\\{le=\"[0-9.+Inf]+\"})? [0-9.]+)\\n";
    assertTrue(text.matches("(" + line + ")+"), text);
  }

  @Test
  void readyz_andHealthz_answer() {
    assertEquals("true", bench.read("/readyz").get("ready").write());
    assertEquals("spoor", bench.read("/healthz").text("product"));
  }

  @Test
  void path_withAnotherMethod_saysWhichItTakes() {
    Reply reply = bench.send("PUT", "/api/logs", "");
    assertEquals(405, reply.status());
    assertEquals("GET, HEAD", reply.whole().headers().firstValue("Allow").get());
  }
}
