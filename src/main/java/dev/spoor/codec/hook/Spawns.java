package dev.spoor.codec.hook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which call began which sub-agent: no event says it, but an agent sets to work while the call that
 * began it waits. Remembers a bounded number of them. Not thread-safe.
 */
final class Spawns {
  private static final int MOST = 1_000;

  /** Calls that wait for their agent: the agent's type by session and call. */
  private final Map<String, String> waiting = bounded();

  private final Map<String, String> calls = bounded();

  private static Map<String, String> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
        return size() > MOST;
      }
    };
  }

  /** A call that begins an agent was made. */
  void called(String session, String callId, String type) {
    waiting.put(session + "\n" + callId, type);
  }

  /** A call was answered, and waits for no agent any more. */
  void answered(String session, String callId) {
    waiting.remove(session + "\n" + callId);
  }

  /**
   * An agent set to work, for the first call of its session that waits for one of its type.
   *
   * @return the call; null when none is known
   */
  @Nullable String began(String session, String agentId, String type) {
    String known = beginner(session, agentId);
    if (known != null) {
      return known;
    }
    for (Map.Entry<String, String> call : waiting.entrySet()) {
      if (call.getKey().startsWith(session + "\n") && call.getValue().equals(type)) {
        String callId = call.getKey().substring(session.length() + 1);
        waiting.remove(call.getKey());
        calls.put(session + "\n" + agentId, callId);
        return callId;
      }
    }
    return null;
  }

  /** The call that began an agent; null when none is known. */
  @Nullable String beginner(String session, String agentId) {
    return calls.get(session + "\n" + agentId);
  }
}
