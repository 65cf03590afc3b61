package dev.spoor.ingest;

import dev.spoor.model.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what went through the one write path since this process began. Thread-safe. */
public final class IngestMeter {
  /** How long a write may take to be counted in each bucket but the last, which has no bound. */
  public static final List<Duration> BOUNDS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  private final LongAdder runs = new LongAdder();
  private final LongAdder spans = new LongAdder();
  private final LongAdder scores = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final List<LongAdder> buckets = new ArrayList<>();

  IngestMeter() {
    for (int i = 0; i <= BOUNDS.size(); i++) {
      buckets.add(new LongAdder());
    }
  }

  /**
   * What was counted.
   *
   * @param runs that were not stored before
   * @param spans new ones and changes of stored ones
   * @param scores new ones and changes of stored ones
   * @param rejected what was not taken, by the sender's mistake
   * @param failures writes that the store did not take
   * @param time that all writes took together, waiting in line included
   * @param writes how many took up to each of {@link #BOUNDS} and longer than the one before; the
   *     last is the rest
   */
  public record Counts(
      long runs,
      long spans,
      long scores,
      long rejected,
      long failures,
      Duration time,
      List<Long> writes) {
    public Counts {
      writes = List.copyOf(writes);
    }
  }

  /** What was counted until now. */
  public Counts counts() {
    return new Counts(
        runs.sum(),
        spans.sum(),
        scores.sum(),
        rejected.sum(),
        failures.sum(),
        Duration.ofNanos(nanos.sum()),
        buckets.stream().map(LongAdder::sum).toList());
  }

  void wrote(BatchOutcome outcome, Duration took) {
    for (BatchOutcome.Change change : outcome.changes()) {
      runs.add(isNew(change.run()) ? 1 : 0);
      spans.add(change.spans().size());
    }
    scores.add(outcome.scores().size());
    rejected.add(outcome.receipt().rejected().size());
    nanos.add(took.toNanos());
    int bucket = 0;
    while (bucket < BOUNDS.size() && took.compareTo(BOUNDS.get(bucket)) > 0) {
      bucket++;
    }
    buckets.get(bucket).increment();
  }

  void failed() {
    failures.increment();
  }

  private static boolean isNew(Run run) {
    return run.revision() == 1;
  }
}
