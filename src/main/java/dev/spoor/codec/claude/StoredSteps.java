package dev.spoor.codec.claude;

import dev.spoor.codec.session.Step;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Steps that were handed over. Lines may still add to them, so that their words are kept while the
 * next 16 MiB are read, and not longer: a session may be larger than the memory.
 */
final class StoredSteps {
  private static final long KEPT_BYTES = 16 << 20;

  /** How much of the session was read when each was handed over, the longest ago first. */
  private final Map<Step, Long> handedOver = new LinkedHashMap<>();

  private long read;

  /** So many more bytes of the session were read. */
  void read(int bytes) {
    read += bytes;
    Iterator<Map.Entry<Step, Long>> oldest = handedOver.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Step, Long> step = oldest.next();
      if (step.getValue() + KEPT_BYTES > read) {
        return;
      }
      oldest.remove();
      step.getKey().forgetWords();
    }
  }

  /** It was handed over with all that is known of it. */
  void add(Step step) {
    handedOver.remove(step);
    handedOver.put(step, read);
  }

  /** More is known of it than was handed over. */
  void remove(Step step) {
    handedOver.remove(step);
  }
}
