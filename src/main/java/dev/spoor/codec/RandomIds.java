package dev.spoor.codec;

import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import java.util.random.RandomGenerator;

/** Ids that nobody can guess or meet again. */
public final class RandomIds implements NewIds {
  private static final int TRACE_ID_BYTES = 16;

  private final RandomGenerator random;

  /** Ids from this chance. */
  public RandomIds(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public TraceId traceId() {
    byte[] bytes = new byte[TRACE_ID_BYTES];
    random.nextBytes(bytes);
    return TraceId.of(bytes);
  }

  @Override
  public SpanId spanId() {
    return SpanId.of(random.nextLong());
  }

  /** An id for a score. */
  public String scoreId() {
    return "score_" + spanId().hex();
  }
}
