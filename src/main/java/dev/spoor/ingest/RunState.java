package dev.spoor.ingest;

import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.RunTree;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Sums;
import dev.spoor.model.ToolCall;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import dev.spoor.watch.Lanes;
import dev.spoor.watch.WatchedRun;
import dev.spoor.watch.Watches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run while it is being written: its fields and the outline of every span. Used by one writer at
 * a time.
 */
final class RunState {
  private static final Comparator<SpanOutline> BY_START =
      Comparator.comparing(SpanOutline::startedAt).thenComparing(SpanOutline::sequence);
  private static final Comparator<SpanOutline> BY_ARRIVAL =
      Comparator.comparingLong(RunState::arrival);

  private final TraceId traceId;
  private final Map<SpanId, SpanOutline> spans = new LinkedHashMap<>();
  private final List<Score> scores = new ArrayList<>();
  private Fields fields = Fields.NONE;
  private @Nullable SpanId root;
  private String name = "";
  private @Nullable SpanError error;
  private List<Flag> flags = List.of();
  private long revision;
  private long lastSequence;
  private final RunShare share = new RunShare();
  private final ToldNames names;

  /** Null when they must be worked out anew. */
  private @Nullable Summary summary;

  /** A run of which nothing is known. */
  RunState(TraceId traceId) {
    this.traceId = traceId;
    this.names = new ToldNames(traceId);
  }

  /** The run that has this id; a new one for an unknown id. */
  static RunState read(WriteSession session, TraceId traceId) {
    Run run = session.run(traceId).orElse(null);
    if (run == null) {
      return new RunState(traceId);
    }
    RunState state = new RunState(run.traceId());
    state.names.begin(session.names(run.traceId()));
    state.begin(run, session.outlines(run.traceId()));
    return state;
  }

  private void begin(Run run, List<SpanOutline> outlines) {
    fields = run.fields();
    root = run.rootSpanId();
    name = run.name();
    error = run.error();
    flags = run.flags();
    scores.addAll(run.scores());
    revision = run.revision();
    outlines.forEach(this::put);
    summary();
    share.book(run, new TotalsDifference());
  }

  private void put(SpanOutline span) {
    SpanOutline before = spans.put(span.spanId(), span);
    lastSequence = Math.max(lastSequence, Math.max(span.sequence(), arrival(span)));
    if (summary != null && !summary.grow(before, span)) {
      summary = null;
    }
  }

  TraceId traceId() {
    return traceId;
  }

  long revision() {
    return revision;
  }

  int spanCount() {
    return spans.size();
  }

  ToldNames names() {
    return names;
  }

  @Nullable SpanId rootId() {
    return root;
  }

  @Nullable String sessionId() {
    return fields.get(RunField.SESSION_ID);
  }

  boolean isStored() {
    return revision > 0;
  }

  boolean isKnown() {
    return revision > 0 || !spans.isEmpty();
  }

  @Nullable SpanOutline span(SpanId spanId) {
    return spans.get(spanId);
  }

  /** The spans that cost something, or would if their price were known. */
  List<SpanId> pricedSpans() {
    return spans.values().stream()
        .filter(span -> span.costStatus() != null)
        .map(SpanOutline::spanId)
        .toList();
  }

  @Nullable SpanOutline root() {
    return root == null ? null : spans.get(root);
  }

  long nextSequence() {
    return lastSequence + 1;
  }

  List<Flag> flags() {
    return flags;
  }

  /** Lays a message about the run over what is known. */
  void say(RunDraft draft) {
    Fields said = draft.fields();
    fields = names.areSeveral() ? JoinedFields.over(said, fields) : said.over(fields);
    SpanId told = draft.rootSpanId();
    if (told != null && names.areSeveral() && names.rootUnder(draft.traceId()) == null) {
      names.setRoot(draft.traceId(), told);
    }
    if (root == null) {
      isRoot(told);
    }
  }

  void isRoot(@Nullable SpanId spanId) {
    root = spanId;
    summary = null;
  }

  /** What names an alias as its parent hangs under the span itself. */
  void hang() {
    for (SpanOutline span : List.copyOf(spans.values())) {
      SpanId parent = span.parent();
      if (parent != null && names.isAlias(parent)) {
        put(span.under(names.stored(parent)));
      }
    }
  }

  List<SpanOutline> inOrderOfArrival() {
    return spans.values().stream().sorted(Comparator.comparingLong(SpanOutline::sequence)).toList();
  }

  /**
   * Takes over what is folded into this run.
   *
   * @param moved spans that this run did not have
   * @param sequences is added to their places in the order of arrival
   * @param merged the other spans, and those that tell of the same
   */
  void take(RunState younger, List<SpanOutline> moved, long sequences, Map<SpanId, SpanId> merged) {
    moved.forEach(span -> put(span.later(sequences)));
    hang();
    fields = JoinedFields.ofBoth(fields, younger.fields, names.ids());
    revision = Math.max(revision, younger.revision);
    for (Score score : younger.scores) {
      SpanId span = score.spanId();
      put(score.of(traceId, span == null ? null : merged.getOrDefault(span, span)));
    }
    List<Flag> both = new ArrayList<>(flags);
    for (Flag flag : younger.flags) {
      SpanId first = flag.spanIds().get(0);
      SpanId begins = merged.getOrDefault(first, first);
      both.add(flag.withId(Flag.idOf(traceId, flag.code(), begins)));
    }
    flags = both;
    SpanOutline rootSpan = root();
    if (rootSpan != null && younger.root != null && younger.root.equals(root)) {
      name = younger.name;
      error = younger.error;
    }
  }

