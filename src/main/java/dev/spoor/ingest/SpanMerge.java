package dev.spoor.ingest;

import dev.spoor.model.BadInput;
import dev.spoor.model.Cost;
import dev.spoor.model.Fields;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.ToolCall;
import dev.spoor.price.PriceBook;
import dev.spoor.price.PricedCall;
import dev.spoor.price.Repricing;
import dev.spoor.price.ServiceTier;
import dev.spoor.watch.CallFingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lays a draft over the stored span, then works out its cost and the fingerprint of its call from
 * the merged whole.
 */
final class SpanMerge {
  private final KnownRuns known;
  private final PriceBook prices;
  private final Instant now;

  SpanMerge(KnownRuns known, PriceBook prices, Instant now) {
    this.known = known;
    this.prices = prices;
    this.now = now;
  }

  /**
   * How a draft stands to what is stored of its span.
   *
   * @param joined whether several sources tell of it
   * @param first whether its source did not tell of it before
   * @param wins whether its plain words win over those of other sources
   */
  record Telling(boolean joined, boolean first, boolean wins) {
    /** The span's only source. */
    static final Telling ALONE = new Telling(false, false, true);
  }

  /**
   * The span after the draft.
   *
   * @param earlier the span as an earlier draft of the same batch left it; null when there was none
   */
  Span apply(
      RedactedBatch.CleanSpan clean, RunState state, @Nullable Span earlier, Telling telling) {
    SpanDraft draft = clean.draft();
    Span stored = earlier;
    if (stored == null && state.span(draft.spanId()) != null) {
      stored = known.span(draft.traceId(), draft.spanId()).orElse(null);
    }
    Fields sent = sent(draft, state, stored, telling);
    Fields merged =
        stored == null
            ? SpanTimes.ofNew(named(sent), floor(draft, state), now)
            : withPayloadsSaid(SpanTimes.ofMerged(stored.fields(), sent, now), sent);
    return new Span(
        draft.traceId(),
        draft.spanId(),
        merged,
        cost(merged),
        null,
        stored == null ? state.nextSequence() : stored.sequence(),
        call(merged, sent, stored, state.nextSequence()),
        clean.redactions() + (stored == null ? 0 : stored.redactions()),
        stored == null || sent.mentions(SpanField.INPUT) ? -1 : stored.inputBytes(),
        stored == null || sent.mentions(SpanField.OUTPUT) ? -1 : stored.outputBytes());
  }

  /** What of the draft is to be laid over the stored span. */
  private Fields sent(SpanDraft draft, RunState state, @Nullable Span stored, Telling telling) {
    Fields sent = stored == null ? draft.fields() : Layers.said(draft, stored.fields());
    if (stored == null || !telling.joined()) {
      return sent;
    }
    // Told for the first time, it says what it would have said of a new span.
    Fields whole = telling.first() ? SpanTimes.ofNew(sent, floor(draft, state), now) : sent;
    return JoinedWords.over(stored, whole, telling.wins(), state.rootId());
  }

  /**
   * The stored span with what its call costs by the prices of now; itself when that is the same.
   */
  Span repriced(Span stored) {
    Cost before = stored.cost();
    Cost now = cost(stored.fields());
    if (before == null || now == null) {
      return stored;
    }
    Cost cost = Repricing.of(before, now);
    return cost.equals(before) ? stored : stored.withCost(cost);
  }

  private static Fields named(Fields sent) {
    if (!sent.has(SpanField.NAME)) {
      throw BadInput.of("name", "is required for a new span")
          .example("\"name\": \"run the tests\"");
    }
    return sent.has(SpanField.KIND) ? sent : sent.with(SpanField.KIND, SpanKind.INTERNAL);
  }

  private static Instant floorOf(@Nullable SpanOutline span, Instant other) {
    return span == null ? other : span.startedAt();
  }

  private Instant floor(SpanDraft draft, RunState state) {
    Instant previous = draft.previousEnd();
    if (previous != null) {
      return previous;
    }
    SpanId parent = draft.fields().get(SpanField.PARENT);
    Instant rootStart = floorOf(state.root(), now);
    return parent == null ? rootStart : floorOf(state.span(parent), rootStart);
  }

  /** A payload that was cleared must be said to be cleared, or the store would keep it. */
  private static Fields withPayloadsSaid(Fields merged, Fields sent) {
    Fields.Builder said = merged.toBuilder();
    if (sent.clears(SpanField.INPUT)) {
      said.clear(SpanField.INPUT);
    }
    if (sent.clears(SpanField.OUTPUT)) {
      said.clear(SpanField.OUTPUT);
    }
    return said.build();
  }

  private @Nullable Cost cost(Fields merged) {
    String model = merged.get(SpanField.MODEL);
    return prices.price(
        new PricedCall(
            merged.get(SpanField.KIND, SpanKind.INTERNAL),
            merged.get(SpanField.PROVIDER),
            model == null ? merged.get(SpanField.REQUEST_MODEL) : model,
            merged.get(SpanField.USAGE),
            ServiceTier.in(merged.get(SpanField.ATTRIBUTES)),
            merged.get(SpanField.STARTED_AT, now),
            merged.get(SpanField.COST)));
  }

  private static @Nullable ToolCall call(
      Fields merged, Fields sent, @Nullable Span stored, long arrival) {
    if (!merged.get(SpanField.KIND, SpanKind.INTERNAL).callsTool()) {
      return null;
    }
    ToolCall before = stored == null ? null : stored.call();
    String toolName = merged.get(SpanField.TOOL_NAME, merged.get(SpanField.NAME, ""));
    long arguments =
        before == null || sent.mentions(SpanField.INPUT)
            ? CallFingerprint.arguments(toolName, merged.get(SpanField.INPUT))
            : before.argumentsHash();
    // A result that came while the call was running is stored and not in these fields any more.
    boolean resultSaid = sent.mentions(SpanField.OUTPUT) || sent.mentions(SpanField.ERROR);
    long result =
        before == null || resultSaid
            ? CallFingerprint.result(merged.get(SpanField.OUTPUT), merged.get(SpanField.ERROR))
            : before.resultHash();
    if (merged.get(SpanField.STATUS) == SpanStatus.RUNNING) {
      return new ToolCall(toolName, arguments, result, 0);
    }
    long counted = before != null && before.finished() ? before.counted() : arrival;
    return new ToolCall(toolName, arguments, result, counted);
  }
}
