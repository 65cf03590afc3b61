package dev.spoor.codec;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What batches leave behind when each is laid over what was there, as a store does. */
public final class Told {
  public final Map<TraceId, Fields> runs = new LinkedHashMap<>();
  public final Map<TraceId, Map<SpanId, Fields>> spans = new LinkedHashMap<>();

  public static Told of(Batch batch) {
    Told told = new Told();
    told.take(batch);
    return told;
  }

  public void take(Batch batch) {
    for (RunDraft run : batch.runs()) {
      runs.merge(
          run.traceId(), run.fields().over(Fields.NONE), (old, now) -> run.fields().over(old));
    }
    for (SpanDraft span : batch.spans()) {
      spans
          .computeIfAbsent(span.traceId(), none -> new LinkedHashMap<>())
          .merge(
              span.spanId(),
              span.fields().over(Fields.NONE),
              (old, now) -> span.fields().over(old));
    }
  }

  public List<Fields> all() {
    return spans.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  public List<Fields> all(SpanKind kind) {
    return all().stream().filter(span -> span.get(SpanField.KIND) == kind).toList();
  }

  /** The only span of that name. */
  public Fields named(String name) {
    List<Fields> found =
        all().stream().filter(span -> name.equals(span.get(SpanField.NAME))).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans are called " + name);
    }
    return found.get(0);
  }
}
