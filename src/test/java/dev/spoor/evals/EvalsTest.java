package dev.spoor.evals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvalsTest {
  private static final String FOUND = "{'type':'contains','value':'Done','metric':'says done'}";
  private static final String MISSED = "{'type':'contains','value':'nowhere'}";
  private static final String UNKNOWN = "{'type':'cost','threshold':1}";

  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Run run() {
    return desk.runs.run(desk.traceId());
  }

  private Span evalSpan(String suite) {
    return desk.runs.span(desk.traceId(), SpanId.derived(desk.traceId(), "eval:" + suite));
  }

  @Test
  void gate_passesWhenAllChecksDo() {
    desk.store(desk.root(), desk.drafts.llm(2, 1));
    desk.step = Duration.ofMillis(100);
    EvalReport report =
        desk.grade(
            FOUND,
            "{'type':'latency','threshold':60000}",
            "{'type':'tokens-used','threshold':1100}",
            "{'type':'not-trajectory:tool-used','value':'WebFetch'}");

    assertEquals(Gate.Outcome.PASSED, report.gate().status());
    assertEquals("gate passed 4/4, $0, 1.2 s", report.gate().line());
    assertEquals(4, report.gate().passed());
    assertEquals(4, report.gate().total());
    assertEquals(List.of(), report.pending());
  }

  @Test
  void gate_namesTheFirstThreeFailingChecks() {
    desk.store(desk.root());
    EvalReport report =
        desk.grade(
            UNKNOWN,
            MISSED,
            FOUND,
            "{'type':'latency','threshold':1,'metric':'quick'}",
            "{'type':'regex','value':'nowhere'}",
            "{'type':'not-contains','value':'Done'}");

    assertEquals(
        "gate failed 1/6, $0, 0.0 s: contains \"nowhere\", quick, regex \"nowhere\" and 2 more",
        report.gate().line());
  }

  @Test
  void gate_withoutFailureButWithMissingEvidence_isAnError() {
    desk.store(desk.root());
    EvalReport report = desk.grade(FOUND, UNKNOWN);

    assertEquals(Gate.Outcome.ERROR, report.gate().status());
    assertEquals("gate error 1/2, $0, 0.0 s: cost (error)", report.gate().line());
  }

  @Test
  void gate_ofAnEmptySelection_fails() {
    Gate gate = desk.evals.run(Evals.INLINE, List.of(), Desk.checks(FOUND)).gate();

    assertEquals(Gate.Outcome.FAILED, gate.status());
    assertEquals("gate failed 0/0, $0, 0.0 s: nothing was graded", gate.line());
  }

  @Test
  void gate_doesNotLookAtChecksOfWeightZero() {
    desk.store(desk.root());
    EvalReport report = desk.grade(FOUND, "{'type':'contains','value':'nowhere','weight':0}");

    assertEquals("gate passed 1/1, $0, 0.0 s", report.gate().line());
    assertEquals(Verdict.Status.FAIL, report.results().get(1).status());
    assertEquals(
        Gate.Outcome.FAILED,
        desk.grade("{'type':'contains','value':'Done','weight':0}").gate().status());
  }

  @Test
  void gate_overSeveralRuns_saysWhichFailed() {
    Drafts other = Drafts.ofRun(0xfeed);
    desk.store(desk.root());
    desk.ingest.accept(other.opened());
    List<TraceId> traces = List.of(desk.traceId(), other.traceId(), desk.traceId());
    EvalReport report =
        desk.evals.run(
            "nightly",
            traces,
            Desk.checks("{'type':'latency','threshold':1}", "{'type':'latency','threshold':2}"));

    assertEquals(4, report.results().size());
    assertEquals(
        "gate failed 0/4, $0, 0.0 s: latency in "
            + desk.traceId().runId()
            + ", latency in "
            + desk.traceId().runId()
            + ", latency in "
            + other.traceId().runId()
            + " (error) and 1 more",
        report.gate().line());
  }

  @Test
  void run_ofAnUnknownTrace_isBadInputAndStoresNothing() {
    desk.store(desk.root());
    TraceId unknown = Drafts.ofRun(99).traceId();

    BadInput mistake =
        assertThrows(
            BadInput.class,
            () ->
                desk.evals.run(Evals.INLINE, List.of(desk.traceId(), unknown), Desk.checks(FOUND)));
    assertEquals("trace_id", mistake.field());
    assertEquals(List.of(), run().scores());
    assertEquals(1, run().totals().spanCount());
  }

  @Test
  void run_storesOneEvalSpanUnderTheRoot() {
    desk.store(desk.root());
    EvalReport report = desk.grade(FOUND, MISSED);
    Span span = evalSpan("inline");

    assertEquals(SpanKind.EVAL, span.kind());
    assertEquals("eval inline", span.name());
    assertEquals(run().rootSpanId(), span.parent());
    assertEquals(
        Payload.json(
            new JsonText(
                "{\"suite\":\"inline\",\"checks\":["
                    + (FOUND + "," + MISSED).replace('\'', '"')
                    + "]}")),
        span.input());
    assertEquals(Payload.json(Json.text(report.toJson())), span.output());
  }

  @Test
  void run_changesNothingOfTheRunButItsSpanCountAndScores() {
    desk.store(desk.root(), desk.drafts.llm(2, 1));
    Run before = run();
    desk.grade(FOUND);
    Run after = run();

    assertEquals(before.totals().spanCount() + 1, after.totals().spanCount());
    assertEquals(before.totals().endedAt(), after.totals().endedAt());
    assertEquals(before.totals().cost(), after.totals().cost());
    assertEquals(before.totals().usage(), after.totals().usage());
    assertEquals(before.totals().llmCallCount(), after.totals().llmCallCount());
    assertEquals(before.status(), after.status());
    assertEquals(before.name(), after.name());
    assertEquals(before.flags(), after.flags());
  }

  @Test
  void run_again_replacesSpanAndScores() {
    desk.store(desk.root());
    desk.grade(FOUND, MISSED);
    desk.grade(MISSED, FOUND);

    assertEquals(2, run().totals().spanCount());
    List<Score> scores = run().scores();
    assertEquals(
        List.of("inline/contains fail", "inline/says done pass"),
        scores.stream().map(score -> score.name() + " " + score.label()).sorted().toList());
    assertEquals(2, desk.store.reader().run(desk.traceId()).orElseThrow().scores().size());
  }

  @Test
  void run_againWithFewerChecks_leavesNoStaleScore() {
    desk.store(desk.root());
    desk.grade(FOUND, MISSED);
    desk.evals.run("other", List.of(desk.traceId()), Desk.checks(MISSED));
    desk.grade(FOUND);

    assertEquals(
        List.of("inline/says done", "other/contains"),
        run().scores().stream().map(Score::name).sorted().toList());
  }

  @Test
  void run_underAnotherName_standsBesideTheFirst() {
    desk.store(desk.root());
    desk.grade(FOUND);
    desk.evals.run("nightly", List.of(desk.traceId()), Desk.checks(FOUND));

    assertEquals(3, run().totals().spanCount());
    assertEquals(2, run().scores().size());
  }

  @Test
  void score_isOneForAPassAndZeroOtherwise() {
    desk.store(desk.root());
    desk.grade(FOUND, MISSED, UNKNOWN);
    List<Score> scores = run().scores();

    assertEquals(
        List.of("pass 1", "fail 0", "error 0"),
        scores.stream().map(score -> score.label() + " " + score.value()).toList());
    assertTrue(scores.stream().allMatch(score -> score.source() == Score.Source.CHECK));
    assertEquals(new BigDecimal(1), scores.get(0).value());
    assertEquals(
        "\"Done\" found in the run's output (1 of 1 text), expected to be there",
        scores.get(0).reason());
  }

  @Test
  void run_ofAnAbandonedRun_doesNotReviveIt() {
    desk.ingest.accept(desk.drafts.opened());
    desk.ingest.abandon(desk.traceId(), "client_disconnected");
    desk.grade(UNKNOWN);

    assertEquals(RunStatus.ABANDONED, run().status());
  }

  @Test
  void run_whoseRootIsNotThere_keepsItsRootFree() {
    desk.ingest.accept(
        Batch.ofSpans(List.of(desk.drafts.tool(2, 1, "Bash", "a", "b").under(1).draft())));
    desk.grade("{'type':'trajectory:tool-used','value':'Bash'}");
    desk.store(desk.root());

    assertEquals("fix the test", run().name());
  }

  @Test
  void report_isTheContractsJson() {
    desk.store(desk.root());
    JsonObject json = desk.grade(FOUND, UNKNOWN).toJson();

    assertEquals(
        "{\"gate\":{\"status\":\"error\",\"line\":\"gate error 1/2, $0, 0.0 s: cost (error)\","
            + "\"passed\":1,\"total\":2,\"cost_usd\":0,\"ms\":0},\"results\":["
            + "{\"trace_id\":\"0000000000000000000000000000e7a1\",\"test\":\"checks[0]\","
            + "\"type\":\"contains\",\"metric\":\"says done\",\"status\":\"pass\",\"score\":1,"
            + "\"threshold\":null,\"reason\":\"\\\"Done\\\" found in the run's output"
            + " (1 of 1 text), expected to be there\",\"evidence\":[{\"span_id\":"
            + "\"0000000000000001\",\"excerpt\":\"Done: the test waits for the server now.\"}],"
            + "\"ms\":0},"
            + "{\"trace_id\":\"0000000000000000000000000000e7a1\",\"test\":\"checks[1]\","
            + "\"type\":\"cost\",\"metric\":\"cost\",\"status\":\"error\",\"score\":null,"
            + "\"threshold\":1,\"reason\":\"no model call with a usage or a cost is recorded,"
            + " allowed at most $1\",\"evidence\":[],\"ms\":0}],\"pending\":[]}",
        json.write());
  }
}
