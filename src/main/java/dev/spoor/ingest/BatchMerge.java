package dev.spoor.ingest;

import dev.spoor.model.Advice;
import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTree;
import dev.spoor.model.Score;
import dev.spoor.model.Silence;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out what a batch makes of the runs that it touches: merge, price, watch. */
final class BatchMerge {
  private final KnownRuns known;
  private final Ingest ingest;
  private final Instant now;
  private final SpanMerge merge;
  private final RunFold fold;
  private final BatchJoin join;
  private final TotalsDifference difference = new TotalsDifference();
  private final Map<TraceId, Map<SpanId, Span>> written = new LinkedHashMap<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** When each run of the batch gave a sign of life. */
  private final Map<TraceId, Instant> heard = new HashMap<>();

  /** Runs that are stored beside the batch, and that its sender does not hear of. */
  private final Set<TraceId> givenUp = new LinkedHashSet<>();

  private boolean live = true;

  BatchMerge(KnownRuns known, Ingest ingest, Instant now) {
    this.known = known;
    this.ingest = ingest;
    this.now = now;
    this.merge = new SpanMerge(known, ingest.prices(), now);
    this.fold = new RunFold(known, merge, difference, written);
    this.join = new BatchJoin(known, fold, warnings);
  }

  /** What happened is the sign of life, and not that it is told now. */
  void readFromFile() {
    live = false;
  }

  BatchOutcome apply(RedactedBatch batch, List<Rejected> rejectedBefore) {
    rejected.addAll(rejectedBefore);
    join.join(batch);
    batch.runs().stream()
        .filter(run -> isNotErased(run.traceId(), run.traceId().runId()))
        .forEach(this::say);
    batch.spans().stream()
        .filter(span -> isNotErased(span.draft().traceId(), span.draft().spanId().hex()))
        .forEach(this::merge);
    batch.runs().stream()
        .filter(run -> run.fields().has(RunField.ABANDONED_AT))
        .filter(run -> !join.isErased(run.traceId()))
        .forEach(run -> state(run.traceId()).say(run));
    List<Score> scores =
        batch.scores().stream().filter(this::isOfKnownRun).map(this::named).toList();
    scores.forEach(score -> state(score).put(score));
    return outcome(scores);
  }

  /** Gives a run up when it is still going. */
  BatchOutcome abandon(TraceId traceId, String haltReason) {
    if (known.isErased(traceId)) {
      return BatchOutcome.NOTHING;
    }
    RunState state = state(traceId);
    if (state.isKnown() && state.status() == RunStatus.RUNNING) {
      state.abandon(haltReason, now);
      return outcome(List.of());
    }
    return BatchOutcome.NOTHING;
  }

  /** A run as its spans make it. */
  BatchOutcome recount(TraceId traceId) {
    state(traceId);
    return outcome(List.of());
  }

  /** A run whose calls are priced anew. */
  BatchOutcome reprice(TraceId traceId) {
    RunState state = state(traceId);
    Map<SpanId, Span> repriced = new LinkedHashMap<>();
    for (SpanId spanId : state.pricedSpans()) {
      Span stored = known.span(traceId, spanId).orElseThrow();
      Span span = merge.repriced(stored);
      if (!span.equals(stored)) {
        repriced.put(spanId, span);
      }
    }
    if (repriced.isEmpty()) {
      return BatchOutcome.NOTHING;
    }
    repriced.values().forEach(state::put);
    written.put(traceId, repriced);
    return outcome(List.of());
  }

  /** Gives up a silent run, unless this very batch revives it. */
  void giveUp(TraceId traceId) {
    state(traceId).abandon(Silence.HALT_REASON, now);
    givenUp.add(state(traceId).traceId());
  }

  /** Forgets the scores that checks gave a run under names with this prefix. */
  void forgetCheckScores(TraceId traceId, String namePrefix) {
    state(traceId).forgetCheckScores(namePrefix);
  }

  private boolean isNotErased(TraceId traceId, String id) {
    boolean erased = join.isErased(traceId);
    if (erased) {
      rejected.add(
          new Rejected(
              traceId,
              id,
              BadInput.of("trace_id", "must name a stored run, and this one was erased")
                  .example("start_trace begins a new one")));
    }
    return !erased;
  }

  private RunState state(TraceId traceId) {
    return join.state(traceId);
  }

