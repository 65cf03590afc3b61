package dev.spoor.ingest;

import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.TraceId;
import dev.spoor.store.RunNames.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Folds a stored run into an older one, or a span into another, since both are one. */
final class RunFold {
  private final KnownRuns known;
  private final SpanMerge merge;
  private final TotalsDifference difference;
  private final Map<TraceId, Map<SpanId, Span>> written;

  /**
   * Folds as a part of a batch.
   *
   * @param difference takes what the younger run had added to the store's totals
   * @param written takes the spans that are to be stored anew
   */
  RunFold(
      KnownRuns known,
      SpanMerge merge,
      TotalsDifference difference,
      Map<TraceId, Map<SpanId, Span>> written) {
    this.known = known;
    this.merge = merge;
    this.difference = difference;
    this.written = written;
  }

  /** A span of the younger run that tells of what the older has already. */
  private record Merged(SpanId target, Span whole, SpanMerge.Telling telling) {}

  void fold(RunState younger, RunState older) {
    younger.withdraw(difference);
    ToldNames names = older.names();
    Map<TraceId, Optional<SpanId>> ids = ids(younger);
    ids.keySet().forEach(id -> names.add(id, older.rootId()));
    younger.names().turns().forEach(names::add);
    if (older.rootId() == null) {
      older.isRoot(younger.rootId());
    }
    Map<SpanId, List<Call>> calls =
        younger.names().calls().stream().collect(Collectors.groupingBy(Call::span));
    Map<SpanId, Merged> merged = new LinkedHashMap<>();
    List<SpanOutline> moved = new ArrayList<>();
    for (SpanOutline span : younger.inOrderOfArrival()) {
      List<Call> ofSpan = calls.getOrDefault(span.spanId(), List.of());
      SpanId target = target(span.spanId(), ofSpan, younger, older);
      if (target.equals(span.spanId()) && older.span(target) == null) {
        moved.add(span);
      } else {
        merged.put(
            span.spanId(), merged(span.spanId(), target, ofSpan, ids.keySet(), older, younger));
      }
    }
    long sequences = older.nextSequence() - 1;
    known.fold(younger.traceId(), older.traceId(), sequences, merged.keySet());
    rename(ids, younger, names, merged);
    Map<SpanId, SpanId> targets = new HashMap<>();
    merged.forEach((span, into) -> targets.put(span, into.target));
    older.take(younger, moved, sequences, targets);
    merged.values().forEach(into -> put(into, older));
  }

  /** Puts a span of a run into another one of it, since both are the same call. */
  void unite(RunState run, SpanId span, SpanId target) {
    List<Call> calls =
        run.names().calls().stream().filter(call -> call.span().equals(span)).toList();
    Merged into = merged(span, target, calls, Set.of(run.traceId()), run, run);
    known.drop(run.traceId(), span);
    written.getOrDefault(run.traceId(), new HashMap<>()).remove(span);
    run.names().unite(span, target);
    run.drop(span, target);
    put(into, run);
  }

  /** Every id under which a run was told, and its root there. */
  private static Map<TraceId, Optional<SpanId>> ids(RunState run) {
    Map<TraceId, Optional<SpanId>> ids = new LinkedHashMap<>();
    ids.put(run.traceId(), Optional.ofNullable(run.rootId()));
    for (TraceId id : run.names().ids()) {
      ids.put(id, Optional.ofNullable(run.names().rootUnder(id)));
    }
    return ids;
  }

  private static SpanId target(SpanId span, List<Call> calls, RunState younger, RunState older) {
    SpanId root = older.rootId();
    if (older.span(span) != null) {
      return span;
    } else if (span.equals(younger.rootId()) && root != null) {
      return root;
    }
    for (Call call : calls) {
      SpanId same = older.names().sameCall(call.told(), span, Set.of(call.key()));
      if (same != null) {
        return same;
      }
    }
    return span;
  }

  private Merged merged(
      SpanId span,
      SpanId target,
      List<Call> calls,
      Set<TraceId> ids,
      RunState older,
      RunState younger) {
    Span whole = whole(younger.traceId(), span);
    ToldNames names = older.names();
    Set<TraceId> told =
        calls.isEmpty() ? ids : calls.stream().map(Call::told).collect(Collectors.toSet());
    Set<String> keys = calls.stream().map(Call::key).collect(Collectors.toSet());
    boolean wins =
        told.stream().anyMatch(names::isDerived) || !names.wasToldByDerived(target, keys);
    return new Merged(target, whole, new SpanMerge.Telling(true, false, wins));
  }

  /** The span with its payloads, as this batch leaves it. */
  private Span whole(TraceId run, SpanId span) {
    Optional<Span> stored = known.whole(run, span);
    Span told = written.getOrDefault(run, Map.of()).get(span);
    if (told == null) {
      return stored.orElseThrow(() -> new IllegalStateException("span " + span + " is not stored"));
    }
    Payload input = told.input() == null ? stored.map(Span::input).orElse(null) : told.input();
    Payload output = told.output() == null ? stored.map(Span::output).orElse(null) : told.output();
    return told.withPayloads(input, output);
  }

  private static void rename(
      Map<TraceId, Optional<SpanId>> ids,
      RunState younger,
      ToldNames names,
      Map<SpanId, Merged> merged) {
    ids.forEach((id, root) -> names.setRoot(id, root.orElse(null)));
    merged.forEach((span, into) -> names.alias(span, into.target));
    younger.names().aliases().forEach((span, stored) -> names.alias(span, names.stored(stored)));
    for (Call call : younger.names().calls()) {
      names.add(new Call(call.key(), call.told(), names.stored(call.span())));
    }
  }

  private void put(Merged into, RunState older) {
    Fields fields = SpanNaming.under(older.names(), into.target, into.whole.fields());
    SpanDraft draft = new SpanDraft(older.traceId(), into.target, fields);
    Map<SpanId, Span> spans = written.computeIfAbsent(older.traceId(), id -> new LinkedHashMap<>());
    Span span =
        merge.apply(
            new RedactedBatch.CleanSpan(draft, into.whole.redactions()),
            older,
            spans.get(into.target),
            into.telling);
    spans.put(into.target, span);
    older.put(span);
  }
}
