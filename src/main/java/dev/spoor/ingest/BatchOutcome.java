package dev.spoor.ingest;

import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.store.RunNames;
import dev.spoor.store.WriteSession;
import java.util.List;
import java.util.Map;

/** What a batch comes to: what is to be stored, and what its sender is told. */
record BatchOutcome(
    Receipt receipt, List<Change> changes, Map<TotalsCell, Sums> totals, List<Score> scores) {
  static final BatchOutcome NOTHING =
      new BatchOutcome(
          new Receipt(List.of(), List.of(), List.of(), List.of()), List.of(), Map.of(), List.of());

  /**
   * A run after the batch.
   *
   * @param state to be remembered once it is durable
   * @param names new ones
   * @param spans of the batch
   */
  record Change(RunState state, Run run, RunNames names, List<Span> spans) {}

  void write(WriteSession session) {
    for (Change change : changes) {
      session.put(change.run());
      change.spans().forEach(session::put);
      if (!change.names().isEmpty()) {
        session.put(change.run().traceId(), change.names());
      }
    }
    session.add(totals);
    scores.forEach(session::put);
  }
}
