package dev.spoor.codec.otlp;

import java.util.List;

/**
 * What a request held.
 *
 * @param records in the order sent
 * @param rejected how many more could not be read
 * @param reasons what is wrong with the first of those: place, span id if legible, rule
 */
public record OtlpRead<T>(List<T> records, long rejected, List<String> reasons) {
  /** Copies the lists. */
  public OtlpRead {
    records = List.copyOf(records);
    reasons = List.copyOf(reasons);
  }
}
