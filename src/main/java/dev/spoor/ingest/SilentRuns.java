package dev.spoor.ingest;

import dev.spoor.model.Silence;
import dev.spoor.model.TraceId;
import dev.spoor.store.WriteSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for open runs nobody has heard of for long, so that whoever writes next stores that they
 * are given up. Thread-safe.
 */
final class SilentRuns {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** More would keep the sender waiting whose write stores them. */
  private static final int MOST_AT_ONCE = 8;

  private @Nullable Instant lookedAt;

  /** Those to give up in this write; none when the last look was a moment ago and found few. */
  synchronized List<TraceId> in(WriteSession session, Instant now) {
    if (lookedAt != null && Duration.between(lookedAt, now).abs().compareTo(PAUSE) < 0) {
      return List.of();
    }
    List<TraceId> silent = session.silent(Silence.before(now), MOST_AT_ONCE);
    lookedAt = silent.size() < MOST_AT_ONCE ? now : null;
    return silent;
  }
}
