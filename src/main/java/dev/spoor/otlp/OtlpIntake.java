package dev.spoor.otlp;

import dev.spoor.codec.dialect.OtlpDrafts;
import dev.spoor.codec.otlp.OtlpRead;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.otlp.OtlpSignal;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads requests and stores what they hold. Thread-safe. */
final class OtlpIntake {
  private static final int MOST_REASONS = 5;

  private final Ingest ingest;
  private final LongAdder spans = new LongAdder();
  private final LongAdder logRecords = new LongAdder();
  private final LongAdder dataPoints = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile @Nullable OtlpDrafts drafts;

  OtlpIntake(Ingest ingest) {
    this.ingest = ingest;
  }

  /**
   * What became of a request.
   *
   * @param rejected how many records were not stored
   * @param message why; empty when all were
   */
  record Outcome(long rejected, String message) {}

  Outcome take(OtlpReader reader, OtlpSignal signal, byte[] body) {
    return switch (signal) {
      case TRACES -> store(reader.spans(body), drafts()::spans, spans);
      case LOGS -> store(reader.logs(body), drafts()::logs, logRecords);
      case METRICS -> count(reader.points(body));
    };
  }

  OtlpCounts counts() {
    return new OtlpCounts(spans.sum(), logRecords.sum(), dataPoints.sum(), rejected.sum());
  }

  /** Made by the first request, since many servers never see one. */
  private OtlpDrafts drafts() {
    OtlpDrafts made = drafts;
    if (made == null) {
      made = new OtlpDrafts();
      drafts = made;
    }
    return made;
  }

  private <T> Outcome store(
      OtlpRead<T> read, Function<List<T>, OtlpDrafts.Drafted> drafted, LongAdder counter) {
    List<String> reasons = new ArrayList<>(read.reasons());
    long refused = read.rejected();
    for (List<T> batch : read.batches()) {
      List<Rejected> rest = store(drafted.apply(batch));
      rest.forEach(one -> reasons.add("span " + one.id() + ": " + one.mistake().getMessage()));
      refused += rest.size();
    }
    counter.add(Math.max(0, read.records().size() + read.rejected() - refused));
    return outcome(refused, reasons);
  }

  private List<Rejected> store(OtlpDrafts.Drafted drafted) {
    List<Rejected> rest = new ArrayList<>(drafted.rejected());
    Batch batch = drafted.batch();
    if (!batch.spans().isEmpty() || !batch.runs().isEmpty() || !batch.scores().isEmpty()) {
      rest.addAll(ingest.accept(batch).rejected());
    }
    return rest;
  }

  private Outcome count(OtlpRead<Long> points) {
    points.records().forEach(dataPoints::add);
    return outcome(points.rejected(), points.reasons());
  }

  private Outcome outcome(long refused, List<String> reasons) {
    rejected.add(refused);
    List<String> named = reasons.subList(0, Math.min(MOST_REASONS, reasons.size()));
    String more = refused > named.size() ? "; and " + (refused - named.size()) + " more" : "";
    return new Outcome(refused, refused == 0 ? "" : String.join("; ", named) + more);
  }
}
