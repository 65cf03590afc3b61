package dev.spoor.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.RawMcpClient;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs told step by step, and told whole. */
class WriteToolsTest {
  private static final String CALLER_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER_SPAN = "00f067aa0ba902b7";
  private static final String CALLER =
      "{'traceparent':'00-" + CALLER_TRACE + "-" + CALLER_SPAN + "-01'}";

  @TempDir private Path folder;
  private ToolBench bench;

  @BeforeEach
  void open() {
    bench = new ToolBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Run run(JsonObject answer) {
    return bench.services.runs().run(new TraceId(answer.text("trace_id")));
  }

  private Span span(JsonObject answer) {
    return bench
        .services
        .runs()
        .span(new TraceId(answer.text("trace_id")), new SpanId(answer.text("span_id")));
  }

  @Test
  void run_stepByStep_isStored() {
    JsonObject started =
        bench.call(
            "start_trace",
            "{'name':'fix the login test','agent':'claude-code','tags':['bugfix'],'input':'please'}");
    assertEquals(JsonNull.NULL, started.get("url"));
    assertEquals(RunStatus.RUNNING, run(started).status());
    bench.later(Duration.ofSeconds(2));
    JsonObject added =
        bench.call(
            "add_span",
            "{'name':'pytest','kind':'tool','tool_name':'Bash','input':'pytest -x','output':'2 failed'}");
    assertNull(added.get("advice"));
    Span span = span(added);
    assertEquals(SpanKind.TOOL, span.kind());
    assertEquals(Duration.ofSeconds(2), span.duration());
    bench.later(Duration.ofSeconds(1));
    JsonObject receipt = bench.call("end_trace", "{'output':'done'}");
    Run run = run(started);
    assertEquals(RunStatus.OK, run.status());
    assertEquals("ok", receipt.text("status"));
    assertEquals("3000", receipt.get("duration_ms").write());
    assertEquals("2", receipt.get("span_count").write());
    assertEquals("claude-code", run.agent());
    assertEquals(List.of("bugfix"), run.tags());
    assertEquals(List.of(), bench.connection.open());
  }

  @Test
  void receipt_text_endsWithHowToSeeIt() {
    ToolBench.Told result = bench.call("record_run", RawMcpClient.object("{'name':'n'}"));
    assertTrue(
        result.text().endsWith("view: spoor show " + result.structured().text("run_id")),
        result.text());
  }

  @Test
  void addSpan_withoutTimes_beginsWhereThePreviousEnded() {
    bench.call("start_trace", "{'name':'n'}");
    bench.later(Duration.ofSeconds(1));
    Span first = span(bench.call("add_span", "{'name':'a','kind':'llm'}"));
    bench.later(Duration.ofSeconds(2));
    Span second = span(bench.call("add_span", "{'name':'b','kind':'tool'}"));
    assertEquals(ToolBench.NOON, first.startedAt());
    assertEquals(first.endedAt(), second.startedAt());
    assertEquals(Duration.ofSeconds(2), second.duration());
    bench.later(Duration.ofSeconds(4));
    String inner = "{'name':'c','kind':'tool','parent_span_id':'" + second.spanId() + "'}";
    assertEquals(second.startedAt(), span(bench.call("add_span", inner)).startedAt());
    bench.reconnect();
    JsonObject other =
        bench.call("add_span", "{'trace_id':'" + first.traceId() + "','name':'d','kind':'tool'}");
    assertEquals(ToolBench.NOON, span(other).startedAt());
  }

  @Test
  void addSpan_previousEndedLater_isWhatIsStoredNow() {
    bench.call("start_trace", "{'name':'n'}");
    Span running = span(bench.call("add_span", "{'name':'a','kind':'llm','status':'running'}"));
    bench.later(Duration.ofSeconds(5));
    bench.call("add_span", "{'span_id':'" + running.spanId() + "','duration_ms':3000}");
    Span next = span(bench.call("add_span", "{'name':'b','kind':'tool'}"));
    assertEquals(ToolBench.NOON.plusSeconds(3), next.startedAt());
  }

  @Test
  void addSpan_onlyDuration_endsNow() {
    bench.call("start_trace", "{'name':'n'}");
    bench.later(Duration.ofSeconds(9));
    Span span = span(bench.call("add_span", "{'name':'a','kind':'llm','duration_ms':2500}"));
    assertEquals(ToolBench.NOON.plusSeconds(9), span.endedAt());
    assertEquals(Duration.ofMillis(2_500), span.duration());
  }

  @Test
  void addSpan_knownSpan_isToldFurther() {
    bench.call("start_trace", "{'name':'n'}");
    JsonObject added =
        bench.call("add_span", "{'name':'a','kind':'llm','status':'running','input':'q'}");
    bench.call(
        "add_span",
        "{'span_id':'" + added.text("span_id") + "','output':'r','status':'ok','model':null}");
    Span span = span(added);
    assertEquals("a", span.name());
    assertEquals("q", span.input().text());
    assertEquals("r", span.output().text());
    assertEquals(SpanStatus.OK, span.status());
    assertEquals(2, run(added).totals().spanCount());
  }

  @Test
  void addSpan_newSpan_needsNameAndKind() {
    bench.call("start_trace", "{'name':'n'}");
    assertTrue(bench.mistake("add_span", "{'kind':'llm'}").startsWith("name is required"));
    assertTrue(bench.mistake("add_span", "{'name':'a'}").startsWith("kind is required"));
    assertTrue(
        bench
            .mistake("add_span", "{'name':'a','span_id':'00f067aa0ba902b7'}")
            .startsWith("kind is required"));
  }

  @Test
  void addSpan_unknownParent_isAWarning() {
    bench.call("start_trace", "{'name':'n'}");
    JsonObject added =
        bench.call("add_span", "{'name':'a','kind':'llm','parent_span_id':'" + CALLER_SPAN + "'}");
    assertTrue(added.array("warnings").write().contains(CALLER_SPAN), added.write());
  }

  @Test
  void addSpan_sameCallThreeTimes_isAdvisedAgainst() {
    bench.call("start_trace", "{'name':'n'}");
    String call = "{'name':'ls','kind':'tool','tool_name':'Bash','input':'ls','output':'a b'}";
    assertNull(bench.call("add_span", call).get("advice"));
    assertNull(bench.call("add_span", call).get("advice"));
    ToolBench.Told third = bench.call("add_span", RawMcpClient.object(call));
    assertTrue(third.structured().array("advice").write().contains("\"LOOP\""), third.text());
    assertTrue(third.text().contains("LOOP"), third.text());
    JsonObject receipt = bench.call("end_trace", "{}");
    assertTrue(receipt.array("flags").write().contains("\"LOOP\""), receipt.write());
  }

  @Test
  void addSpan_endBeforeStart_isRefused() {
    bench.call("start_trace", "{'name':'n'}");
    String wrong =
        "{'name':'a','kind':'llm','started_at':'2026-11-20T12:00:02Z','ended_at':'2026-11-20T12:00:01Z'}";
    assertTrue(bench.mistake("add_span", wrong).startsWith("ended_at must not be before"));
  }

  @Test
  void traceId_leftOut_isTheOnlyOpenRun() {
    assertTrue(
        bench
            .mistake("add_span", "{'name':'a','kind':'llm'}")
            .startsWith("trace_id is required, since this connection has no open run"));
    JsonObject first = bench.call("start_trace", "{'name':'one'}");
    assertEquals(
        first.text("trace_id"),
        bench.call("add_span", "{'name':'a','kind':'llm'}").text("trace_id"));
    JsonObject second = bench.call("start_trace", "{'name':'two'}");
    String told = bench.mistake("add_span", "{'name':'a','kind':'llm'}");
    assertTrue(told.contains(first.text("run_id")) && told.contains(second.text("trace_id")), told);
    bench.call("end_trace", "{'trace_id':'" + second.text("run_id") + "'}");
    assertEquals(
        first.text("trace_id"), bench.call("add_score", "{'name':'s','value':1}").text("trace_id"));
  }

  @Test
  void traceId_leftOut_isTheCallersRunWhenItIsStored() {
    assertTrue(bench.mistake("end_trace", "{}").startsWith("trace_id is required"));
    bench.call("record_run", "{'trace_id':'" + CALLER_TRACE + "','name':'n'}");
    JsonObject added = bench.call("add_span", "{'name':'a','kind':'llm'}", CALLER);
    assertEquals(CALLER_TRACE, added.text("trace_id"));
  }

  @Test
  void traceId_ofAWrite_mustBeWhole() {
    JsonObject started = bench.call("start_trace", "{'name':'one'}");
    String prefix = started.text("trace_id").substring(0, 12);
    assertTrue(
        bench.mistake("end_trace", "{'trace_id':'" + prefix + "'}").contains("must be a full"));
    assertTrue(
        bench.mistake("end_trace", "{'trace_id':'" + CALLER_TRACE + "'}").contains("stored run"));
    bench.call("end_trace", "{'trace_id':'" + started.text("run_id") + "'}");
  }

  @Test
  void startTrace_withoutParent_hangsUnderItsCaller() {
    Run child = run(bench.call("start_trace", "{'name':'n'}", CALLER));
    assertEquals(CALLER_TRACE, child.fields().get(RunField.PARENT_TRACE).hex());
    assertEquals(CALLER_SPAN, child.fields().get(RunField.PARENT_SPAN).hex());
    Run other =
        run(
            bench.call(
                "start_trace",
                "{'name':'n','parent_trace_id':'0af7651916cd43dd8448eb211c80319c'}",
                CALLER));
    assertEquals(
        "0af7651916cd43dd8448eb211c80319c", other.fields().get(RunField.PARENT_TRACE).hex());
    Run none = run(bench.call("start_trace", "{'name':'n','parent_trace_id':null}", CALLER));
    assertFalse(none.fields().has(RunField.PARENT_TRACE));
    Run broken = run(bench.call("start_trace", "{'name':'n'}", "{'traceparent':'00-1-2-3'}"));
    assertFalse(broken.fields().has(RunField.PARENT_TRACE));
  }

  @Test
  void surroundings_sayWhatACallDoesNot() {
    bench.close();
    bench =
        new ToolBench(
            folder,
            new RunDefaults(
                "shop",
                "login",
                List.of("ci"),
                "session-3",
                "00-" + CALLER_TRACE + "-" + CALLER_SPAN + "-01"));
    Run run = run(bench.call("start_trace", "{'name':'n','tags':['bugfix']}"));
    assertEquals("shop", run.fields().get(RunField.PROJECT));
    assertEquals("login", run.fields().get(RunField.FEATURE));
    assertEquals("session-3", run.fields().get(RunField.SESSION_ID));
    assertEquals(List.of("bugfix", "ci"), run.tags());
    assertEquals(CALLER_TRACE, run.fields().get(RunField.PARENT_TRACE).hex());
    Run own = run(bench.call("record_run", "{'name':'n','project':'blog','session_id':null}"));
    assertEquals("blog", own.fields().get(RunField.PROJECT));
    assertFalse(own.fields().has(RunField.SESSION_ID));
  }

  @Test
  void endTrace_withError_isAFailedRun() {
    bench.call("start_trace", "{'name':'n'}");
    JsonObject receipt = bench.call("end_trace", "{'error':'gave up','halt_reason':'budget'}");
    assertEquals("error", receipt.text("status"));
    assertEquals("gave up", run(receipt).error().message());
  }

  @Test
  void endTrace_again_changesNothing() {
    JsonObject started = bench.call("start_trace", "{'name':'n'}");
    bench.later(Duration.ofSeconds(1));
    String end = "{'trace_id':'" + started.text("trace_id") + "','ended_at':1795176001000}";
    JsonObject once = bench.call("end_trace", end);
    assertEquals(once, bench.call("end_trace", end));
  }

  @Test
  void recordRun_spansWithLabels_areLaidEndToEnd() {
    JsonObject receipt =
        bench.call(
            "record_run",
            """
            {'name':'bump deps','ended_at':'2026-11-20T11:00:10Z','spans':[
             {'span_id':'a','name':'plan','kind':'llm','model':'gpt-5','duration_ms':4000,
              'usage':{'input_tokens':900,'output_tokens':80}},
             {'parent_span_id':'a','name':'npm up','kind':'tool','duration_ms':1000},
             {'name':'test','kind':'tool','duration_ms':2000,'error':'red'}]}""");
    Run run = run(receipt);
    assertEquals("6000", receipt.get("duration_ms").write());
    assertEquals("computed", receipt.text("cost_status"));
    assertEquals("900", receipt.object("usage").get("input_tokens").write());
    assertEquals(RunStatus.OK, run.status());
    List<Span> spans = bench.services.runs().spans(run.traceId());
    assertEquals(
        List.of("bump deps", "plan", "npm up", "test"), spans.stream().map(Span::name).toList());
    assertEquals(spans.get(1).spanId(), spans.get(2).parent());
    assertEquals(spans.get(1).endedAt(), spans.get(3).startedAt());
    assertEquals(List.of(), bench.connection.open());
  }

  @Test
  void recordRun_stillRunning_canBeEnded() {
    JsonObject receipt = bench.call("record_run", "{'name':'n','status':'running'}");
    assertEquals("running", receipt.text("status"));
    assertEquals(receipt.text("run_id"), bench.call("end_trace", "{}").text("run_id"));
  }

  @Test
  void recordRun_oneBadSpan_losesNoOther() {
    JsonObject receipt =
        bench.call(
            "record_run",
            """
            {'name':'n','spans':[{'name':'good','kind':'tool'},
             {'name':'bad','kind':'tool','started_at':1795176002000,'ended_at':1795176001000}]}""");
    assertEquals("2", receipt.get("span_count").write());
    assertTrue(receipt.array("warnings").write().contains("ended_at"), receipt.write());
  }

  @Test
  void mistakes_nameThePlaceTheRuleAndARightValue() {
    assertEquals(
        "name is required. Example: \"name\": \"fix the login test\"",
        bench.mistake("start_trace", "{}"));
    assertTrue(
        bench
            .mistake("record_run", "{'name':'n','spans':[{'name':'a','kind':'llm'},{'name':7}]}")
            .startsWith("spans[1].name must be a string; got the number 7"));
    assertEquals(
        "0",
        bench.call("list_recent_traces", "{}").get("total").write(),
        "a call with a mistake stores nothing");
  }

  @Test
  void unknownArguments_areWarnedAbout() {
    JsonObject started = bench.call("start_trace", "{'name':'n','sesion_id':'s'}");
    assertTrue(
        started.array("warnings").write().contains("did you mean `session_id`"), started.write());
  }

  @Test
  void addScore_ofRunAndSpan_isStored() {
    bench.call("start_trace", "{'name':'n'}");
    JsonObject added = bench.call("add_span", "{'name':'a','kind':'llm'}");
    JsonObject first =
        bench.call("add_score", "{'name':'user_accepted','value':1,'reason':'merged'}");
    JsonObject second =
        bench.call(
            "add_score",
            "{'name':'quality','value':0.5,'label':'so so','span_id':'"
                + added.text("span_id")
                + "'}");
    assertNotEquals(first.text("score_id"), second.text("score_id"));
    List<Score> scores = run(added).scores();
    assertEquals(List.of("user_accepted", "quality"), scores.stream().map(Score::name).toList());
    assertEquals(Score.Source.AGENT, scores.get(0).source());
    assertEquals(added.text("span_id"), scores.get(1).spanId().hex());
    assertTrue(bench.mistake("add_score", "{'name':'n'}").startsWith("value is required"));
    assertTrue(
        bench
            .mistake("add_score", "{'name':'n','value':1,'span_id':'" + CALLER_SPAN + "'}")
            .startsWith("span_id must name a span of run"));
  }

  @Test
  void evals_ofAReceipt_gradeTheRun() {
    JsonObject receipt =
        bench.call(
            "record_run",
            "{'name':'n','output':'all tests passed','evals':[{'type':'contains','value':'passed'}]}");
    assertEquals("passed", receipt.object("evals").object("gate").text("status"));
    assertTrue(
        bench
            .mistake("record_run", "{'name':'n','evals':[{'type':'nonsense'}]}")
            .startsWith("evals[0].type must be one of"));
  }

  @Test
  void evals_ofAReceipt_fitWhateverTheyFind() {
    String failing = "{'type':'not-contains','value':'a','on':'any'},";
    JsonObject arguments =
        JsonObject.builder()
            .put("name", "n")
            .put("output", "\u0001a\"\\".repeat(20_000))
            .put(
                "evals",
                RawMcpClient.object(
                        "{'checks':[" + failing.repeat(29) + "{'type':'contains','value':'a'}]}")
                    .get("checks"))
            .build();
    JsonObject receipt = bench.call("record_run", arguments).structured();
    JsonObject graded = receipt.object("evals");
    assertEquals("1", graded.object("gate").get("passed").write());
    assertTrue(graded.array("left_out").write().contains("run_evals"), graded.write());
    JsonObject again =
        JsonObject.builder()
            .put("trace_id", receipt.text("trace_id"))
            .put("checks", arguments.get("evals"))
            .build();
    assertTrue(
        bench.call("run_evals", again).structured().array("results").write().contains("untrusted"));
  }

  @Test
  void closedStore_isNoMistakeOfTheCaller() {
    bench.store.close();
    JsonObject error = bench.failure("start_trace", "{'name':'n'}");
    assertNull(error.get("argument"));
    assertTrue(error.text("message").contains(folder.toString()), error.text("message"));
    assertTrue(bench.diagnostics.toString(UTF_8).contains("during start_trace"));
  }
}