  /** The score with the ids under which what it grades is stored. */
  private Score named(Score score) {
    RunState state = state(score);
    SpanId span = score.spanId();
    return score.of(state.traceId(), span == null ? null : state.names().stored(span));
  }

  private RunState state(Score score) {
    return state(score.traceId());
  }

  private void say(RunDraft draft) {
    RunState state = state(draft.traceId());
    state.revive();
    state.say(draft);
    givenUp.remove(state.traceId());
    if (live) {
      heard.put(state.traceId(), now);
    }
  }

  /** That somebody grades a run is no sign of its life. */
  private void hear(Span span, RunState state) {
    if (span.kind() != SpanKind.EVAL) {
      state.revive();
      heard.merge(span.traceId(), live ? now : latest(span), BatchMerge::later);
    }
  }

  private Instant latest(Span span) {
    Instant latest = later(span.startedAt(), span.fields().get(SpanField.ENDED_AT, Instant.MIN));
    return latest.isAfter(now) ? now : latest;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void merge(RedactedBatch.CleanSpan clean) {
    SpanDraft draft = clean.draft();
    RunState state = state(draft.traceId());
    givenUp.remove(state.traceId());
    Map<SpanId, Span> batchSpans =
        written.computeIfAbsent(state.traceId(), id -> new LinkedHashMap<>());
    SpanNaming naming = SpanNaming.of(draft, state);
    SpanId target = naming.target();
    SpanId twin = naming.twin();
    RedactedBatch.CleanSpan named = new RedactedBatch.CleanSpan(naming.named(), clean.redactions());
    try {
      Span merged = merge.apply(named, state, batchSpans.get(target), naming.telling());
      batchSpans.put(target, merged);
      state.put(merged);
      naming.remember();
      if (twin != null) {
        fold.unite(state, twin, target);
      }
      hear(merged, state);
    } catch (BadInput mistake) {
      rejected.add(new Rejected(draft.traceId(), draft.spanId().hex(), mistake));
    }
  }

  private boolean isOfKnownRun(Score score) {
    RunState state = state(score);
    if (state.isKnown()) {
      givenUp.remove(state.traceId());
      return true;
    }
    join.leave(state);
    rejected.add(
        new Rejected(
            score.traceId(), score.scoreId(), BadInput.of("trace_id", "must name a stored run")));
    return false;
  }

  private BatchOutcome outcome(List<Score> scores) {
    List<BatchOutcome.Change> changes = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    List<Advice> advice = new ArrayList<>();
    for (RunState state : join.states()) {
      if (state.spanCount() == 0) {
        continue; // everything said about it was rejected
      }
      state.heard(heard.get(state.traceId()), live);
      List<Flag> before = state.flags();
      Run run = state.summed(ingest.watches(), difference);
      changes.add(new BatchOutcome.Change(state, run, state.names().added(), spans(state)));
      if (!givenUp.contains(state.traceId())) {
        runs.add(Silence.applied(run, Silence.before(now)));
        advice.addAll(ingest.watches().advice(before, run.flags()));
      }
    }
    List<Advice> first = advice.subList(0, Math.min(advice.size(), Receipt.MAX_ADVICE));
    return new BatchOutcome(
        new Receipt(runs, first, warnings, rejected), changes, difference.cells(), scores);
  }

  private List<Span> spans(RunState state) {
    RunTree tree = state.tree();
    return written.getOrDefault(state.traceId(), Map.of()).values().stream()
        .map(span -> toStore(span, state, tree))
        .toList();
  }

  private Span toStore(Span span, RunState state, RunTree tree) {
    Fields fields = span.fields().map(SpanField.PARENT, state.names()::stored);
    SpanId parent = fields.get(SpanField.PARENT);
    if (parent != null && tree.span(parent) == null) {
      warnings.add(
          "parent_span_id "
              + parent
              + " is not stored yet; span "
              + span.spanId()
              + " is shown under the root until it arrives");
    }
    if (ingest.content() == Ingest.Content.METADATA) {
      fields = fields.without(SpanField.INPUT).without(SpanField.OUTPUT);
    }
    return new Span(
        span.traceId(),
        span.spanId(),
        fields,
        span.cost(),
        tree.lane(span.spanId()),
        span.sequence(),
        span.call(),
        span.redactions(),
        -1,
        -1);
  }
}
