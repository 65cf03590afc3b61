package dev.spoor.codec.claude;

import dev.spoor.codec.session.Oddities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all conversations of one session know together: whose is a message, a tool, a sub-agent. */
final class Registry {
  private final Oddities oddities;
  private final StoredSteps stored = new StoredSteps();
  private final Map<String, Conversation> messages = new HashMap<>();
  private final Map<String, ToolUse> tools = new HashMap<>();
  private final Map<String, List<ToolUse>> beginners = new HashMap<>();
  private final Map<String, String> hints = new LinkedHashMap<>();
  private final List<ToolUse> allBeginners = new ArrayList<>();
  private final Set<ToolUse> openBeginners = new HashSet<>();

  Registry(Oddities oddities) {
    this.oddities = oddities;
  }

  Oddities oddities() {
    return oddities;
  }

  /** The steps of all conversations that were handed over. */
  StoredSteps stored() {
    return stored;
  }

  /** The conversation that had the message first. */
  Conversation ownerOfMessage(String messageId, Conversation asking) {
    return messages.computeIfAbsent(messageId, none -> asking);
  }

  /** The call of a tool; null for an unknown one. */
  @Nullable ToolUse tool(String id) {
    return tools.get(id);
  }

  /** A tool was called. */
  void began(ToolUse tool) {
    tools.put(tool.key(), tool);
    if (tool.beginsAgent()) {
      allBeginners.add(tool);
      openBeginners.add(tool);
      String resumed = tool.input().text("resume");
      if (resumed != null) {
        link(resumed, tool);
      }
    }
  }

  /** A tool has answered. */
  void answered(ToolUse tool) {
    openBeginners.remove(tool);
    String agentId = tool.agentId();
    if (agentId != null) {
      link(agentId, tool);
    }
  }

  /** A sub-agent's own file names the call that began it. */
  void linked(String agentId, String toolUseId) {
    ToolUse tool = tools.get(toolUseId);
    if (tool != null) {
      link(agentId, tool);
    }
  }

  /** Progress names the call; the result, which comes later, is the better witness. */
  void hinted(String agentId, String toolUseId) {
    hints.putIfAbsent(agentId, toolUseId);
  }

  /** A sub-agent works for that call. */
  void link(String agentId, ToolUse tool) {
    List<ToolUse> known = beginners.computeIfAbsent(agentId, none -> new ArrayList<>());
    if (!known.contains(tool)) {
      known.add(tool);
      known.sort(Comparator.comparing(ToolUse::startedAt));
    }
  }

  /** Whether a call that begins sub-agents still works, so that it may be the one looked for. */
  boolean awaitsAgents() {
    return openBeginners.stream().anyMatch(tool -> !tool.isGivenUp());
  }

  /** A call that no sub-agent belongs to yet and that was made with that prompt; null without. */
  @Nullable ToolUse unclaimed(String prompt) {
    Set<ToolUse> claimed = new HashSet<>();
    beginners.values().forEach(claimed::addAll);
    return allBeginners.stream()
        .filter(tool -> prompt.equals(tool.input().text("prompt")) && !claimed.contains(tool))
        .findFirst()
        .orElse(null);
  }

  /**
   * The call that began, or last resumed, a sub-agent.
   *
   * @param at when the agent set to work
   * @return null when no call is known
   */
  @Nullable ToolUse beginner(String agentId, Instant at) {
    List<ToolUse> known = beginners.getOrDefault(agentId, List.of());
    if (known.isEmpty()) {
      String hint = hints.get(agentId);
      return hint == null ? null : tools.get(hint);
    }
    ToolUse last = known.get(0);
    for (ToolUse tool : known) {
      last = tool.startedAt().isAfter(at) ? last : tool;
    }
    return last;
  }
}
