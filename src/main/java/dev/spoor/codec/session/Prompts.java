package dev.spoor.codec.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the user asked in sessions whose events do not name their turns, so that what belongs to one
 * prompt is told as one run. Remembers a bounded number of them. Thread-safe.
 */
public final class Prompts {
  private static final int MOST_SESSIONS = 1_000;
  private static final int MOST_PROMPTS = 100;

  private final Map<String, NavigableMap<Instant, String>> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, NavigableMap<Instant, String>> eldest) {
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
  public @Nullable String during(String session, Instant at, boolean isPrompt) {
    return during(session, at, isPrompt ? "" : null);
  }

  /**
   * What the prompt is called during which something happened; null before the first that is known.
   *
   * @param name null when it is no prompt itself, else what its program calls it, which may be
   *     empty
   */
  public synchronized @Nullable String during(String session, Instant at, @Nullable String name) {
    NavigableMap<Instant, String> prompts =
        name == null
            ? asked.getOrDefault(session, new TreeMap<>())
            : asked.computeIfAbsent(session, none -> new TreeMap<>());
    if (name != null) {
      prompts.put(at, name.isEmpty() ? teller + "\n" + at : name);
      if (prompts.size() > MOST_PROMPTS) {
        prompts.pollFirstEntry();
      }
    }
    Map.Entry<Instant, String> last = prompts.floorEntry(at);
    return last == null ? null : last.getValue();
  }
}
