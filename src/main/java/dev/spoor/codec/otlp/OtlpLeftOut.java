package dev.spoor.codec.otlp;

import java.util.List;

/**
 * What a request held that could not be read.
 *
 * @param count how many records
 * @param reasons what is wrong with the first of them: place, span id if legible, rule
 */
public record OtlpLeftOut(long count, List<String> reasons) {
  /** Copies the list. */
  public OtlpLeftOut {
    reasons = List.copyOf(reasons);
  }
}
