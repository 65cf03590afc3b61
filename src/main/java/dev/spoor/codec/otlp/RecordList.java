package dev.spoor.codec.otlp;

import dev.spoor.model.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects the records of a request and hands them on before they are too many to hold, and what is
 * wrong with the others.
 */
final class RecordList<T> {
  private static final int MOST_REASONS = 10;
  private static final int MOST_HELD = 10_000;

  private final OtlpSignal signal;
  private final Consumer<List<T>> batches;
  private final List<T> records = new ArrayList<>();
  private final List<Waiting<T>> waiting = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private long rejected;

  /**
   * A list that is empty.
   *
   * @param batches gets the records, never none of them
   */
  RecordList(OtlpSignal signal, Consumer<List<T>> batches) {
    this.signal = signal;
    this.batches = batches;
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

  /**
   * Adds a record that was read. Whether it is right is seen when its resource ends, or when so
   * many wait that what follows of the resource is not waited for.
   */
  void add(Place place, OriginParts origin, RecordParts<T> parts) {
    waiting.add(new Waiting<>(place, origin, parts));
    if (records.size() + waiting.size() >= MOST_HELD) {
      settle();
      handOn();
    }
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

  private void handOn() {
    if (!records.isEmpty()) {
      batches.accept(List.copyOf(records));
      records.clear();
    }
  }

  /** Hands on the last records, and tells what was left out. */
  OtlpLeftOut end() {
    handOn();
    return new OtlpLeftOut(rejected, reasons);
  }
}
