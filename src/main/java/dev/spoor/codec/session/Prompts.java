package dev.spoor.codec.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When the user asked in sessions whose events do not name their turns, so that what belongs to one
 * prompt is told as one run. Remembers a bounded number of them. Thread-safe.
 */
public final class Prompts {
  private static final int MOST_SESSIONS = 1_000;
  private static final int MOST_PROMPTS = 100;

  private final Map<String, NavigableSet<Instant>> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NavigableSet<Instant>> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  private final String teller;

  /**
   * Of one source, whose prompts are no other's before it is known that they are.
   *
   * @param teller its name
   */
  public Prompts(String teller) {
    this.teller = teller;
  }

  /**
   * What the prompt is called during which something happened; null before the first that is known.
   *
   * @param isPrompt whether it is a prompt itself
   */
  public synchronized @Nullable String during(String session, Instant at, boolean isPrompt) {
    NavigableSet<Instant> prompts =
        isPrompt
            ? asked.computeIfAbsent(session, none -> new TreeSet<>())
            : asked.getOrDefault(session, new TreeSet<>());
    if (isPrompt) {
      prompts.add(at);
      if (prompts.size() > MOST_PROMPTS) {
        prompts.pollFirst();
      }
    }
    Instant last = prompts.floor(at);
    return last == null ? null : teller + "\n" + last;
  }
}
