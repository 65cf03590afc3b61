package dev.spoor.ingest;

import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.TraceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A batch that holds no secret any more; only such a batch may be queued. */
record RedactedBatch(List<RunDraft> runs, List<CleanSpan> spans, List<Score> scores) {
  /** Nothing at all. */
  static final RedactedBatch NOTHING = new RedactedBatch(List.of(), List.of(), List.of());

  /** What a span takes beside its texts. */
  private static final int BYTES_A_SPAN = 512;

  /** About how much memory it takes. */
  long bytes() {
    return spans.stream().mapToLong(RedactedBatch::bytes).sum();
  }

  /** The runs that its spans belong to. */
  Set<TraceId> spanTraces() {
    return spans.stream().map(span -> span.draft().traceId()).collect(Collectors.toSet());
  }

  private static long bytes(CleanSpan span) {
    Fields fields = span.draft().fields();
    return BYTES_A_SPAN
        + bytes(fields.get(SpanField.INPUT))
        + bytes(fields.get(SpanField.OUTPUT))
        + bytes(fields.get(SpanField.ATTRIBUTES))
        + bytes(fields.get(SpanField.EVENTS));
  }

  private static long bytes(@Nullable Payload payload) {
    return payload == null ? 0 : payload.text().length();
  }

  private static long bytes(@Nullable JsonText json) {
    return json == null ? 0 : json.text().length();
  }

  /** A draft and how many secrets were replaced in it. */
  record CleanSpan(SpanDraft draft, int redactions) {}
}
