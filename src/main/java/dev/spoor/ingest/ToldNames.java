package dev.spoor.ingest;

import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.store.RunNames;
import dev.spoor.store.RunNames.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what names a run and its spans are told while it is being written, and what is new of it. */
final class ToldNames {
  private final TraceId canonical;
  private final Map<TraceId, Optional<SpanId>> ids = new LinkedHashMap<>();
  private final Set<TurnKey> turns = new HashSet<>();
  private final Set<TraceId> derived = new HashSet<>();
  private final Map<SpanId, SpanId> spans = new HashMap<>();
  private final Set<SpanId> joined = new HashSet<>();
  private final Map<String, Set<Call>> calls = new HashMap<>();

  private Map<TraceId, Optional<SpanId>> newIds = new HashMap<>();
  private Set<TurnKey> newTurns = new HashSet<>();
  private Map<SpanId, SpanId> newSpans = new HashMap<>();
  private Set<Call> newCalls = new LinkedHashSet<>();

  ToldNames(TraceId canonical) {
    this.canonical = canonical;
  }

  /** Takes over what is stored. */
  void begin(RunNames stored) {
    ids.putAll(stored.ids());
    stored.turns().forEach(this::keep);
    spans.putAll(stored.spans());
    joined.addAll(stored.spans().values());
    stored.calls().forEach(this::keep);
  }

  private void keep(TurnKey turn) {
    turns.add(turn);
    derived.add(turn.traceId());
  }

  private void keep(Call call) {
    calls.computeIfAbsent(call.key(), key -> new LinkedHashSet<>()).add(call);
  }

  /** What was added since it was asked last. */
  RunNames added() {
    RunNames added = new RunNames(newIds, newTurns, newSpans, newCalls);
    newIds = new HashMap<>();
    newTurns = new HashSet<>();
    newSpans = new HashMap<>();
    newCalls = new LinkedHashSet<>();
    return added;
  }

  /** All ids of a run that has several. */
  Set<TraceId> ids() {
    return ids.keySet();
  }

  boolean areSeveral() {
    return !ids.isEmpty();
  }

  Set<TurnKey> turns() {
    return turns;
  }

  /** Whether the run is a turn to some program, so that more than one source tells of it. */
  boolean isKeyed() {
    return !turns.isEmpty();
  }

  /** Whether to the same program the same session has another turn here. */
  boolean contradicts(TurnKey turn) {
    return turns.stream()
        .anyMatch(
            known ->
                known.source().equals(turn.source())
                    && known.session().equals(turn.session())
                    && !known.equals(turn));
  }

  void add(TurnKey turn) {
    if (!turns.contains(turn)) {
      keep(turn);
      newTurns.add(turn);
    }
  }

  /** Whether an id is the one that importers and hooks derive, whose words win. */
  boolean isDerived(TraceId told) {
    return derived.contains(told);
  }

  /**
   * Adds an id.
   *
   * @param ownRoot the root of the run as far as it was told under its own id
   */
  void add(TraceId told, @Nullable SpanId ownRoot) {
    if (!told.equals(canonical)) {
      if (ids.isEmpty()) {
        setRoot(canonical, ownRoot);
      }
      if (!ids.containsKey(told)) {
        setRoot(told, null);
      }
    }
  }

  /** Says which span is the run itself under an id of several. */
  void setRoot(TraceId told, @Nullable SpanId root) {
    ids.put(told, Optional.ofNullable(root));
    newIds.put(told, Optional.ofNullable(root));
  }

  @Nullable SpanId rootUnder(TraceId told) {
    return ids.getOrDefault(told, Optional.empty()).orElse(null);
  }

  /** Whether a span is, or becomes, the run itself under an id of several. */
  boolean isRootUnder(TraceId told, SpanId span, Fields fields) {
    if (!areSeveral()) {
      return false;
    }
    SpanId root = rootUnder(told);
    return root == null ? !fields.has(SpanField.PARENT) : root.equals(span);
  }

  /** The id under which a span is stored whose id was merged into another's; else its own. */
  SpanId stored(SpanId span) {
    return spans.getOrDefault(span, span);
  }

  boolean isAlias(SpanId span) {
    return spans.containsKey(span);
  }

  void alias(SpanId span, SpanId stored) {
    if (!span.equals(stored) && !stored.equals(spans.put(span, stored))) {
      newSpans.put(span, stored);
      joined.add(stored);
    }
  }

  /** Whether another span was merged into this one. */
  boolean isJoined(SpanId span) {
    return joined.contains(span);
  }

  Map<SpanId, SpanId> aliases() {
    return spans;
  }

  /** The keys of all calls that were told. */
  Set<String> keys() {
    return calls.keySet();
  }

  List<Call> calls() {
    return calls.values().stream().flatMap(Set::stream).toList();
  }

  void add(Call call) {
    if (!calls.getOrDefault(call.key(), Set.of()).contains(call)) {
      keep(call);
      newCalls.add(call);
    }
  }

  /** Whether a span is told of by this key already. */
  boolean isCall(String key, SpanId span) {
    return calls.getOrDefault(key, Set.of()).stream().anyMatch(call -> call.span().equals(span));
  }

  /** A span is stored under another's id from now on: what named it names that one. */
  void unite(SpanId span, SpanId stored) {
    for (Call call : calls()) {
      if (call.span().equals(span)) {
        calls.getOrDefault(call.key(), Set.of()).remove(call);
        newCalls.remove(call);
        add(new Call(call.key(), call.told(), stored));
      }
    }
    Map.copyOf(spans)
        .forEach(
            (alias, earlier) -> {
              if (earlier.equals(span)) {
                alias(alias, stored);
              }
            });
    alias(span, stored);
  }

  /**
   * The stored span that is the same call; null when there is none. What one source tells of under
   * one id stays as many calls as it says, but for log records, which name a call otherwise than
   * its span or message.
   */
  @Nullable SpanId sameCall(TraceId told, SpanId span, Set<String> keys) {
    for (String key : keys) {
      Set<Call> known = calls.getOrDefault(key, Set.of());
      SpanId logged = known.isEmpty() ? span : CallKeys.logged(key, told);
      for (Call call : known) {
        boolean elsewhere =
            !call.told().equals(told) && !known.contains(new Call(key, told, call.span()));
        boolean byLog = logged.equals(span) || stored(logged).equals(call.span());
        if (elsewhere || byLog) {
          return call.span();
        }
      }
    }
    return null;
  }

  /** Whether a span was told under an id that importers and hooks derive. */
  boolean wasToldByDerived(SpanId span, Set<String> keys) {
    return ids.entrySet().stream()
            .anyMatch(
                id ->
                    isDerived(id.getKey())
                        && id.getValue().map(this::stored).filter(span::equals).isPresent())
        || keys.stream()
            .flatMap(key -> calls.getOrDefault(key, Set.of()).stream())
            .anyMatch(call -> call.span().equals(span) && isDerived(call.told()));
  }
}
