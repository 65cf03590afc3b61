package dev.spoor.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grade given to a run or one of its spans; an evaluation in other tools' words.
 *
 * @param scoreId its id; a score stored again under the same id replaces the first
 * @param traceId the run
 * @param spanId the span; null: the run as a whole
 * @param name what was graded
 * @param value the grade; checks give 1 and 0
 * @param label the grade in a word
 * @param reason why
 * @param source who gave it
 * @param judge the model that judged; null when none did
 * @param createdAt when
 */
public record Score(
    String scoreId,
    TraceId traceId,
    @Nullable SpanId spanId,
    String name,
    BigDecimal value,
    @Nullable String label,
    @Nullable String reason,
    Source source,
    @Nullable String judge,
    Instant createdAt) {

  /** The same grade of what has another id now. */
  public Score of(TraceId run, @Nullable SpanId span) {
    return new Score(scoreId, run, span, name, value, label, reason, source, judge, createdAt);
  }

  /** The same grade by this model; null when none judged. */
  public Score judgedBy(@Nullable String model) {
    return new Score(
        scoreId, traceId, spanId, name, value, label, reason, source, model, createdAt);
  }

  /** Who gives scores. The order is the storage code: add at the end only. */
  public enum Source {
    /** A check of ours. */
    CHECK,
    /** A model. */
    JUDGE,
    /** A person. */
    HUMAN,
    /** The agent itself. */
    AGENT,
    /** A program through an SDK. */
    SDK;

    /** The word on the wire, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with that word; empty for an unknown one. */
    public static Optional<Source> parse(String word) {
      return Arrays.stream(values()).filter(source -> source.word().equals(word)).findFirst();
    }
  }
}
