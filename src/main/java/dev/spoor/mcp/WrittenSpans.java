package dev.spoor.mcp;

import dev.spoor.model.Fields;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Status and times of the spans that a connection wrote, as far as it knows them, for a process
 * that cannot look them up. Thread-safe.
 */
final class WrittenSpans {
  private static final int MOST = 20_000;

  private final Map<Key, Fields> spans =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Fields> eldest) {
          return size() > MOST;
        }
      };

  private record Key(TraceId traceId, SpanId spanId) {}

  /** A span was written; of its fields only status and times are remembered. */
  synchronized void wrote(TraceId traceId, SpanId spanId, Fields fields) {
    Fields times =
        Fields.builder()
            .set(SpanField.STATUS, fields.get(SpanField.STATUS))
            .set(SpanField.STARTED_AT, fields.get(SpanField.STARTED_AT))
            .set(SpanField.ENDED_AT, fields.get(SpanField.ENDED_AT))
            .build();
    spans.put(new Key(traceId, spanId), times);
  }

  /** Status and times; null for a span that this connection did not write. */
  synchronized @Nullable Fields of(TraceId traceId, SpanId spanId) {
    return spans.get(new Key(traceId, spanId));
  }

  /** When a span began; null when that is not known here. */
  @Nullable Instant start(TraceId traceId, SpanId spanId) {
    Fields known = of(traceId, spanId);
    return known == null ? null : known.get(SpanField.STARTED_AT);
  }

  /** When a span ended; null when it has not, or that is not known here. */
  @Nullable Instant end(TraceId traceId, SpanId spanId) {
    Fields known = of(traceId, spanId);
    return known == null ? null : known.get(SpanField.ENDED_AT);
  }
}
