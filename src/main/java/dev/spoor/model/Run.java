package dev.spoor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is stored: what was said about it, what its root span says, and what it adds up to.
 *
 * @param traceId its id
 * @param rootSpanId the span that is the run itself; null until it arrives
 * @param name the root's name; empty until it arrives
 * @param status how it stands
 * @param error the root's error; null without one
 * @param fields {@link RunField}s, never cleared ones
 * @param totals what it adds up to
 * @param childrenCost what runs started under its spans cost, beside its own; null when there are
 *     none with a known cost
 * @param flags what the watch rules saw, in the order seen
 * @param scores what graded it and its spans, in the order given
 * @param revision how many writes changed it, from 1
 */
public record Run(
    TraceId traceId,
    @Nullable SpanId rootSpanId,
    String name,
    RunStatus status,
    @Nullable SpanError error,
    Fields fields,
    RunTotals totals,
    @Nullable Usd childrenCost,
    List<Flag> flags,
    List<Score> scores,
    long revision) {
  public Run {
    flags = List.copyOf(flags);
    scores = List.copyOf(scores);
  }

  /** The same run of which other things are said. */
  public Run withFields(Fields said) {
    return new Run(
        traceId,
        rootSpanId,
        name,
        status,
        error,
        said,
        totals,
        childrenCost,
        flags,
        scores,
        revision);
  }

  /** The short name for people. */
  public String runId() {
    return traceId.runId();
  }

  /** From start to end; null while the run is going. */
  public @Nullable Duration duration() {
    Instant end = totals.endedAt();
    return end == null ? null : Duration.between(totals.startedAt(), end);
  }

  /** When something last arrived that shows the run alive. */
  public Instant heardAt() {
    return fields.get(RunField.HEARD_AT, totals.lastSignAt());
  }

  /** The agent; null when nobody said. */
  public @Nullable String agent() {
    return fields.get(RunField.AGENT);
  }

  /** Words to filter by, none when nobody said. */
  public List<String> tags() {
    return fields.get(RunField.TAGS, new Tags(List.of())).words();
  }
}
