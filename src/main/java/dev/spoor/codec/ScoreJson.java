package dev.spoor.codec;

import dev.spoor.model.Score;
import dev.spoor.model.Shape;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A grade as our own JSON has it (contract, section 1), in. */
public final class ScoreJson {
  private static final long LARGEST = 1_000_000_000_000L;
  private static final String EXAMPLE_ID = "score_00f067aa0ba902b7";
  private static final Pattern ID = Pattern.compile("score_[0-9a-f]{16}");
  private static final List<String> SOURCES =
      Arrays.stream(Score.Source.values()).map(Score.Source::word).toList();

  private ScoreJson() {}

  /**
   * Reads a grade that may say by itself what its id is, who gave it and when, for a sender that
   * made it elsewhere; then it is stored once, however often it is sent.
   *
   * @param scoreId its id when it says none
   * @param source who gives it when it does not say so
   * @param now when, if it does not say so
   */
  public static Score readWhole(
      Arguments score, TraceId traceId, String scoreId, Score.Source source, Instant now) {
    Argument<String> id = score.text("score_id", Limits.WORD, EXAMPLE_ID);
    String sent = id.value();
    if (sent != null && !ID.matcher(sent).matches()) {
      throw id.mistake("must be `score_` and 16 hex digits, as add_score answers", Shape.of(sent));
    }
    return read(
        score,
        traceId,
        id.or(scoreId),
        score.word("source", Score.Source::parse, SOURCES).or(source),
        score.time("created_at").or(now));
  }

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

  /**
   * Reads a grade with all that {@link RunView#score} writes of it; {@code trace_id} among the
   * arguments is not read.
   */
  public static Score exported(Arguments score, TraceId traceId) {
    Score read =
        read(
            score,
            traceId,
            score.text("score_id", Limits.WORD, "score_01").required(),
            score.word("source", Score.Source::parse, SOURCES).required(),
            score.time("created_at").required());
    return read.judgedBy(score.text("judge", Limits.WORD, "claude-sonnet-4-5").value());
  }
}
