package dev.spoor.ingest;

import dev.spoor.model.Payload;
import dev.spoor.model.RunCursor;
import dev.spoor.model.Span;
import dev.spoor.model.TraceId;
import dev.spoor.store.KeptPayload;
import dev.spoor.store.KeptPayload.Place;
import dev.spoor.store.SpanReader;
import dev.spoor.store.SpanWriter;
import dev.spoor.store.StoreException;
import dev.spoor.store.upkeep.PayloadKind;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.PruneReport;
import dev.spoor.store.upkeep.StoreSpace.Payloads;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what is not to be kept any longer, the oldest run first, run by run, so that writers
 * wait for no more than one run's pruning.
 */
public final class Pruning {
  /** Who still works is not disturbed. */
  private static final Duration YOUNGEST = Duration.ofHours(1);

  private static final int RUNS_A_READ = 500;

  private final SpanReader reader;
  private final SpanWriter writer;
  private final Ingest ingest;
  private final Retention retention;
  private final Instant now;
  private final boolean dry;
  private final Progress progress;
  private final Map<PayloadKind, Payloads> pruned = new EnumMap<>(PayloadKind.class);
  private final Set<TraceId> erased = new HashSet<>();
  private final Set<Gone> gone = new HashSet<>();
  private long freedBytes;

  /**
   * One pruning.
   *
   * @param dry only to find out what would go
   */
  public Pruning(
      SpanReader reader,
      SpanWriter writer,
      Ingest ingest,
      Retention retention,
      Instant now,
      boolean dry,
      Progress progress) {
    this.reader = reader;
    this.writer = writer;
    this.ingest = ingest;
    this.retention = retention;
    this.now = now;
    this.dry = dry;
    this.progress = progress;
  }

  /** A payload that would be pruned. */
  private record Gone(TraceId run, Place place) {}

  /** Does it. */
  public PruneReport run() {
    long used = reader.usedBytes();
    byAge();
    long most = retention.maxBytes() == null ? Long.MAX_VALUE : retention.maxBytes();
    long excess = Math.max(0, used - most);
    bySize(used, most);
    return new PruneReport(erased.size(), List.copyOf(pruned.values()), used, excess);
  }

  private void byAge() {
    Duration shortest = retention.shortest();
    if (shortest == null) {
      return;
    }
    RunCursor after = null;
    do {
      List<RunCursor> runs = reader.oldest(after, now.minus(shortest), RUNS_A_READ);
      for (RunCursor run : runs) {
        if (isOlder(run, retention.runs())) {
          erase(run.traceId());
        } else {
          prune(run.traceId(), kind -> isOlder(run, retention.of(kind)));
        }
        after = run;
      }
      progress.at("pruning by age", erased.size() + (long) gone.size(), 0);
      after = runs.isEmpty() ? null : after;
    } while (after != null);
  }

  private boolean isOlder(RunCursor run, @Nullable Duration age) {
    return age != null && run.startedAt().isBefore(now.minus(age));
  }

  /** First what is missed least, in all runs; in the end whole runs. */
  private void bySize(long used, long most) {
    EnumSet<PayloadKind> all = EnumSet.allOf(PayloadKind.class);
    for (Set<PayloadKind> kinds :
        List.of(EnumSet.of(PayloadKind.IMAGE), EnumSet.of(PayloadKind.LARGE_TOOL_OUTPUT), all)) {
      oldestWhileOver(used, most, run -> prune(run, kinds::contains));
    }
    oldestWhileOver(used, most, this::erase);
  }

  private interface Step {
    void take(TraceId run);
  }

  private interface Choice {
    boolean goes(PayloadKind kind);
  }

  private void oldestWhileOver(long used, long most, Step step) {
    RunCursor after = null;
    while (isOver(used, most)) {
      List<RunCursor> runs = reader.oldest(after, now.minus(YOUNGEST), RUNS_A_READ);
      if (runs.isEmpty()) {
        return;
      }
      for (RunCursor run : runs) {
        if (!isOver(used, most)) {
          return;
        }
        step.take(run.traceId());
        after = run;
      }
      progress.at("pruning by size", erased.size() + (long) gone.size(), 0);
    }
  }

  private boolean isOver(long used, long most) {
    return (dry ? used - freedBytes : reader.usedBytes()) > most;
  }

  private void erase(TraceId run) {
    if (erased.contains(run)) {
      return;
    }
    if (dry) {
      reader.payloads(run).forEach(kept -> freedBytes += kept.storedBytes());
      erased.add(run);
    } else if (!ingest.erase(List.of(run)).isEmpty()) {
      erased.add(run);
    }
  }

  private void prune(TraceId run, Choice choice) {
    if (erased.contains(run)) {
      return;
    }
    Set<Place> places = new HashSet<>();
    for (KeptPayload kept : reader.payloads(run)) {
      if (gone.contains(new Gone(run, kept.place()))) {
        continue;
      }
      PayloadKind kind =
          PayloadKind.of(
              kept.kind(), kept.place().isInput(), kept.bytes(), () -> whole(run, kept.place()));
      if (choice.goes(kind)) {
        places.add(kept.place());
        pruned.merge(
            kind, new Payloads(kind.word(), 1, kept.bytes(), kept.storedBytes()), Payloads::plus);
        freedBytes += kept.storedBytes();
        if (dry) {
          gone.add(new Gone(run, kept.place()));
        }
      }
    }
    if (!dry && !places.isEmpty()) {
      writer.write(session -> session.prune(run, places));
    }
  }

  /** The payload; null when it is damaged, which is for a check to say. */
  private @Nullable Payload whole(TraceId run, Place place) {
    try {
      Span span = reader.span(run, place.span()).orElse(null);
      return span == null ? null : place.isInput() ? span.input() : span.output();
    } catch (StoreException damaged) {
      return null;
    }
  }
}
