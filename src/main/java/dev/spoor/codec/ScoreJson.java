package dev.spoor.codec;

import dev.spoor.model.Score;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A grade as our own JSON has it (contract, section 1), in. */
public final class ScoreJson {
  private static final long LARGEST = 1_000_000_000_000L;

  private ScoreJson() {}

  /**
   * Reads a grade; {@code trace_id} among the arguments is not read.
   *
   * @param traceId the run that is graded
   * @param scoreId the grade's own id
   * @param source who gives it
   * @param now when
   */
  public static Score read(
      Arguments score, TraceId traceId, String scoreId, Score.Source source, Instant now) {
    @Nullable SpanId spanId = score.spanId("span_id").value();
    return new Score(
        scoreId,
        traceId,
        spanId,
        score.text("name", Limits.NAME, "user_accepted").required(),
        score.decimal("value", -LARGEST, LARGEST, "1").required(),
        score.text("label", Limits.WORD, "accepted").value(),
        score.text("reason", Limits.PROSE, "the user merged it").value(),
        source,
        null,
        now);
  }
}
