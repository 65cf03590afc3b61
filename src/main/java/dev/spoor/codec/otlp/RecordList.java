package dev.spoor.codec.otlp;

import dev.spoor.model.BadInput;
import java.util.ArrayList;
import java.util.List;

/** Collects the records of a request, and what is wrong with the others. */
final class RecordList<T> {
  private static final int MOST_REASONS = 10;

  private final OtlpSignal signal;
  private final List<T> records = new ArrayList<>();
  private final List<Waiting<T>> waiting = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private long rejected;

  RecordList(OtlpSignal signal) {
    this.signal = signal;
  }

  /**
   * Where a record stands in its request.
   *
   * @param resource index of its resource
   * @param scope index of its scope there
   * @param record index of it there
   */
  record Place(int resource, int scope, int record) {}

  private record Waiting<T>(Place place, OriginParts origin, RecordParts<T> parts) {}

  /** Adds a record that was read; whether it is right is seen when its resource ends. */
  void add(Place place, OriginParts origin, RecordParts<T> parts) {
    waiting.add(new Waiting<>(place, origin, parts));
  }

  /** Leaves a record out. */
  void reject(Place place, String id, BadInput mistake) {
    rejected++;
    if (reasons.size() < MOST_REASONS) {
      String where =
          "%s[%d].%s[%d].%s[%d]"
              .formatted(
                  signal.resources(),
                  place.resource,
                  signal.scopes(),
                  place.scope,
                  signal.records(),
                  place.record);
      reasons.add(where + (id.isEmpty() ? "" : " (" + id + ")") + ": " + mistake.getMessage());
    }
  }

  /** The resource was read to its end. */
  void settle() {
    for (Waiting<T> one : waiting) {
      try {
        records.add(one.parts.record(one.origin.origin()));
      } catch (BadInput mistake) {
        reject(one.place, one.parts.id(), mistake);
      }
    }
    waiting.clear();
  }

  OtlpRead<T> read() {
    return new OtlpRead<>(records, rejected, reasons);
  }
}
