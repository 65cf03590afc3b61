package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.rest.RestBench.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

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
  void list_paged_losesAndRepeatsNothing_whileNewRunsArrive() {
    for (int number = 0; number < 23; number++) {
      // Three at a time begin at the same moment, so that the id has to decide.
      record(number, RestBench.NOON.plusSeconds(number / 3).toString());
    }
    List<String> before = ids(bench.read("/api/logs?limit=200"));
    List<String> paged = new ArrayList<>();
    JsonValue cursor = JsonNull.NULL;
    int number = 100;
    do {
      String after =
          cursor instanceof JsonString text
              ? "&cursor=" + URLEncoder.encode(text.value(), StandardCharsets.UTF_8)
              : "";
      JsonObject page = bench.read("/api/logs?limit=4" + after);
      paged.addAll(ids(page));
      cursor = page.get("nextCursor");
      record(number, RestBench.NOON.plusSeconds(number++).toString());
    } while (cursor != JsonNull.NULL);
    assertEquals(before, paged);
  }

  @Test
  void list_cursor_isStartAndTraceId() {
    record(1, "2026-11-20T10:00:00Z");
    record(2, "2026-11-20T11:00:00Z");
    JsonObject page = bench.read("/api/logs?limit=1");
    JsonObject row = (JsonObject) page.array("traces").elements().get(0);
    assertEquals(row.text("started_at") + "|" + row.text("trace_id"), page.text("nextCursor"));
    assertEquals(row.text("trace_id"), row.text("id"));
    assertTrue(String.valueOf(row.text("url")).startsWith(RestBench.PAGES));
    assertNull(row.get("input"));
  }

  @ParameterizedTest
  @CsvSource({
    "agent_id=one,1",
    "agent=two,1",
    "agent_id=none,0",
    "runner_id=r1,1",
    "thread_id=t1,1",
    "session_id=s1,1",
    "feature=f1,1",
    "project=p1,1",
    "project=*,2",
    "tag=x,1",
    "model=claude-sonnet-4-5,1",
    "status=error,1",
    "status=ok,1",
    "q=UMP,1",
    "since=2026-11-20T11:00:00Z,1",
    "until=2026-11-20T11:00:00Z,1",
    "since=1795172400000,1",
    "flagged=false,2",
    "flagged=true,0",
    "min_cost_usd=0.001,1",
    "run_id=" + TRACE + ",1",
    "run_id=0af765,1",
    "run_id=ffffff,0",
    "run_id=" + TRACE + "&agent=two,0",
    "run_id=" + TRACE + "&agent=one,1",
  })
  void list_filtered_hasWhatMatches(String query, int count) {
    bench.stored(
        "/api/traces",
        """
        {"trace_id":"%s","name":"bump deps","agent":"one","runner_id":"r1","thread_id":"t1",
        "session_id":"s1","feature":"f1","project":"p1","tags":["x"],
        "started_at":"2026-11-20T10:00:00Z","spans":[{"name":"plan","kind":"llm",
        "provider":"anthropic","model":"claude-sonnet-4-5","usage":{"input_tokens":1000}}]}"""
            .formatted(TRACE));
    bench.stored(
        "/api/traces",
        "{\"name\":\"fix\",\"agent\":\"two\",\"error\":\"no\",\"started_at\":\"2026-11-20T11:00:00Z\"}");
    JsonObject page = bench.read("/api/logs?" + query);
    assertEquals(count, page.array("traces").elements().size(), page::write);
    assertEquals("" + count, page.get("total").write());
    assertNull(page.get("warnings"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit,?limit=50",
    "limit=201,limit,?limit=50",
    "limit=many,limit,?limit=50",
    "status=good,status,?status=running",
    "since=yesterday,since,?since=2026-04-01T13:58:39.196Z",
    "min_cost_usd=-1,min_cost_usd,?min_cost_usd=0.0123",
    "flagged=maybe,flagged,?flagged=true",
  })
  void list_wrongParameter_isProblemThatNamesIt(String query, String field, String example) {
    Reply reply = bench.get("/api/logs?" + query);
    assertEquals(400, reply.status());
    assertEquals(field, reply.json().text("field"));
    assertEquals(example, reply.json().text("example"));
  }

  @Test
  void list_brokenCursor_isProblem() {
    assertEquals("cursor", bench.get("/api/logs?cursor=x").json().text("field"));
  }

  @Test
  void list_unknownParameter_isWarned() {
    JsonObject page = bench.read("/api/logs?agent_ids=x");
    assertTrue(page.array("warnings").elements().get(0).write().contains("agent_ids"));
  }

  @Test
  void one_llmSpans_carryFlatTokens_inTheOrderTheyBegan() {
    bench.stored(
        "/api/traces",
        """
        {"trace_id":"%s","name":"a","spans":[
        {"name":"late","kind":"tool","started_at":"2026-11-20T10:00:02Z","duration_ms":1},
        {"name":"early","kind":"llm","started_at":"2026-11-20T10:00:01Z","duration_ms":1,
        "usage":{"input_tokens":7,"cached_input_tokens":3,"output_tokens":5}}]}"""
            .formatted(TRACE));
    List<JsonValue> spans = bench.read("/api/logs/0af765").array("spans").elements();
    assertEquals(
        List.of("a", "early", "late"),
        spans.stream().map(span -> ((JsonObject) span).text("name")).toList());
    JsonObject llm = (JsonObject) spans.get(1);
    assertEquals("7", String.valueOf(llm.get("input_tokens").write()));
    assertEquals("5", llm.get("output_tokens").write());
    assertEquals("3", llm.get("cached_input_tokens").write());
  }

  @Test
  void one_largePayload_isCut_andWholeBehindItsLink() {
    String large = "0123456789abcdef".repeat(20_000);
    String fits = "x".repeat(256 << 10);
    bench.stored(
        "/api/traces",
        "{\"trace_id\":\""
            + TRACE
            + "\",\"name\":\"a\",\"input\":\""
            + fits
            + "\",\"output\":\""
            + large
            + "\"}");
    JsonObject trace = bench.read("/api/logs/" + TRACE).object("trace");
    assertEquals(fits, trace.text("input"));
    JsonObject cut = trace.object("output");
    assertEquals("true", cut.get("truncated").write());
    assertEquals("320000", cut.get("bytes").write());
    String link = cut.text("url");
    assertNotNull(link);
    Reply whole = bench.get(link);
    assertEquals(large, whole.text());
    assertTrue(
        whole.whole().headers().firstValue("Content-Disposition").get().startsWith("attachment"));
  }

  @Test
  void one_thatIsNotStored_isNotFound() {
    Reply reply = bench.get("/api/logs/" + TRACE);
    assertEquals(404, reply.status());
    assertEquals("trace_id", reply.json().text("field"));
  }

  private void record(int number, String startedAt) {
    bench.stored(
        "/api/traces",
        String.format(
            Locale.ROOT,
            "{\"trace_id\":\"%032x\",\"name\":\"a\",\"started_at\":\"%s\"}",
            (number * 7_919) % 1_000 + 1,
            startedAt));
  }

  private static List<String> ids(JsonObject page) {
    return page.array("traces").elements().stream()
        .map(row -> String.valueOf(((JsonObject) row).text("trace_id")))
        .toList();
  }
}
