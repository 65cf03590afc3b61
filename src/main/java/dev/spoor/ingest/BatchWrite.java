package dev.spoor.ingest;

import dev.spoor.model.FileMark;
import dev.spoor.model.Rejected;
import dev.spoor.model.TraceId;
import dev.spoor.store.SpanWriter.WriteUnit;
import dev.spoor.store.WriteSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to the store. What it comes to is worked out before its turn, when what is
 * remembered of its runs is enough for that, so that others do not wait for it; inside the
 * transaction it is worked out anew if the store holds something else.
 */
final class BatchWrite implements WriteUnit<BatchOutcome> {
  private final Ingest ingest;
  private final Arrival arrival;
  private final RememberedRuns remembered;
  private final @Nullable BatchOutcome prepared;

  /**
   * What arrived.
   *
   * @param rejected what is not in the batch any more
   * @param forgottenScores the prefix of names of check scores that this batch replaces; null for
   *     none
   * @param marks how far files were read for it
   * @param at when
   */
  record Arrival(
      RedactedBatch batch,
      List<Rejected> rejected,
      @Nullable String forgottenScores,
      List<FileMark> marks,
      Instant at) {}

  BatchWrite(Ingest ingest, Arrival arrival) {
    this.ingest = ingest;
    this.arrival = arrival;
    this.remembered = new RememberedRuns(ingest.states());
    this.prepared = remembered.suffice(arrival.batch()) ? prepared() : null;
  }

  private @Nullable BatchOutcome prepared() {
    try {
      return outcome(remembered, List.of());
    } catch (RememberedRuns.StoreNeeded e) {
      return null;
    }
  }

  @Override
  public BatchOutcome apply(WriteSession session) {
    List<TraceId> silent = ingest.silentRuns().in(session, arrival.at());
    BatchOutcome outcome =
        prepared != null && silent.isEmpty() && remembered.areCurrent(session)
            ? prepared
            : outcome(new StoredRuns(session, ingest.states()), silent);
    arrival.marks().forEach(session::put);
    if (arrival.forgottenScores() != null) {
      for (TraceId traceId : arrival.batch().spanTraces()) {
        session.removeCheckScores(traceId, arrival.forgottenScores());
      }
    }
    outcome.write(session);
    return outcome;
  }

  private BatchOutcome outcome(KnownRuns known, List<TraceId> silent) {
    BatchMerge merge = new BatchMerge(known, ingest, arrival.at());
    if (!arrival.marks().isEmpty()) {
      merge.readFromFile();
    }
    silent.forEach(merge::giveUp);
    if (arrival.forgottenScores() != null) {
      for (TraceId traceId : arrival.batch().spanTraces()) {
        merge.forgetCheckScores(traceId, arrival.forgottenScores());
      }
    }
    return merge.apply(arrival.batch(), arrival.rejected());
  }
}
