package dev.spoor.ingest;

import dev.spoor.model.Advice;
import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
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
import dev.spoor.store.WriteSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch inside one transaction: merge, price, watch, write. */
final class BatchWrite {
  private final WriteSession session;
  private final Ingest ingest;
  private final Instant now;
  private final SpanMerge merge;
  private final Map<TraceId, RunState> states = new LinkedHashMap<>();
  private final Map<TraceId, Map<SpanId, Span>> written = new LinkedHashMap<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** When each run of the batch gave a sign of life. */
  private final Map<TraceId, Instant> heard = new HashMap<>();

  /** Runs that are stored beside the batch, and that its sender does not hear of. */
  private final Set<TraceId> givenUp = new LinkedHashSet<>();

  private boolean live = true;

  BatchWrite(WriteSession session, Ingest ingest, Instant now) {
    this.session = session;
    this.ingest = ingest;
    this.now = now;
    this.merge = new SpanMerge(session, ingest.prices(), now);
  }

  /** What happened is the sign of life, and not that it is told now. */
  void readFromFile() {
    live = false;
  }

  /** What the write did, and the states it leaves. */
  record Outcome(Receipt receipt, List<RunState> states) {
    static final Outcome NOTHING =
        new Outcome(new Receipt(List.of(), List.of(), List.of(), List.of()), List.of());
  }

  Outcome apply(RedactedBatch batch, List<Rejected> rejectedBefore) {
    rejected.addAll(rejectedBefore);
    batch.runs().stream()
        .filter(run -> isNotErased(run.traceId(), run.traceId().runId()))
        .forEach(this::say);
    batch.spans().stream()
        .filter(span -> isNotErased(span.draft().traceId(), span.draft().spanId().hex()))
        .forEach(this::merge);
    batch.scores().stream().filter(this::isOfKnownRun).forEach(score -> state(score).put(score));
    Outcome outcome = store();
    batch.scores().stream()
        .filter(score -> states.containsKey(score.traceId()))
        .forEach(session::put);
    return outcome;
  }

  /** Gives a run up when it is still going. */
  Outcome abandon(TraceId traceId, String haltReason) {
    if (ingest.states().isErased(session, traceId)) {
      return Outcome.NOTHING;
    }
    RunState state = state(traceId);
    if (state.isKnown() && state.status() == RunStatus.RUNNING) {
      state.abandon(haltReason, now);
      return store();
    }
    return Outcome.NOTHING;
  }

  /** Stores a run as its spans make it, whatever is remembered of it. */
  Outcome recount(TraceId traceId) {
    states.put(traceId, RunState.read(session, traceId));
    return store();
  }

  /** Gives up a silent run, unless this very batch revives it. */
  void giveUp(TraceId traceId) {
    state(traceId).abandon(Silence.HALT_REASON, now);
    givenUp.add(traceId);
  }

  /** Removes the scores that checks gave the batch's runs under names with this prefix. */
  void forgetCheckScores(RedactedBatch batch, String namePrefix) {
    for (RedactedBatch.CleanSpan span : batch.spans()) {
      TraceId traceId = span.draft().traceId();
      session.removeCheckScores(traceId, namePrefix);
      state(traceId).forgetCheckScores(namePrefix);
    }
  }

  private boolean isNotErased(TraceId traceId, String id) {
    // Once for a run and not for each of its spans: it asks the store.
    boolean erased = !states.containsKey(traceId) && ingest.states().isErased(session, traceId);
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
    return states.computeIfAbsent(traceId, id -> ingest.states().take(session, id));
  }

  private RunState state(Score score) {
    return state(score.traceId());
  }

  private void say(RunDraft draft) {
    RunState state = state(draft.traceId());
    state.revive();
    state.say(draft);
    givenUp.remove(draft.traceId());
    if (live) {
      heard.put(draft.traceId(), now);
    }
  }

  /** That somebody grades a run is no sign of its life. */
  private void hear(Span span, RunState state) {
    if (span.kind() != SpanKind.EVAL) {
      state.revive();
      heard.merge(span.traceId(), live ? now : latest(span), BatchWrite::later);
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
    givenUp.remove(draft.traceId());
    Map<SpanId, Span> batchSpans =
        written.computeIfAbsent(draft.traceId(), id -> new LinkedHashMap<>());
    try {
      Span merged = merge.apply(clean, state, batchSpans.get(draft.spanId()));
      batchSpans.put(merged.spanId(), merged);
      state.put(merged);
      hear(merged, state);
    } catch (BadInput mistake) {
      rejected.add(new Rejected(draft.traceId(), draft.spanId().hex(), mistake));
    }
  }

  private boolean isOfKnownRun(Score score) {
    RunState state = state(score);
    if (state.isKnown()) {
      givenUp.remove(score.traceId());
      return true;
    }
    states.remove(score.traceId());
    rejected.add(
        new Rejected(
            score.traceId(), score.scoreId(), BadInput.of("trace_id", "must name a stored run")));
    return false;
  }

  private Outcome store() {
    List<Run> runs = new ArrayList<>();
    List<Advice> advice = new ArrayList<>();
    List<RunState> changed = new ArrayList<>();
    TotalsDifference difference = new TotalsDifference();
    for (RunState state : states.values()) {
      if (state.spanCount() == 0) {
        continue; // everything said about it was rejected
      }
      state.heard(heard.get(state.traceId()), live);
      List<Flag> before = state.flags();
      Run run = state.summed(ingest.watches(), difference);
      session.put(run);
      RunTree tree = state.tree();
      written.getOrDefault(state.traceId(), Map.of()).values().forEach(span -> put(span, tree));
      changed.add(state);
      if (!givenUp.contains(state.traceId())) {
        runs.add(Silence.applied(run, Silence.before(now)));
        advice.addAll(ingest.watches().advice(before, run.flags()));
      }
    }
    session.add(difference.cells());
    List<Advice> first = advice.subList(0, Math.min(advice.size(), Receipt.MAX_ADVICE));
    return new Outcome(new Receipt(runs, first, warnings, rejected), changed);
  }

  private void put(Span span, RunTree tree) {
    SpanId parent = span.parent();
    if (parent != null && tree.span(parent) == null) {
      warnings.add(
          "parent_span_id "
              + parent
              + " is not stored yet; span "
              + span.spanId()
              + " is shown under the root until it arrives");
    }
    Fields fields = span.fields();
    if (ingest.content() == Ingest.Content.METADATA) {
      fields = fields.without(SpanField.INPUT).without(SpanField.OUTPUT);
    }
    session.put(
        new Span(
            span.traceId(),
            span.spanId(),
            fields,
            span.cost(),
            tree.lane(span.spanId()),
            span.sequence(),
            span.call(),
            span.redactions(),
            -1,
            -1));
  }
}
