package dev.spoor.sdk;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what becomes of what was recorded; from any thread. */
final class Counts {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong invalid = new AtomicLong();
  private final AtomicReference<String> lastProblem = new AtomicReference<>("");

  void sent(long records) {
    sent.addAndGet(records);
  }

  void dropped(long records) {
    dropped.addAndGet(records);
  }

  void rejected(long records) {
    rejected.addAndGet(records);
  }

  /** Something was left out, since it cannot be sent. */
  void invalid(String problem) {
    invalid.incrementAndGet();
    lastProblem.set(problem);
  }

  void problem(String problem) {
    lastProblem.set(problem);
  }

  Stats with(long waiting) {
    return new Stats(
        sent.get(), waiting, dropped.get(), rejected.get(), invalid.get(), lastProblem.get());
  }
}
