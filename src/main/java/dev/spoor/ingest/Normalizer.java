package dev.spoor.ingest;

import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Rejected;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks what can be checked without the store. A span that fails is set aside with the rule; the
 * others go on.
 */
final class Normalizer {
  /** A span cannot be without these, so null says nothing. */
  private static final List<Field<?>> ALWAYS_THERE =
      List.of(SpanField.NAME, SpanField.KIND, SpanField.STATUS, SpanField.STARTED_AT);

  /** The batch without what is wrong, which is added to {@code rejected}. */
  Batch check(Batch batch, List<Rejected> rejected) {
    List<SpanDraft> spans = new ArrayList<>(batch.spans().size());
    for (SpanDraft span : batch.spans()) {
      try {
        spans.add(check(span));
      } catch (BadInput mistake) {
        rejected.add(new Rejected(span.traceId(), span.spanId().hex(), mistake));
      }
    }
    return new Batch(batch.runs(), spans, batch.scores());
  }

  private static SpanDraft check(SpanDraft span) {
    Fields fields = span.fields();
    for (Field<?> field : ALWAYS_THERE) {
      if (fields.clears(field)) {
        fields = fields.without(field);
      }
    }
    if (span.spanId().equals(fields.get(SpanField.PARENT))) {
      throw BadInput.of("parent_span_id", "must not be the span itself");
    }
    Instant started = fields.get(SpanField.STARTED_AT);
    Instant ended = fields.get(SpanField.ENDED_AT);
    if (started != null && ended != null) {
      SpanTimes.requireOrder(started, ended);
    }
    Usage usage = fields.get(SpanField.USAGE);
    if (usage != null && usage.totalTokens() > Usage.MAX_TOKENS) {
      throw BadInput.of("usage", "must not add up to more than " + Usage.MAX_TOKENS + " tokens");
    }
    return span.withFields(fields);
  }
}
