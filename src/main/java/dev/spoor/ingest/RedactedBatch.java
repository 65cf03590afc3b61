package dev.spoor.ingest;

import dev.spoor.model.RunDraft;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import java.util.List;

/** A batch that holds no secret any more; only such a batch may be queued. */
record RedactedBatch(List<RunDraft> runs, List<CleanSpan> spans, List<Score> scores) {
  /** A draft and how many secrets were replaced in it. */
  record CleanSpan(SpanDraft draft, int redactions) {}
}
