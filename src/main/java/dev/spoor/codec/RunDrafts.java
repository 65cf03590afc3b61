package dev.spoor.codec;

import dev.spoor.model.Batch;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import java.util.ArrayList;
import java.util.List;

/**
 * What one message says about one run.
 *
 * @param run what it says beside its spans
 * @param root the span that is the run itself
 * @param spans the others, in the order sent
 */
public record RunDrafts(RunDraft run, SpanDraft root, List<SpanDraft> spans) {
  public RunDrafts {
    spans = List.copyOf(spans);
  }

  /** All of it, for ingest; the root comes first. */
  public Batch batch() {
    List<SpanDraft> all = new ArrayList<>(spans.size() + 1);
    all.add(root);
    all.addAll(spans);
    return new Batch(List.of(run), all, List.of());
  }
}
