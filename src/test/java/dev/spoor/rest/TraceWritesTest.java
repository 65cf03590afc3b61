package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.rest.RestBench.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceWritesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "4bf92f3577b34da6a3ce929d0e0e4736";

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
  void record_wholeRun_keepsItsIdAndCostsWhatItsCallsCost() {
    JsonObject receipt =
        bench.stored(
            "/api/traces",
            """
            {"trace_id":"%s","name":"bump deps","agent":"me","tags":["a"],"spans":[
            {"span_id":"a","name":"plan","kind":"llm","provider":"anthropic",
            "model":"claude-sonnet-4-5","usage":{"input_tokens":1000,"output_tokens":100}},
            {"parent_span_id":"a","name":"npm up","kind":"tool","duration_ms":250}]}"""
                .formatted(TRACE));
    assertEquals(TRACE, receipt.text("trace_id"));
    assertEquals("3", receipt.get("span_count").write());
    assertEquals("0.0045", receipt.get("cost_usd").write());
    assertEquals(RestBench.PAGES + "/runs/" + receipt.text("run_id"), receipt.text("url"));
    assertEquals(JsonArray.EMPTY, receipt.array("warnings"));
  }

  @Test
  void record_sameIdTwice_isOneRun() {
    bench.stored("/api/traces", "{\"trace_id\":\"" + TRACE + "\",\"name\":\"first\"}");
    bench.stored("/api/traces", "{\"trace_id\":\"" + TRACE + "\",\"name\":\"second\"}");
    JsonObject page = bench.read("/api/logs");
    assertEquals("1", page.get("total").write());
    assertEquals("second", first(page, "traces").text("name"));
  }

  @Test
  void record_unknownField_isStoredWithWarning() {
    JsonObject receipt = bench.stored("/api/traces", "{\"name\":\"a\",\"agnet\":\"me\"}");
    assertEquals(
        JsonArray.ofTexts(List.of("unknown field `agnet` was ignored; did you mean `agent`?")),
        receipt.array("warnings"));
  }

  @Test
  void record_checks_areAnsweredInTheReceipt() {
    JsonObject receipt =
        bench.stored(
            "/api/traces",
            "{\"name\":\"a\",\"output\":\"done\",\"evals\":[{\"type\":\"contains\",\"value\":\"done\"}]}");
    assertEquals("passed", receipt.object("evals").object("gate").text("status"));
  }

  @Test
  void record_wrongField_isProblemThatNamesIt() {
    Reply reply = bench.post("/api/traces", "{\"name\":\"a\",\"spans\":[{\"name\":\"b\"}]}");
    assertEquals(400, reply.status());
    JsonObject problem = reply.json();
    assertEquals("spans[0].kind", problem.text("field"));
    assertEquals("is required", problem.text("rule"));
    assertEquals("\"kind\": \"llm\"", problem.text("example"));
    assertEquals("0", bench.read("/api/logs").get("total").write());
  }

  @Test
  void recordArray_someWrong_storesTheOthersAndNamesThem() {
    Reply reply =
        bench.post(
            "/api/traces",
            "[{\"name\":\"a\",\"input\":\"x\"},{\"agent\":\"b\"},7,{\"name\":\"d\",\"tags\":\"t\"},{\"name\":\"e\"}]");
    assertEquals(207, reply.status(), reply::text);
    List<JsonObject> errors = objects(reply.json().array("errors"));
    assertEquals(
        List.of("[1].name", "[2]", "[3].tags"),
        errors.stream().map(error -> error.text("field")).toList());
    List<JsonObject> stored = objects(reply.json().array("traces"));
    assertEquals(List.of("0", "4"), stored.stream().map(t -> t.get("index").write()).toList());
    assertEquals("2", bench.read("/api/logs").get("total").write());
  }

  @Test
  void recordArray_allRight_isPlainSuccess() {
    JsonObject answer = bench.stored("/api/traces", "[{\"name\":\"a\"},{\"name\":\"b\"}]");
    assertEquals(2, answer.array("traces").elements().size());
    assertEquals(JsonArray.EMPTY, answer.array("errors"));
  }

  @Test
  void recordArray_allWrong_isProblem() {
    Reply reply = bench.post("/api/traces", "[{},{\"name\":5}]");
    assertEquals(400, reply.status());
    assertEquals(2, reply.json().array("errors").elements().size());
    assertEquals(
        "application/problem+json", reply.whole().headers().firstValue("Content-Type").get());
    assertEquals(400, bench.post("/api/traces", "[]").status());
  }

  @Test
  void recordArray_sameIdTwice_refusesTheSecond() {
    String run = "{\"trace_id\":\"" + TRACE + "\",\"name\":\"a\"}";
    Reply reply = bench.post("/api/traces", "[" + run + "," + run + "]");
    assertEquals(207, reply.status());
    assertEquals("[1].trace_id", first(reply.json(), "errors").text("field"));
  }

  @Test
  void recordArray_timesOfEach_areLaidOnTheirOwn() {
    String run =
        "{\"name\":\"a\",\"spans\":[{\"name\":\"b\",\"kind\":\"tool\",\"duration_ms\":1000}]}";
    JsonObject answer = bench.stored("/api/traces", "[" + run + "," + run + "]");
    assertEquals(
        List.of("1000", "1000"),
        objects(answer.array("traces")).stream().map(t -> t.get("duration_ms").write()).toList());
  }

  @Test
  void start_spans_end_tellARunAsItHappens() {
    JsonObject begun = bench.stored("/api/traces/start", "{\"name\":\"fix\",\"agent\":\"me\"}");
    String run = "/api/traces/" + begun.text("trace_id");
    bench.later(Duration.ofSeconds(2));
    JsonObject span =
        bench.stored(
            run + "/spans", "{\"name\":\"pytest\",\"kind\":\"tool\",\"status\":\"running\"}");
    bench.later(Duration.ofSeconds(3));
    bench.stored(
        run + "/spans", "{\"span_id\":\"" + span.text("span_id") + "\",\"duration_ms\":3000}");
    JsonObject receipt = bench.stored(run + "/end", "{\"output\":\"passes\"}");
    assertEquals("ok", receipt.text("status"));
    assertEquals("5000", receipt.get("duration_ms").write());
    JsonObject whole = bench.read("/api/logs/" + begun.text("run_id"));
    assertEquals("passes", whole.object("trace").text("output"));
    assertEquals(2, whole.array("spans").elements().size());
  }

  @Test
  void spansArray_someWrong_storesTheOthersAndNamesThem() {
    String run = begin();
    Reply reply =
        bench.post(
            run + "/spans",
            """
            [{"span_id":"b7ad6b7169203331","name":"a","kind":"tool"},{"name":"b"},
            {"span_id":"b7ad6b7169203331","output":"late"},
            {"name":"c","kind":"tool","started_at":2000000000000,"ended_at":1900000000000}]""");
    assertEquals(207, reply.status(), reply::text);
    assertEquals(
        List.of("[1].kind", "[3].ended_at"),
        objects(reply.json().array("errors")).stream().map(e -> e.text("field")).toList());
    assertEquals(2, reply.json().array("spans").elements().size());
  }

  @Test
  void spans_threeAlike_bringAdvice() {
    String run = begin();
    String call =
        "{\"name\":\"ls\",\"kind\":\"tool\",\"tool_name\":\"ls\",\"input\":\"x\",\"output\":\"y\"}";
    JsonObject answer = bench.stored(run + "/spans", "[" + call + "," + call + "," + call + "]");
    assertEquals("LOOP", first(answer, "advice").text("code"));
  }

  @Test
  void run_thatIsNotStored_isNotFound() {
    for (String path : List.of("/" + TRACE + "/spans", "/" + TRACE + "/end", "/short/end")) {
      Reply reply = bench.post("/api/traces" + path, "{\"name\":\"a\",\"kind\":\"tool\"}");
      assertEquals(404, reply.status(), path);
      assertEquals("trace_id", reply.json().text("field"));
    }
  }

  @Test
  void run_byPrefix_isNotWritten() {
    String run = begin();
    Reply reply = bench.post(run.substring(0, run.length() - 4) + "/end", "{}");
    assertEquals(404, reply.status());
    assertTrue(reply.json().text("detail").contains("full trace id"), reply::text);
  }

  @Test
  void traceparent_ofRecordAndStart_isTheParent() {
    String header = "00-" + PARENT + "-00f067aa0ba902b7-01";
    String recorded =
        bench.stored("/api/traces", "{\"name\":\"a\"}", "traceparent", header).text("trace_id");
    String begun =
        bench
            .stored("/api/traces/start", "{\"name\":\"b\"}", "traceparent", header)
            .text("trace_id");
    for (String run : List.of(recorded, begun)) {
      JsonObject trace = bench.read("/api/logs/" + run).object("trace");
      assertEquals(PARENT, trace.text("parent_trace_id"));
      assertEquals("00f067aa0ba902b7", trace.text("parent_span_id"));
    }
  }

  @Test
  void score_ofRunSpanAndCaller_isAnEvaluation() {
    bench.stored(
        "/api/traces",
        "{\"trace_id\":\""
            + TRACE
            + "\",\"name\":\"a\",\"spans\":[{\"span_id\":\"b7ad6b7169203331\",\"name\":\"b\",\"kind\":\"tool\"}]}");
    bench.stored("/api/scores", "{\"trace_id\":\"" + TRACE + "\",\"name\":\"ok\",\"value\":1}");
    bench.stored(
        "/api/scores",
        "{\"name\":\"ok\",\"value\":0.5,\"span_id\":\"b7ad6b7169203331\"}",
        "traceparent",
        "00-" + TRACE + "-00f067aa0ba902b7-01");
    List<JsonObject> scores = objects(bench.read("/api/logs/" + TRACE).array("evaluations"));
    assertEquals(List.of("1", "0.5"), scores.stream().map(s -> s.get("value").write()).toList());
    assertEquals("sdk", scores.get(0).text("source"));
    assertEquals("b7ad6b7169203331", scores.get(1).text("span_id"));
  }

  @Test
  void score_madeElsewhere_isStoredOnceAsItWasMade() {
    bench.stored("/api/traces", "{\"trace_id\":\"" + TRACE + "\",\"name\":\"a\"}");
    String score =
        "{\"trace_id\":\""
            + TRACE
            + "\",\"score_id\":\"score_00f067aa0ba902b7\",\"name\":\"ok\",\"value\":1,"
            + "\"source\":\"agent\",\"created_at\":\"2026-11-20T11:00:00Z\"}";
    bench.stored("/api/scores", score);
    bench.stored("/api/scores", score);
    List<JsonObject> scores = objects(bench.read("/api/logs/" + TRACE).array("evaluations"));
    assertEquals(1, scores.size());
    assertEquals("score_00f067aa0ba902b7", scores.get(0).text("score_id"));
    assertEquals("agent", scores.get(0).text("source"));
    assertEquals("2026-11-20T11:00:00Z", scores.get(0).text("created_at"));
    Reply wrong = bench.post("/api/scores", score.replace("score_00f067aa0ba902b7", "mine"));
    assertEquals("score_id", wrong.json().text("field"), wrong::text);
  }

  @Test
  void end_ofARunWhoseClientIsGone_givesItUpUnlessItHasEnded() {
    String run = begin();
    JsonObject receipt = bench.stored(run + "/end", "{\"status\":\"abandoned\"}");
    assertEquals("abandoned", receipt.text("status"));
    JsonObject trace = bench.read(run.replace("traces", "logs")).object("trace");
    assertEquals("client_disconnected", trace.text("halt_reason"));
    bench.stored(run + "/end", "{}");
    JsonObject later = bench.stored(run + "/end", "{\"status\":\"abandoned\"}");
    assertEquals("ok", later.text("status"));
  }

  @Test
  void score_withoutRun_isRefused() {
    Reply reply = bench.post("/api/scores", "{\"name\":\"ok\",\"value\":1}");
    assertEquals(400, reply.status());
    assertEquals("trace_id", reply.json().text("field"));
  }

  @Test
  void erase_takesTheRunOut() {
    String run = begin();
    assertEquals("true", bench.delete(run).json().get("erased").write());
    assertEquals(404, bench.delete(run).status());
    assertEquals("0", bench.read("/api/logs").get("total").write());
    assertEquals(404, bench.post(run + "/end", "{}").status());
  }

  private String begin() {
    return "/api/traces/" + bench.stored("/api/traces/start", "{\"name\":\"a\"}").text("trace_id");
  }

  private static JsonObject first(JsonObject object, String array) {
    return (JsonObject) object.array(array).elements().get(0);
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.elements().stream().map(each -> (JsonObject) each).toList();
  }
}
