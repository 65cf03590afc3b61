package dev.spoor.codec.otlp;

import java.util.ArrayList;
import java.util.List;

/**
 * What a request held.
 *
 * @param records in the order sent
 * @param rejected how many more could not be read
 * @param reasons what is wrong with the first of those: place, span id if legible, rule
 */
public record OtlpRead<T>(List<T> records, long rejected, List<String> reasons) {
  private static final int MOST_A_BATCH = 10_000;

  /** Copies the lists. */
  public OtlpRead {
    records = List.copyOf(records);
    reasons = List.copyOf(reasons);
  }

  /** The records in parts of a size that does not hold up other writers for long. */
  public List<List<T>> batches() {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < records.size(); from += MOST_A_BATCH) {
      batches.add(records.subList(from, Math.min(records.size(), from + MOST_A_BATCH)));
    }
    return batches;
  }
}
