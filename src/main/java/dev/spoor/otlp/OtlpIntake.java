package dev.spoor.otlp;

import dev.spoor.codec.dialect.OtlpMapping;
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
  /** So that one large request does not hold up other writers for long. */
  private static final int MOST_RECORDS_A_BATCH = 10_000;

  private static final int MOST_REASONS = 5;

  private final Ingest ingest;
  private final LongAdder spans = new LongAdder();
  private final LongAdder logRecords = new LongAdder();
  private final LongAdder dataPoints = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private volatile @Nullable OtlpMapping mapping;

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
      case TRACES -> store(reader.spans(body), mapping()::spans, spans);
      case LOGS -> store(reader.logs(body), mapping()::logs, logRecords);
      case METRICS -> count(reader.points(body));
    };
  }

  OtlpCounts counts() {
    return new OtlpCounts(spans.sum(), logRecords.sum(), dataPoints.sum(), rejected.sum());
  }

  /** Made by the first request, since many servers never see one. */
  private OtlpMapping mapping() {
    OtlpMapping made = mapping;
    if (made == null) {
      made = new OtlpMapping();
      mapping = made;
    }
    return made;
  }

  private <T> Outcome store(OtlpRead<T> read, Function<List<T>, Batch> mapped, LongAdder counter) {
    List<String> reasons = new ArrayList<>(read.reasons());
    long refused = read.rejected();
    List<T> records = read.records();
    for (int from = 0; from < records.size(); from += MOST_RECORDS_A_BATCH) {
      int to = Math.min(records.size(), from + MOST_RECORDS_A_BATCH);
      List<Rejected> rest = store(mapped.apply(records.subList(from, to)));
      rest.forEach(one -> reasons.add("span " + one.id() + ": " + one.mistake().getMessage()));
      refused += rest.size();
    }
    counter.add(Math.max(0, records.size() + read.rejected() - refused));
    return outcome(refused, reasons);
  }

  private List<Rejected> store(Batch batch) {
    boolean empty = batch.spans().isEmpty() && batch.runs().isEmpty() && batch.scores().isEmpty();
    return empty ? List.of() : ingest.accept(batch).rejected();
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
