package dev.spoor.codec.dialect;

import dev.spoor.codec.otlp.OtlpLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When the user asked in conversations whose records do not name their turns. Remembers a bounded
 * number of them. Thread-safe.
 */
final class CodexPrompts {
  private static final int MOST_CONVERSATIONS = 1_000;
  private static final int MOST_PROMPTS = 100;

  private final Map<String, NavigableSet<Instant>> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NavigableSet<Instant>> eldest) {
          return size() > MOST_CONVERSATIONS;
        }
      };

  /**
   * What the prompt is called during which a record was written; null before the first that is
   * known.
   *
   * @param isPrompt whether the record is a prompt itself
   */
  synchronized @Nullable String during(OtlpLog log, String conversation, boolean isPrompt) {
    NavigableSet<Instant> prompts =
        isPrompt
            ? asked.computeIfAbsent(conversation, none -> new TreeSet<>())
            : asked.getOrDefault(conversation, new TreeSet<>());
    if (isPrompt) {
      prompts.add(log.at());
      if (prompts.size() > MOST_PROMPTS) {
        prompts.pollFirst();
      }
    }
    Instant last = prompts.floor(log.at());
    return last == null ? null : "prompt\n" + last;
  }
}
