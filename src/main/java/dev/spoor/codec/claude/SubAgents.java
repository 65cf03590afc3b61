package dev.spoor.codec.claude;

import dev.spoor.codec.session.Place;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The sub-agents of one session: what their files say, and which call began each. */
final class SubAgents {
  private final Registry registry;
  private final Map<String, List<SubAgent>> tasks = new LinkedHashMap<>();
  private final Map<String, JsonObject> descriptions = new HashMap<>();
  private final Map<String, String> sidechains = new HashMap<>();
  private final List<SubAgent> unplaced = new ArrayList<>();

  SubAgents(Registry registry) {
    this.registry = registry;
  }

  /** Takes a sub-agent's {@code meta.json}. */
  void describe(String agentId, byte[] meta) {
    try {
      JsonValue value = Json.read(meta);
      if (value instanceof JsonObject object) {
        descriptions.put(agentId, object);
        tasks.getOrDefault(agentId, List.of()).forEach(task -> task.describe(object));
        return;
      }
    } catch (JsonReadException e) {
      // Counted below: a half-written file is read again when it is whole.
    }
    registry.oddities().add("sub-agent described by no JSON object");
  }

  /** Takes a line of the session's own file that a sub-agent wrote, as old versions had it. */
  void readSidechain(TranscriptLine line) {
    String agentId = line.text("agentId");
    if (agentId == null) {
      String uuid = Objects.requireNonNullElse(line.text("uuid"), "sidechain");
      String parent = line.text("parentUuid");
      agentId = parent == null ? uuid : sidechains.getOrDefault(parent, uuid);
      sidechains.put(uuid, agentId);
    }
    read(agentId, line);
  }

  /** Takes a line of a sub-agent's. */
  void read(String agentId, TranscriptLine line) {
    switch (line.type()) {
      case USER -> user(agentId, line);
      case ASSISTANT -> current(agentId, line).talk().reply(line);
      case PROGRESS -> hint(line);
      default -> Asides.take(line, current(agentId, line).talk());
    }
  }

  /** Takes a sign that an agent works for a call. */
  void hint(TranscriptLine line) {
    String agentId = line.json().object("data").text("agentId");
    String toolUseId = line.text("parentToolUseID");
    if (agentId != null && toolUseId != null) {
      registry.hinted(agentId, toolUseId);
    }
  }

  private void user(String agentId, TranscriptLine line) {
    SubAgent task = current(agentId, line);
    UserWords words = UserWords.of(line);
    if (words == UserWords.PROMPT || words == UserWords.COMMAND) {
      task = task.talk().hasCalls() ? begin(agentId, line) : task;
      task.ask(line);
    }
    if (words == UserWords.RESULTS) {
      task.talk().hearResults(line);
    } else {
      task.talk().hear(line, line.message());
    }
  }

  private SubAgent current(String agentId, TranscriptLine line) {
    List<SubAgent> known = tasks.getOrDefault(agentId, List.of());
    return known.isEmpty() ? begin(agentId, line) : known.get(known.size() - 1);
  }

  private SubAgent begin(String agentId, TranscriptLine line) {
    List<SubAgent> known = tasks.computeIfAbsent(agentId, none -> new ArrayList<>());
    List<JsonValue> unread =
        known.isEmpty() ? List.of() : known.get(known.size() - 1).talk().unread();
    Instant at = line.time() == null ? Instant.EPOCH : line.time();
    SubAgent task = new SubAgent(agentId, known.size() + 1, new Conversation(registry, at, unread));
    task.describe(descriptions.getOrDefault(agentId, JsonObject.EMPTY));
    known.add(task);
    unplaced.add(task);
    return task;
  }

  /**
   * Places every task of which it is known by now where it belongs, and tells those who began them
   * how far they are.
   */
  void settle(Turns turns) {
    while (unplaced.removeIf(task -> placeUnderBeginner(task, turns))) {
      // A task that was placed may have begun others.
    }
    if (!registry.awaitsAgents()) {
      unplaced.removeIf(task -> placeByTime(task, turns));
    }
    tasks.values().forEach(known -> known.forEach(SubAgent::settle));
  }

  private boolean placeUnderBeginner(SubAgent task, Turns turns) {
    String toolUseId = descriptions.getOrDefault(task.id(), JsonObject.EMPTY).text("toolUseId");
    if (toolUseId != null) {
      registry.linked(task.id(), toolUseId);
    }
    ToolUse tool = registry.beginner(task.id(), task.talk().startedAt());
    return tool != null && place(task, tool, turns);
  }

  private boolean placeByTime(SubAgent task, Turns turns) {
    if (turns.lastAt().isBefore(task.talk().lastAt())) {
      return false;
    }
    ToolUse tool = registry.unclaimed(task.prompt());
    if (tool != null && place(task, tool, turns)) {
      registry.link(task.id(), tool);
      return true;
    }
    Turn turn = turns.during(task.promptId(), task.talk().startedAt());
    if (turn == null) {
      return false;
    }
    task.placeIn(turn);
    return true;
  }

  private static boolean place(SubAgent task, ToolUse tool, Turns turns) {
    Place caller = tool.owner().place();
    Turn turn = caller == null ? null : turns.of(caller.traceId());
    if (caller == null || turn == null) {
      return false;
    }
    task.placeUnder(tool, caller, turn);
    return true;
  }

  /** Forgets what has changed of tasks that have their place. */
  void forgetChanges() {
    drain(draft -> {});
  }

  /** Hands over what is new or changed and has its place. */
  void drain(Consumer<SpanDraft> drafts) {
    for (List<SubAgent> known : tasks.values()) {
      for (SubAgent task : known) {
        Place place = task.talk().place();
        SpanDraft own = task.ownSpan();
        if (own != null) {
          drafts.accept(own);
        }
        if (place != null) {
          task.talk().steps().drain(place, drafts);
        }
      }
    }
  }
}
