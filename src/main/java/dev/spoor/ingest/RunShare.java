package dev.spoor.ingest;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Dimension;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Sums;
import dev.spoor.model.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run adds to the totals of the store. It follows from the run and its spans as they are
 * stored and from nothing else, so that it can be worked out again to be taken back.
 *
 * @param owner to whom it is booked
 * @param parts what is booked
 */
record RunShare(Owner owner, Map<Part, Sums> parts) {
  /** What a run adds that is not stored. */
  static final RunShare NONE = new RunShare(Owner.NOBODY, Map.of());

  private static final long SECONDS_AN_HOUR = 3_600;

  /** What a run says about all that happened in it. */
  record Owner(
      @Nullable String project,
      @Nullable String agent,
      @Nullable String feature,
      @Nullable String runner,
      List<String> tags) {
    static final Owner NOBODY = new Owner(null, null, null, null, List.of());

    static Owner of(Run run) {
      return new Owner(
          run.fields().get(RunField.PROJECT),
          run.agent(),
          run.fields().get(RunField.FEATURE),
          run.fields().get(RunField.RUNNER_ID),
          run.tags().stream().distinct().toList());
    }
  }

  /**
   * What a sum is for, whoever owns it.
   *
   * @param hour since 1970, UTC
   * @param dimension the model's or the tool's; {@link Dimension#ALL} for all that the run did
   * @param value of that dimension
   */
  record Part(long hour, Dimension dimension, @Nullable String value) {}

  /** What a run with these spans adds. */
  static RunShare of(Run run, Collection<SpanOutline> spans, RunTree tree) {
    Parts parts = new Parts();
    parts.add(run);
    for (SpanOutline span : spans) {
      if (!tree.isEval(span.spanId())) {
        parts.add(span, tree.isBilledLeaf(span));
      }
    }
    return new RunShare(Owner.of(run), parts.sums);
  }

  /** The parts while they are summed up. */
  private static final class Parts {
    private final Map<Part, Sums> sums = new HashMap<>();

    /** Most spans of a run begin in the same hour as the one before. */
    private long lastHour = Long.MIN_VALUE;

    private Sums all = new Sums();

    void add(Run run) {
      Sums begun = all(hour(run.totals().startedAt()));
      begun.add(Sums.Count.RUNS, 1);
      begun.add(Sums.Count.FAILED_RUNS, run.status() == RunStatus.ERROR ? 1 : 0);
      Duration duration = run.duration();
      if (duration != null && ended(run.status())) {
        begun.add(duration);
      }
    }

    /** A run that was given up did not take until its last sign of life. */
    private static boolean ended(RunStatus status) {
      return status != RunStatus.RUNNING && status != RunStatus.ABANDONED;
    }

    void add(SpanOutline span, boolean billedLeaf) {
      long hour = hour(span.startedAt());
      Sums ofAll = all(hour);
      count(span, ofAll);
      ToolCall call = span.call();
      if (span.kind().callsTool()) {
        ofAll.add(Sums.Count.TOOL_CALLS, 1);
        Sums ofTool = part(hour, Dimension.TOOL, call == null ? span.name() : call.toolName());
        count(span, ofTool);
        ofTool.add(Sums.Count.TOOL_CALLS, 1);
        time(span, ofTool);
      }
      if (billedLeaf) {
        bill(span, ofAll);
        Sums ofModel = part(hour, Dimension.MODEL, span.model());
        count(span, ofModel);
        bill(span, ofModel);
        time(span, ofModel);
      }
    }

    private static long hour(Instant time) {
      return Math.floorDiv(time.getEpochSecond(), SECONDS_AN_HOUR);
    }

    private Sums all(long hour) {
      if (hour != lastHour) {
        lastHour = hour;
        all = part(hour, Dimension.ALL, null);
      }
      return all;
    }

    private Sums part(long hour, Dimension dimension, @Nullable String value) {
      return sums.computeIfAbsent(new Part(hour, dimension, value), part -> new Sums());
    }

    private static void count(SpanOutline span, Sums to) {
      to.add(Sums.Count.SPANS, 1);
      to.add(Sums.Count.ERRORS, span.status() == SpanStatus.ERROR ? 1 : 0);
    }

    private static void time(SpanOutline span, Sums to) {
      Instant end = span.endedAt();
      if (end != null && span.status() != SpanStatus.RUNNING) {
        to.add(Duration.between(span.startedAt(), end));
      }
    }

    private static void bill(SpanOutline span, Sums to) {
      to.add(Sums.Count.LLM_CALLS, span.kind() == SpanKind.LLM ? 1 : 0);
      if (span.usage() != null) {
        to.add(span.usage());
      }
      CostStatus status = span.costStatus();
      if (status != null) {
        to.add(status, span.cost());
      }
    }
  }
}
