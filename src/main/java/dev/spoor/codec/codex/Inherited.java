package dev.spoor.codec.codex;

import dev.spoor.codec.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a thread that was forked from another has in its file of that other: copied lines between
 * the other's {@code session_meta} and the first turn of its own. They were done and paid there.
 */
final class Inherited {
  /** Copies are written at once. */
  private static final Duration COPYING = Duration.ofSeconds(1);

  private static final int TIME_SHIFT = 16;
  private static final int VERSION_WITH_TIME = 7;

  private @Nullable String thread;
  private @Nullable Instant begunAt;
  private @Nullable Instant copiedAt;
  private boolean copying;

  /** Reads a first line: of the thread itself, or of the one it was forked from. */
  void meta(RolloutLine line) {
    String id = line.text("id");
    if (thread == null) {
      thread = id;
      String timestamp = line.text("timestamp");
      begunAt =
          (timestamp == null ? Optional.<Instant>empty() : Times.parse(timestamp))
              .orElse(line.time());
    } else if (id != null && !id.equals(thread)) {
      copying = true;
      copiedAt = line.time();
    }
  }

  /** Whether a line that follows was copied. */
  boolean covers(RolloutLine line) {
    if (copying && beginsTurn(line)) {
      String turn = line.text("turn_id");
      copying = turn == null ? isCopiedWith(line) : isOlder(turn, line);
    }
    return copying;
  }

  private static boolean beginsTurn(RolloutLine line) {
    return line.is(RolloutLine.TURN_CONTEXT)
        || line.isEvent("task_started")
        || line.isEvent("turn_started");
  }

  private boolean isOlder(String turn, RolloutLine line) {
    Instant made = madeAt(turn);
    Instant own = begunAt;
    return (made == null || own == null) ? isCopiedWith(line) : made.isBefore(own);
  }

  private boolean isCopiedWith(RolloutLine line) {
    Instant at = line.time();
    Instant copied = copiedAt;
    return at == null || copied == null || at.isBefore(copied.plus(COPYING));
  }

  /** When an id was made; null for one that does not say (RFC 9562, section 5.7). */
  private static @Nullable Instant madeAt(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.version() == VERSION_WITH_TIME
          ? Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> TIME_SHIFT)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
