package dev.spoor.ingest;

import dev.spoor.model.Dimension;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTree;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run adds to the totals of the store. It follows from the run and its spans as they are
 * stored and from nothing else, so that it can be worked out again to be taken back. Not
 * thread-safe.
 */
final class RunShare {
  private static final long SECONDS_AN_HOUR = 3_600;

  private final Map<Part, Sums> booked = new HashMap<>();

  /** What is to be booked beside that. */
  private final Map<Part, Sums> change = new HashMap<>();

  private Owner owner = Owner.NOBODY;
  private @Nullable Begun begun;

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

  /** What the run itself adds: that it began, and how it ended. */
  private record Begun(long hour, boolean failed, @Nullable Duration duration) {
    static Begun of(Run run) {
      // A run that was given up did not take until its last sign of life.
      boolean ended = run.status() != RunStatus.RUNNING && run.status() != RunStatus.ABANDONED;
      return new Begun(
          RunShare.hour(run.totals().startedAt()),
          run.status() == RunStatus.ERROR,
          ended ? run.duration() : null);
    }

    Sums sums() {
      Sums sums = new Sums();
      sums.add(Sums.Count.RUNS, 1);
      sums.add(Sums.Count.FAILED_RUNS, failed ? 1 : 0);
      if (duration != null) {
        sums.add(duration);
      }
      return sums;
    }
  }

  /** Adds a span, before it is booked; one below an {@code eval} adds nothing. */
  void add(SpanOutline span, RunTree tree) {
    if (!tree.isEval(span.spanId())) {
      addTo(change, span, tree.isBilledLeaf(span));
    }
  }

  /** Takes back what a span added. */
  void subtract(SpanOutline span, RunTree tree) {
    if (!tree.isEval(span.spanId())) {
      Map<Part, Sums> added = new HashMap<>();
      addTo(added, span, tree.isBilledLeaf(span));
      added.forEach((part, sums) -> of(change, part).subtract(sums));
    }
  }

  /** Takes back all spans and the run itself. */
  void clear() {
    change.clear();
    booked.forEach((part, sums) -> of(change, part).subtract(sums));
    begun = null;
  }

  /** Books what has changed for the run as it is now. */
  void book(Run run, TotalsDifference difference) {
    Begun now = Begun.of(run);
    if (!now.equals(begun)) {
      if (begun != null) {
        all(change, begun.hour).subtract(begun.sums());
      }
      all(change, now.hour).add(now.sums());
      begun = now;
    }
    Owner newOwner = Owner.of(run);
    if (!newOwner.equals(owner)) {
      withdraw(difference);
      booked.forEach((part, sums) -> difference.book(newOwner, part, sums));
      owner = newOwner;
    }
    change.forEach((part, sums) -> difference.book(newOwner, part, sums));
    change.forEach((part, sums) -> of(booked, part).add(sums));
    change.clear();
  }

  /** Takes back all that was booked. */
  void withdraw(TotalsDifference difference) {
    booked.forEach(
        (part, sums) -> {
          Sums negative = new Sums();
          negative.subtract(sums);
          difference.book(owner, part, negative);
        });
  }

  private static void addTo(Map<Part, Sums> sums, SpanOutline span, boolean billedLeaf) {
    long hour = hour(span.startedAt());
    SpanSums.add(span, billedLeaf, all(sums, hour));
    ToolCall call = span.call();
    if (span.kind().callsTool()) {
      String tool = call == null ? span.name() : call.toolName();
      Sums ofTool = of(sums, new Part(hour, Dimension.TOOL, tool));
      SpanSums.add(span, false, ofTool);
      SpanSums.time(span, ofTool);
    }
    if (billedLeaf) {
      Sums ofModel = of(sums, new Part(hour, Dimension.MODEL, span.model()));
      SpanSums.count(span, ofModel);
      SpanSums.bill(span, ofModel);
      SpanSums.time(span, ofModel);
    }
  }

  private static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_AN_HOUR);
  }

  private static Sums all(Map<Part, Sums> sums, long hour) {
    return of(sums, new Part(hour, Dimension.ALL, null));
  }

  private static Sums of(Map<Part, Sums> sums, Part part) {
    return sums.computeIfAbsent(part, key -> new Sums());
  }
}
