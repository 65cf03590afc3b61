package dev.spoor.ingest;

import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the run that each id of a batch belongs to, and joins runs that turn out to be one: they
 * are the same turn to the same program, their sender says so, or one of them is no turn to any and
 * tells of a call that one other run of its session tells of (contract, section 1, "Joining
 * sources").
 */
final class BatchJoin {
  private final KnownRuns known;
  private final RunFold fold;
  private final List<String> warnings;
  private final Map<TraceId, RunState> states = new LinkedHashMap<>();
  private final Map<TraceId, TraceId> canonical = new HashMap<>();

  /** Turns and calls of this batch, which no store knows yet. */
  private final Map<TurnKey, TraceId> turns = new HashMap<>();

  private final List<Told> told = new ArrayList<>();

  BatchJoin(KnownRuns known, RunFold fold, List<String> warnings) {
    this.known = known;
    this.fold = fold;
    this.warnings = warnings;
  }

  /** What a batch says under one id that tells which run it is. */
  private static final class Told {
    private final TraceId traceId;
    private final Set<String> calls = new HashSet<>();
    private final Set<TraceId> aliases = new LinkedHashSet<>();
    private @Nullable TurnKey turn;
    private @Nullable String sessionId;

    Told(TraceId traceId) {
      this.traceId = traceId;
    }
  }

  /** Joins what the batch shows to be one; ids of erased runs are left alone. */
  void join(RedactedBatch batch) {
    Map<TraceId, Told> byId = new LinkedHashMap<>();
    for (RunDraft run : batch.runs()) {
      boolean tellsRun = run.turn() != null || !run.aliases().isEmpty();
      if (tellsRun || run.fields().has(RunField.SESSION_ID)) {
        Told one = byId.computeIfAbsent(run.traceId(), Told::new);
        one.turn = one.turn == null ? run.turn() : one.turn;
        one.aliases.addAll(run.aliases());
        one.sessionId =
            run.fields().has(RunField.SESSION_ID)
                ? run.fields().get(RunField.SESSION_ID)
                : one.sessionId;
      }
    }
    for (RedactedBatch.CleanSpan span : batch.spans()) {
      if (mayBeCall(span.draft())) {
        byId.computeIfAbsent(span.draft().traceId(), Told::new).calls.addAll(keys(span.draft()));
      }
    }
    byId.values().stream().filter(one -> !isErased(one.traceId)).forEach(this::join);
  }

  private static boolean mayBeCall(SpanDraft span) {
    return span.fields().has(SpanField.TOOL_CALL_ID)
        || span.fields().has(SpanField.TOOL_NAME)
        || span.fields().get(SpanField.KIND) == SpanKind.LLM;
  }

  private Set<String> keys(SpanDraft span) {
    SpanKind kind = span.fields().get(SpanField.KIND);
    if (kind == null) {
      SpanOutline stored =
          isErased(span.traceId()) ? null : SpanNaming.stored(span, state(span.traceId()));
      kind = stored == null ? SpanKind.INTERNAL : stored.kind();
    }
    return CallKeys.of(span.fields(), kind);
  }

  /** Whether the run was erased and nobody brought it back. */
  boolean isErased(TraceId traceId) {
    // Once for a run and not for each of its spans: it asks the store.
    return !canonical.containsKey(traceId) && known.isErased(traceId);
  }

  /** The run that has the id. */
  RunState state(TraceId traceId) {
    TraceId stored = canonical.get(traceId);
    if (stored == null) {
      stored = known.canonical(traceId);
      canonical.put(traceId, stored);
      canonical.put(stored, stored);
    }
    return states.computeIfAbsent(stored, known::run);
  }

  Collection<RunState> states() {
    return states.values();
  }

  /** The run is of no concern after all. */
  void leave(RunState state) {
    states.remove(state.traceId());
    canonical.values().removeIf(state.traceId()::equals);
  }

  private void join(Told one) {
    RunState state = state(one.traceId);
    TurnKey turn = one.turn;
    boolean newTurn = false;
    if (turn != null && isKey(turn) && !state.names().turns().contains(turn)) {
      newTurn = true;
      state = joinByTurn(one.traceId, state, turn);
    }
    for (TraceId alias : one.aliases) {
      RunState joined = isErased(alias) ? state : joinByAlias(state, alias);
      newTurn |= joined != state;
      state = joined;
    }
    String before = state.sessionId();
    String session = one.sessionId == null ? before : one.sessionId;
    if (session != null) {
      one.sessionId = session;
      Set<String> calls = new HashSet<>(one.calls);
      if (newTurn || !session.equals(before)) {
        calls.addAll(state.names().keys());
      } else {
        calls.removeAll(state.names().keys());
      }
      calls.removeIf(call -> !CallKeys.tellsTheRun(call));
      if (!calls.isEmpty()) {
        joinByCalls(one.traceId, state, session, calls);
      }
    }
    told.add(one);
  }

  /** A session without turns, and a turn without a name, is no key. */
  private static boolean isKey(TurnKey key) {
    return key.turn() != null && !key.turn().isEmpty();
  }

  private RunState joinByTurn(TraceId told, RunState state, TurnKey turn) {
    TraceId owner = turns.containsKey(turn) ? turns.get(turn) : known.runOf(turn);
    boolean touched = owner == null || states.containsKey(canonical.getOrDefault(owner, owner));
    RunState other = owner == null ? state : state(owner);
    if (state.names().contradicts(turn) || areOtherTurns(state, other)) {
      if (!touched) {
        leave(other);
      }
      warnings.add(
          "trace_id %s is another turn of session %s already; it stays in %s"
              .formatted(told, turn.session(), state.traceId().runId()));
      return state;
    }
    RunState joined = united(state, other);
    joined.names().add(turn);
    turns.put(turn, joined.traceId());
    if (!joined.traceId().equals(told) && !state.isStored()) {
      warnings.add(
          "trace_id %s joined %s, which is the same turn"
              .formatted(told, joined.traceId().runId()));
    }
    return joined;
  }

  private static boolean areOtherTurns(RunState one, RunState other) {
    return one.names().turns().stream().anyMatch(other.names()::contradicts);
  }

  private RunState joinByAlias(RunState state, TraceId alias) {
    boolean touched = states.containsKey(canonical.getOrDefault(alias, known.canonical(alias)));
    RunState other = state(alias);
    if (areOtherTurns(state, other)) {
      if (!touched) {
        leave(other);
      }
      return state;
    }
    // Of two that are new, the one under whose id this was told is the run.
    return united(other, state);
  }

  private void joinByCalls(TraceId told, RunState state, String session, Set<String> calls) {
    boolean keyed = state.names().isKeyed();
    Set<TraceId> sharing = new HashSet<>();
    // Not yet taken: this batch does not write a run that it may not join.
    for (TraceId run : known.sharing(session, calls, !keyed)) {
      sharing.add(canonical.getOrDefault(run, run));
    }
    for (Told other : this.told) {
      RunState otherState = state(other.traceId);
      boolean shares = calls.stream().anyMatch(other.calls::contains);
      if (shares && session.equals(other.sessionId) && otherState.names().isKeyed() != keyed) {
        sharing.add(otherState.traceId());
      }
    }
    sharing.remove(state.traceId());
    if (!keyed && sharing.size() > 1) {
      return; // turns of which any may be meant
    }
    RunState joined = state;
    // The oldest first, so that none is folded that another was folded into just before.
    for (RunState run : sharing.stream().map(this::state).sorted(this::byAge).toList()) {
      joined = united(joined, run);
      warnings.add(
          "trace_id %s joined %s, which tells of the same calls"
              .formatted(told, joined.traceId().runId()));
    }
  }

  /** Makes two runs one, which is that of the one that was stored first. */
  private RunState united(RunState one, RunState other) {
    if (one == other) {
      return one;
    }
    RunState older = !one.isStored() ? other : !other.isStored() ? one : older(one, other);
    RunState younger = older == one ? other : one;
    if (younger.isStored()) {
      fold.fold(younger, older);
    } else {
      canonical.forEach(
          (told, run) -> {
            if (run.equals(younger.traceId())) {
              older.names().add(told, older.rootId());
            }
          });
      younger.names().turns().forEach(older.names()::add);
    }
    states.remove(younger.traceId());
    canonical.replaceAll((told, run) -> run.equals(younger.traceId()) ? older.traceId() : run);
    return older;
  }

  private int byAge(RunState one, RunState other) {
    if (!one.isStored() || !other.isStored()) {
      return Boolean.compare(other.isStored(), one.isStored());
    }
    return one == other ? 0 : older(one, other) == one ? -1 : 1;
  }

  private RunState older(RunState one, RunState other) {
    return known.older(one.traceId(), other.traceId()).equals(one.traceId()) ? one : other;
  }
}
