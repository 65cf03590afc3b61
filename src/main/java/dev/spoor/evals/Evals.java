package dev.spoor.evals;

import dev.spoor.ingest.Ingest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import dev.spoor.query.RunQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Grades stored runs and stores the verdicts with them. Thread-safe. */
public final class Evals {
  /** The name of a suite whose checks came with the call. */
  public static final String INLINE = "inline";

  private final RunQuery runs;
  private final Ingest ingest;
  private final InstantSource clock;

  /** Wires grading. */
  public Evals(RunQuery runs, Ingest ingest, InstantSource clock) {
    this.runs = runs;
    this.ingest = ingest;
    this.clock = clock;
  }

  /**
   * Grades runs. Each gets one {@code eval} span for the suite and a score for each check, which
   * replace those of an earlier grading by the same suite. An unknown run is {@link
   * dev.spoor.model.BadInput}, and then nothing is stored.
   *
   * @param suite the suite's name, {@link #INLINE} when it has none
   * @param traces the runs; one named twice is graded once. None at all fails the gate
   * @param checks as {@link Checks#parse} read them
   */
  public EvalReport run(String suite, List<TraceId> traces, List<Check> checks) {
    Instant begun = clock.instant();
    List<Run> graded = new LinkedHashSet<>(traces).stream().map(runs::run).toList();
    List<Verdict> verdicts = new ArrayList<>();
    for (Run run : graded) {
      Instant started = clock.instant();
      List<Verdict> found = grade(run, checks);
      store(suite, run, found, started, clock.instant());
      verdicts.addAll(found);
    }
    return report(suite, verdicts, begun, clock.instant());
  }

  private List<Verdict> grade(Run run, List<Check> checks) {
    boolean payloads = checks.stream().anyMatch(check -> check.rule().readsPayloads());
    GradedRun graded =
        GradedRun.of(run, payloads ? runs.wholeSpans(run.traceId()) : runs.spans(run.traceId()));
    return checks.stream().map(check -> verdict(graded, check)).toList();
  }

  private Verdict verdict(GradedRun graded, Check check) {
    Instant started = clock.instant();
    Finding finding = check.rule().grade(graded);
    if (graded.run().status() == RunStatus.RUNNING) {
      finding = finding.soFar();
    }
    return new Verdict(
        graded.run().traceId(),
        check,
        finding.status(),
        finding.score(),
        check.rule().threshold(),
        finding.reason(),
        finding.evidence(),
        between(started, clock.instant()).toMillis());
  }

  private void store(
      String suite, Run run, List<Verdict> verdicts, Instant started, Instant ended) {
    TraceId traceId = run.traceId();
    EvalReport report = report(suite, verdicts, started, ended);
    // A span without a parent would become the root of a run whose root has not arrived.
    SpanId root = run.rootSpanId() == null ? SpanId.derived(traceId, "root") : run.rootSpanId();
    Fields fields =
        Fields.builder()
            .set(SpanField.PARENT, root)
            .set(SpanField.KIND, SpanKind.EVAL)
            .set(SpanField.NAME, "eval " + suite)
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, started)
            .set(SpanField.ENDED_AT, started.plus(report.gate().took()))
            .set(SpanField.INPUT, Payload.json(Json.text(asked(suite, verdicts))))
            .set(SpanField.OUTPUT, Payload.json(Json.text(report.toJson())))
            .build();
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      scores.add(score(suite, i, verdicts.get(i), ended));
    }
    SpanDraft span = new SpanDraft(traceId, SpanId.derived(traceId, "eval:" + suite), fields);
    Receipt receipt = ingest.regrade(new Batch(List.of(), List.of(span), scores), suite + "/");
    if (!receipt.rejected().isEmpty()) {
      throw new IllegalStateException(
          "verdicts refused: " + receipt.rejected().get(0).mistake().getMessage());
    }
  }

  private static JsonObject asked(String suite, List<Verdict> verdicts) {
    return JsonObject.builder()
        .put("suite", suite)
        .put("checks", JsonArray.of(verdicts, verdict -> verdict.check().written()))
        .build();
  }

  private static Score score(String suite, int place, Verdict verdict, Instant at) {
    TraceId traceId = verdict.traceId();
    SpanId key = SpanId.derived(traceId, "eval:" + suite + "\n" + place);
    boolean passed = verdict.status() == Verdict.Status.PASS;
    return new Score(
        "score_" + key.hex(),
        traceId,
        null,
        suite + "/" + verdict.check().metric(),
        passed ? BigDecimal.ONE : BigDecimal.ZERO,
        verdict.status().word(),
        verdict.reason(),
        Score.Source.CHECK,
        null,
        at);
  }

  private static EvalReport report(
      String suite, List<Verdict> verdicts, Instant started, Instant ended) {
    return new EvalReport(suite, Gate.over(verdicts, Usd.ZERO, between(started, ended)), verdicts);
  }

  private static Duration between(Instant started, Instant ended) {
    // A clock that is set back must not make a length negative.
    return ended.isBefore(started) ? Duration.ZERO : Duration.between(started, ended);
  }
}
