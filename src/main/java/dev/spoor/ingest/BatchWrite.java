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
import dev.spoor.model.RunTree;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  BatchWrite(WriteSession session, Ingest ingest, Instant now) {
    this.session = session;
    this.ingest = ingest;
    this.now = now;
    this.merge = new SpanMerge(session, ingest.prices(), now);
  }

  /** What the write did, and the states it leaves. */
  record Outcome(Receipt receipt, List<RunState> states) {}

  Outcome apply(RedactedBatch batch, List<Rejected> rejectedBefore) {
    rejected.addAll(rejectedBefore);
    batch.runs().forEach(this::say);
    batch.spans().forEach(this::merge);
    batch.scores().stream().filter(this::isOfKnownRun).forEach(score -> state(score).put(score));
    Outcome outcome = store();
    batch.scores().stream()
        .filter(score -> states.containsKey(score.traceId()))
        .forEach(session::put);
    return outcome;
  }

  /** Gives a run up when it is still going. */
  Outcome abandon(TraceId traceId, String haltReason) {
    RunState state = state(traceId);
    SpanOutline root = state.root();
    if (root == null || root.status() != SpanStatus.RUNNING) {
      return new Outcome(new Receipt(List.of(), List.of(), List.of(), List.of()), List.of());
    }
    state.say(RunField.HALT_REASON, haltReason);
    state.say(RunField.ABANDONED_AT, now);
    return store();
  }

  /** Removes the scores that checks gave the batch's runs under names with this prefix. */
  void forgetCheckScores(RedactedBatch batch, String namePrefix) {
    for (RedactedBatch.CleanSpan span : batch.spans()) {
      TraceId traceId = span.draft().traceId();
      session.removeCheckScores(traceId, namePrefix);
      state(traceId).forgetCheckScores(namePrefix);
    }
  }

  private RunState state(TraceId traceId) {
    return states.computeIfAbsent(traceId, id -> ingest.states().take(session, id));
  }

  private RunState state(Score score) {
    return state(score.traceId());
  }

  private void say(RunDraft draft) {
    state(draft.traceId()).say(draft);
    state(draft.traceId()).revive();
  }

  private void merge(RedactedBatch.CleanSpan clean) {
    SpanDraft draft = clean.draft();
    RunState state = state(draft.traceId());
    Map<SpanId, Span> batchSpans =
        written.computeIfAbsent(draft.traceId(), id -> new LinkedHashMap<>());
    try {
      Span merged = merge.apply(clean, state, batchSpans.get(draft.spanId()));
      batchSpans.put(merged.spanId(), merged);
      state.put(merged);
      // That somebody grades a run is no sign of its life.
      if (merged.kind() != SpanKind.EVAL) {
        state.revive();
      }
    } catch (BadInput mistake) {
      rejected.add(new Rejected(draft.traceId(), draft.spanId().hex(), mistake));
    }
  }

  private boolean isOfKnownRun(Score score) {
    RunState state = state(score);
    if (state.isKnown()) {
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
    for (RunState state : states.values()) {
      if (state.spanCount() == 0) {
        continue; // everything said about it was rejected
      }
      List<Flag> before = state.flags();
      RunTree tree = state.tree();
      Run run = state.summed(tree, ingest.watches());
      session.put(run);
      written.getOrDefault(state.traceId(), Map.of()).values().forEach(span -> put(span, tree));
      runs.add(run);
      changed.add(state);
      advice.addAll(ingest.watches().advice(before, run.flags()));
    }
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