  /** Forgets a span that was put into another one of the run. */
  void drop(SpanId span, SpanId target) {
    spans.remove(span);
    summary = null;
    hang();
    scores.replaceAll(score -> span.equals(score.spanId()) ? score.of(traceId, target) : score);
  }

  /** Gives the run up. */
  void abandon(String haltReason, Instant now) {
    fields = fields.with(RunField.HALT_REASON, haltReason).with(RunField.ABANDONED_AT, now);
  }

  /**
   * Remembers a sign of life.
   *
   * @param at null without one
   * @param live whether it was heard when it was given; else an earlier one may tell more
   */
  void heard(@Nullable Instant at, boolean live) {
    Instant before = fields.get(RunField.HEARD_AT);
    if (at != null && (live || before == null || before.isBefore(at))) {
      fields = fields.with(RunField.HEARD_AT, at);
    }
  }

  /** Takes back that the run was given up, since it gave a sign of life. */
  void revive() {
    if (fields.has(RunField.ABANDONED_AT)) {
      fields = fields.without(RunField.ABANDONED_AT).without(RunField.HALT_REASON);
    }
  }

  void put(Span span) {
    put(span.outline());
    if (root == null && span.parent() == null) {
      isRoot(span.spanId());
    }
    if (span.spanId().equals(root)) {
      name = span.name();
      error = span.error();
    }
  }

  void put(Score score) {
    scores.removeIf(earlier -> earlier.scoreId().equals(score.scoreId()));
    scores.add(score);
  }

  void forgetCheckScores(String namePrefix) {
    scores.removeIf(
        score -> score.source() == Score.Source.CHECK && score.name().startsWith(namePrefix));
  }

  RunTree tree() {
    return summary().figures.tree();
  }

  /** Takes back what the run added to the store's totals. */
  void withdraw(TotalsDifference difference) {
    share.withdraw(difference);
  }

  /** What erasing the run adds to the store's totals, which is what the run added, taken back. */
  Map<TotalsCell, Sums> withdrawal() {
    TotalsDifference difference = new TotalsDifference();
    share.withdraw(difference);
    return difference.cells();
  }

  /** Works out totals and flags after a write, books the run's share, and counts the write. */
  Run summed(Watches watches, TotalsDifference difference) {
    RunTotals totals = summary().figures.totals(fields.has(RunField.ABANDONED_AT));
    flags = judged(watches.flags(watched(totals)));
    revision++;
    Run run =
        new Run(
            traceId, root, name, status(), error, fields, totals, null, flags, scores, revision);
    share.book(run, difference);
    return run;
  }

  private Summary summary() {
    if (summary == null) {
      share.clear();
      summary = new Summary();
    }
    return summary;
  }

  /** While the run is going a call counts where its result arrived; afterwards, where it began. */
  private WatchedRun watched(RunTotals totals) {
    Comparator<SpanOutline> order = totals.endedAt() == null ? BY_ARRIVAL : BY_START;
    return new WatchedRun(
        traceId,
        tree(),
        summary().lanes(order).spans(),
        () -> spans.values().stream().sorted(order).toList(),
        totals);
  }

  /** What follows from all spans, kept up with each that comes. */
  private final class Summary {
    private final RunFigures figures = new RunFigures(spans.values(), root);
    private Lanes lanes = Lanes.of(spans.values(), BY_ARRIVAL, figures.tree());

    Summary() {
      spans.values().forEach(span -> share.add(span, figures.tree()));
    }

    /** False when it must be worked out anew. */
    boolean grow(@Nullable SpanOutline before, SpanOutline span) {
      if (!figures.grow(before, span)) {
        return false;
      }
      RunTree tree = figures.tree();
      if (before != null) {
        share.subtract(before, tree);
      }
      share.add(span, tree);
      lanes.put(before, span, tree);
      return true;
    }

    Lanes lanes(Comparator<SpanOutline> order) {
      if (!lanes.order().equals(order)) {
        lanes = Lanes.of(spans.values(), order, figures.tree());
      }
      return lanes;
    }
  }

  private static long arrival(SpanOutline span) {
    ToolCall call = span.call();
    return call == null || !call.finished() ? span.sequence() : call.counted();
  }

  private List<Flag> judged(List<Flag> found) {
    Map<String, Flag> before =
        flags.stream().collect(Collectors.toMap(Flag::flagId, Function.identity(), (a, b) -> a));
    return found.stream()
        .map(
            flag -> {
              Flag earlier = before.get(flag.flagId());
              return earlier == null ? flag : flag.withState(earlier.state());
            })
        .toList();
  }

  RunStatus status() {
    if (fields.has(RunField.ABANDONED_AT)) {
      return RunStatus.ABANDONED;
    }
    SpanOutline rootSpan = root();
    SpanStatus status = rootSpan == null ? SpanStatus.RUNNING : rootSpan.status();
    return switch (status) {
      case RUNNING -> RunStatus.RUNNING;
      case OK -> RunStatus.OK;
      case ERROR -> RunStatus.ERROR;
      case CANCELLED -> RunStatus.CANCELLED;
    };
  }
}
