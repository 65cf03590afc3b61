package dev.spoor.model;

import java.util.List;

/**
 * What one message brings; ingest writes it whole.
 *
 * @param runs at most one draft a run
 * @param spans in the order sent
 * @param scores in the order sent
 */
public record Batch(List<RunDraft> runs, List<SpanDraft> spans, List<Score> scores) {
  public Batch {
    runs = List.copyOf(runs);
    spans = List.copyOf(spans);
    scores = List.copyOf(scores);
  }

  /** Spans alone. */
  public static Batch ofSpans(List<SpanDraft> spans) {
    return new Batch(List.of(), spans, List.of());
  }

  /** One score alone. */
  public static Batch ofScore(Score score) {
    return new Batch(List.of(), List.of(), List.of(score));
  }
}
