package dev.spoor.model;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one message said about one run; laid over what is stored.
 *
 * @param traceId the run
 * @param rootSpanId the span that is the run itself; null when this message does not know it
 * @param fields {@link RunField}s
 * @param turn what the run is to the program that did it; null when the message does not say
 * @param aliases other ids that are this run too, unless they turn out to be another turn
 */
public record RunDraft(
    TraceId traceId,
    @Nullable SpanId rootSpanId,
    Fields fields,
    @Nullable TurnKey turn,
    Set<TraceId> aliases) {

  /** Copies the set. */
  public RunDraft {
    aliases = Set.copyOf(aliases);
  }

  /** A draft of a sender that knows of no other ids. */
  public RunDraft(
      TraceId traceId, @Nullable SpanId rootSpanId, Fields fields, @Nullable TurnKey turn) {
    this(traceId, rootSpanId, fields, turn, Set.of());
  }

  /** A draft of a sender that knows of no turns. */
  public RunDraft(TraceId traceId, @Nullable SpanId rootSpanId, Fields fields) {
    this(traceId, rootSpanId, fields, null);
  }

  /** The same run with other words. */
  public RunDraft withFields(Fields changed) {
    return new RunDraft(traceId, rootSpanId, changed, turn, aliases);
  }

  /** What an earlier message and this one say; of each field, what this one says. */
  public RunDraft over(RunDraft earlier) {
    Set<TraceId> all = new LinkedHashSet<>(earlier.aliases);
    all.addAll(aliases);
    return new RunDraft(
        traceId,
        rootSpanId == null ? earlier.rootSpanId : rootSpanId,
        fields.over(earlier.fields),
        turn == null ? earlier.turn : turn,
        all);
  }
}
