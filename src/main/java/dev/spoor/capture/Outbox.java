package dev.spoor.capture;

import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.model.FileMark;
import dev.spoor.model.Receipt;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.TraceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what is read into batches of a size that the store writes fast, each with how far the
 * files were read. Not thread-safe.
 */
final class Outbox {
  private static final int ENOUGH_SPANS = 500;

  private final Ingest ingest;
  private final ClaudeReport.Tally tally;
  private final Map<TraceId, RunDraft> runs = new LinkedHashMap<>();
  private final List<SpanDraft> spans = new ArrayList<>();
  private final Map<String, FileMark> marks = new LinkedHashMap<>();

  Outbox(Ingest ingest, ClaudeReport.Tally tally) {
    this.ingest = ingest;
    this.tally = tally;
  }

  /** Takes what was read from a session, and how far its files were read for it. */
  void add(Batch batch, List<FileMark> read) {
    batch.runs().forEach(run -> runs.put(run.traceId(), run));
    spans.addAll(batch.spans());
    read.forEach(mark -> marks.put(mark.path(), mark));
    if (spans.size() >= ENOUGH_SPANS) {
      send();
    }
  }

  /** Stores what there is. */
  void send() {
    if (spans.isEmpty() && runs.isEmpty() && marks.isEmpty()) {
      return;
    }
    Receipt receipt =
        ingest.accept(
            new Batch(List.copyOf(runs.values()), spans, List.of()), List.copyOf(marks.values()));
    tally.stored(spans.size() - receipt.rejected().size(), receipt.runs());
    receipt
        .rejected()
        .forEach(
            span ->
                tally.failed(
                    Path.of(span.traceId().runId()),
                    "span " + span.id() + ": " + span.mistake().getMessage()));
    runs.clear();
    spans.clear();
    marks.clear();
  }
}
