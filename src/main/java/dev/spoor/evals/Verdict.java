package dev.spoor.evals;

import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one check says of one run.
 *
 * @param traceId the run
 * @param check the check
 * @param status how it came out
 * @param score from 0 to 1; null for an error
 * @param threshold the limit that held; null when the check has none
 * @param reason what was observed and what was expected, in our words and the check's, never the
 *     run's
 * @param evidence where, at most {@link #MAX_EVIDENCE}
 * @param ms how long the check took, in milliseconds
 */
public record Verdict(
    TraceId traceId,
    Check check,
    Status status,
    @Nullable BigDecimal score,
    @Nullable BigDecimal threshold,
    String reason,
    List<Evidence> evidence,
    long ms) {
  /** How many places one verdict shows. */
  public static final int MAX_EVIDENCE = 5;

  public Verdict {
    evidence = List.copyOf(evidence);
  }

  /** The contract's verdict object. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("trace_id", traceId.hex())
        .put("test", check.test())
        .put("type", check.type())
        .put("metric", check.metric())
        .put("status", status.word())
        .putOrNull("score", score == null ? null : JsonNumber.of(score))
        .putOrNull("threshold", threshold == null ? null : JsonNumber.of(threshold))
        .put("reason", reason)
        .put("evidence", JsonArray.of(evidence, Evidence::toJson))
        .put("ms", ms)
        .build();
  }

  /** How a check came out. */
  public enum Status {
    /** The run is as it should be. */
    PASS,
    /** It is not. */
    FAIL,
    /** The run does not hold what the check needs. */
    ERROR,
    /** A judge has still to answer. */
    PENDING,
    /** The check does not apply. */
    SKIPPED;

    /** The word on the wire, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A place in the run.
   *
   * @param spanId the span; null: the run itself
   * @param excerpt what stands there, text of the run and so not to be trusted
   */
  public record Evidence(@Nullable SpanId spanId, String excerpt) {
    JsonObject toJson() {
      return JsonObject.builder()
          .putOrNull("span_id", spanId == null ? null : new JsonString(spanId.hex()))
          .put("excerpt", excerpt)
          .build();
    }
  }
}
