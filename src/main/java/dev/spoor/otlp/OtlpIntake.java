package dev.spoor.otlp;

import dev.spoor.codec.dialect.OtlpDrafts;
import dev.spoor.codec.otlp.OtlpLeftOut;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.otlp.OtlpSignal;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads requests and stores what they hold. Thread-safe. */
final class OtlpIntake {
  private static final int MOST_REASONS = 5;

  private final Ingest ingest;
  private final String storeId;
  private final LongAdder spans = new LongAdder();
  private final LongAdder logRecords = new LongAdder();
  private final LongAdder dataPoints = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile @Nullable OtlpDrafts drafts;

  OtlpIntake(Ingest ingest, String storeId) {
    this.ingest = ingest;
    this.storeId = storeId;
  }

  /**
   * What became of a request.
   *
   * @param rejected how many records were not stored
   * @param message why; empty when all were
   */
  record Outcome(long rejected, String message) {}

  Outcome take(OtlpReader reader, OtlpSignal signal, byte[] body) {
    Refused refused = new Refused();
    OtlpLeftOut leftOut =
        switch (signal) {
          case TRACES ->
              reader.spans(
                  body, batch -> spans.add(store(drafts().spans(batch), batch.size(), refused)));
          case LOGS ->
              reader.logs(
                  body,
                  batch -> logRecords.add(store(drafts().logs(batch), batch.size(), refused)));
          case METRICS -> reader.points(body, batch -> batch.forEach(dataPoints::add));
        };
    return outcome(leftOut, refused);
  }

  /** The records of a request that could be read and not be stored. Not thread-safe. */
  private static final class Refused {
    private final List<String> reasons = new ArrayList<>();
    private long count;

    void add(Rejected one) {
      add(1, List.of("span " + one.id() + ": " + one.mistake().getMessage()));
    }

    void add(long records, List<String> why) {
      count += records;
      why.stream().limit(MOST_REASONS - reasons.size()).forEach(reasons::add);
    }
  }

  OtlpCounts counts() {
    return new OtlpCounts(spans.sum(), logRecords.sum(), dataPoints.sum(), rejected.sum());
  }

  /** Made by the first request, since many servers never see one. */
  private OtlpDrafts drafts() {
    OtlpDrafts made = drafts;
    if (made == null) {
      made = new OtlpDrafts(storeId);
      drafts = made;
    }
    return made;
  }

  /** Stores what so many records became, and says how many of them were taken. */
  private long store(OtlpDrafts.Drafted drafted, int records, Refused refused) {
    List<Rejected> rest = new ArrayList<>(drafted.rejected());
    Batch batch = drafted.batch();
    if (!batch.spans().isEmpty() || !batch.runs().isEmpty() || !batch.scores().isEmpty()) {
      rest.addAll(ingest.accept(batch).rejected());
    }
    rest.forEach(refused::add);
    OtlpLeftOut leftOut = drafted.leftOut();
    refused.add(leftOut.count(), leftOut.reasons());
    return Math.max(0, records - rest.size() - leftOut.count());
  }

  private Outcome outcome(OtlpLeftOut leftOut, Refused refused) {
    long count = leftOut.count() + refused.count;
    rejected.add(count);
    List<String> reasons =
        Stream.concat(leftOut.reasons().stream(), refused.reasons.stream())
            .limit(MOST_REASONS)
            .toList();
    String more = count > reasons.size() ? "; and " + (count - reasons.size()) + " more" : "";
    return new Outcome(count, count == 0 ? "" : String.join("; ", reasons) + more);
  }
}
