package dev.spoor.forward;

import java.util.concurrent.atomic.LongAdder;

/** Counts what this process passed on. Thread-safe. */
public final class ForwardMeter {
  private final LongAdder sent = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /**
   * What was counted.
   *
   * @param sent spans that were taken, again each time one was sent again
   * @param refused spans that were not taken and will not be sent again
   * @param failures requests that are sent again
   */
  public record Counts(long sent, long refused, long failures) {}

  /** What was counted until now. */
  public Counts counts() {
    return new Counts(sent.sum(), refused.sum(), failures.sum());
  }

  void sent(long spans) {
    sent.add(spans);
  }

  void refused(long spans) {
    refused.add(spans);
  }

  void failed() {
    failures.increment();
  }
}
