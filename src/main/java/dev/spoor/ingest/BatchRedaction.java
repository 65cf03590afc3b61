package dev.spoor.ingest;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.RunDraft;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.TurnKey;
import dev.spoor.redact.Redacted;
import dev.spoor.redact.Redactor;
import java.util.ArrayList;
import java.util.List;

/** Replaces the secrets in all that a message says. */
record BatchRedaction(Redactor redactor) {
  RedactedBatch of(Batch batch) {
    List<RedactedBatch.CleanSpan> spans = new ArrayList<>(batch.spans().size());
    for (SpanDraft span : batch.spans()) {
      Redacted<Fields> clean = redactor.fields(span.fields());
      spans.add(new RedactedBatch.CleanSpan(span.withFields(clean.value()), clean.count()));
    }
    List<RunDraft> runs = batch.runs().stream().map(this::of).toList();
    List<Score> scores = batch.scores().stream().map(this::of).toList();
    return new RedactedBatch(runs, spans, scores);
  }

  private RunDraft of(RunDraft run) {
    TurnKey turn = run.turn();
    Fields clean = redactor.fields(run.fields()).value();
    return new RunDraft(
        run.traceId(), run.rootSpanId(), clean, turn == null ? null : of(turn), run.aliases());
  }

  private TurnKey of(TurnKey turn) {
    return new TurnKey(
        redactor.text(turn.source()).value(),
        redactor.text(turn.session()).value(),
        turn.turn() == null ? null : redactor.text(turn.turn()).value());
  }

  private Score of(Score score) {
    return new Score(
        score.scoreId(),
        score.traceId(),
        score.spanId(),
        redactor.text(score.name()).value(),
        score.value(),
        score.label() == null ? null : redactor.text(score.label()).value(),
        score.reason() == null ? null : redactor.text(score.reason()).value(),
        score.source(),
        score.judge(),
        score.createdAt());
  }
}
