package dev.spoor.store.kit;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Score;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usd;
import java.time.Instant;
import java.util.List;

/** A run with some things changed. */
public final class RunMaker {
  private Run run;

  public RunMaker(Run run) {
    this.run = run;
  }

  public Run run() {
    return run;
  }

  public RunMaker id(TraceId traceId) {
    run =
        new Run(
            traceId,
            run.rootSpanId(),
            run.name(),
            run.status(),
            run.error(),
            run.fields(),
            run.totals(),
            run.childrenCost(),
            run.flags(),
            run.scores(),
            run.revision());
    return this;
  }

  public RunMaker root(SpanId root) {
    return set(root, run.name(), run.status(), run.error(), run.fields());
  }

  public RunMaker name(String name) {
    return set(run.rootSpanId(), name, run.status(), run.error(), run.fields());
  }

  public RunMaker status(RunStatus status) {
    return set(run.rootSpanId(), run.name(), status, run.error(), run.fields());
  }

  public RunMaker error(SpanError error) {
    return set(run.rootSpanId(), run.name(), run.status(), error, run.fields());
  }

  public RunMaker fields(Fields fields) {
    return set(run.rootSpanId(), run.name(), run.status(), run.error(), fields);
  }

  public <T> RunMaker with(Field<T> field, T value) {
    return fields(run.fields().with(field, value));
  }

  private RunMaker set(SpanId root, String name, RunStatus status, SpanError error, Fields fields) {
    run =
        new Run(
            run.traceId(),
            root,
            name,
            status,
            error,
            fields,
            run.totals(),
            run.childrenCost(),
            run.flags(),
            run.scores(),
            run.revision());
    return this;
  }

  public RunMaker startedAt(Instant startedAt) {
    RunTotals old = run.totals();
    return totals(
        new RunTotals(
            startedAt,
            old.endedAt(),
            old.lastSignAt(),
            old.spanCount(),
            old.errorCount(),
            old.llmCallCount(),
            old.toolCallCount(),
            old.usage(),
            old.cost(),
            old.costStatus(),
            old.evalCost()));
  }

  public RunMaker cost(long nanos) {
    RunTotals old = run.totals();
    return totals(
        new RunTotals(
            old.startedAt(),
            old.endedAt(),
            old.lastSignAt(),
            old.spanCount(),
            old.errorCount(),
            old.llmCallCount(),
            old.toolCallCount(),
            old.usage(),
            new Usd(nanos),
            CostStatus.COMPUTED,
            old.evalCost()));
  }

  public RunMaker totals(RunTotals totals) {
    return set(totals, run.childrenCost(), run.flags(), run.scores(), run.revision());
  }

  public RunMaker childrenCost(long nanos) {
    return set(run.totals(), new Usd(nanos), run.flags(), run.scores(), run.revision());
  }

  public RunMaker flags(Flag... flags) {
    return set(run.totals(), run.childrenCost(), List.of(flags), run.scores(), run.revision());
  }

  public RunMaker scores(Score... scores) {
    return set(run.totals(), run.childrenCost(), run.flags(), List.of(scores), run.revision());
  }

  public RunMaker revision(long revision) {
    return set(run.totals(), run.childrenCost(), run.flags(), run.scores(), revision);
  }

  private RunMaker set(
      RunTotals totals, Usd childrenCost, List<Flag> flags, List<Score> scores, long revision) {
    run =
        new Run(
            run.traceId(),
            run.rootSpanId(),
            run.name(),
            run.status(),
            run.error(),
            run.fields(),
            totals,
            childrenCost,
            flags,
            scores,
            revision);
    return this;
  }
}
