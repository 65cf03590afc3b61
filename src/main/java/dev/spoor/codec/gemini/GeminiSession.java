package dev.spoor.codec.gemini;

import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One session of Gemini CLI: its own file and those of its sub-agents, lines of records, or a file
 * of an older version that is one record with all its messages. Each turn becomes a run. What the
 * user rewound was done all the same, and is marked.
 */
public final class GeminiSession implements SessionDecoder {
  private static final String SET = "$set";
  private static final String REWIND = "$rewindTo";
  private static final Set<String> TYPES = Set.of("user", "gemini", "info", "error", "warning");

  private final String fileName;
  private final UnaryOperator<String> projects;
  private final Oddities oddities;
  private final Turns turns;
  private final Map<String, SubChat> agents = new TreeMap<>();
  private final Map<String, JsonValue> session = new LinkedHashMap<>();

  /**
   * A session of which nothing was read.
   *
   * @param fileName what its file is called; names the session where no record does
   * @param projects the project of a working directory
   * @param oddities where is counted what is not understood
   */
  public GeminiSession(String fileName, UnaryOperator<String> projects, Oddities oddities) {
    this.fileName = fileName;
    this.projects = projects;
    this.oddities = oddities;
    this.turns = new Turns(oddities);
  }

  /** The session that a file's beginning names; null when it names none. */
  public static @Nullable String sessionOf(byte[] beginning) {
    try {
      return Json.pick(beginning, Set.of("sessionId")).text("sessionId");
    } catch (JsonReadException e) {
      return null;
    }
  }

  @Override
  public void read(@Nullable String agentId, byte[] utf8) {
    try {
      if (Json.read(utf8) instanceof JsonObject object) {
        read(agentId, object);
      } else {
        oddities.add("line that is no JSON object");
      }
    } catch (JsonReadException e) {
      if (!new String(utf8, StandardCharsets.ISO_8859_1).isBlank()) {
        oddities.add("line that is not JSON");
      }
    }
  }

  private void read(@Nullable String agentId, JsonObject record) {
    String rewound = record.text(REWIND);
    if (rewound != null) {
      if (agentId == null) {
        turns.rewind(rewound);
      }
    } else if (record.text("id") != null) {
      message(agentId, record);
    } else if (record.get(SET) instanceof JsonObject patch) {
      describe(agentId, patch);
    } else if (record.text("sessionId") != null) {
      describe(agentId, record);
    } else {
      oddities.add("record of unknown kind");
    }
  }

  /** What holds for the whole session, and perhaps its messages. */
  private void describe(@Nullable String agentId, JsonObject members) {
    members
        .members()
        .forEach(
            (name, value) -> {
              boolean named = name.equals("sessionId") && session.containsKey(name);
              if (agentId == null && !name.equals("messages") && !named) {
                session.put(name, value);
              }
            });
    for (JsonValue one : members.array("messages").elements()) {
      if (one instanceof JsonObject object && object.text("id") != null) {
        message(agentId, object);
      } else {
        oddities.add("message without id");
      }
    }
  }

  private void message(@Nullable String agentId, JsonObject record) {
    Message message = new Message(Objects.requireNonNull(record.text("id")), record);
    if (!TYPES.contains(message.type())) {
      oddities.add("message of unknown type " + message.type());
    } else if (agentId == null) {
      turns.put(name(), message);
    } else {
      agents.computeIfAbsent(agentId, id -> new SubChat(id, oddities)).put(message);
    }
  }

  private String name() {
    return session.get("sessionId") instanceof JsonString id ? id.value() : fileName;
  }

  /** {@inheritDoc} Messages of a sub-agent whose call is not known yet wait for it. */
  @Override
  public Batch changes() {
    settle();
    List<RunDraft> runs = new ArrayList<>();
    List<SpanDraft> spans = new ArrayList<>();
    turns.inOrder().forEach(turn -> turn.drain(run(turn), runs::add, spans::add));
    agents.values().forEach(agent -> agent.drain(spans::add));
    return new Batch(runs, spans, List.of());
  }

  @Override
  public void isStored() {
    settle();
    turns.inOrder().forEach(turn -> turn.forgetChanges(run(turn)));
    agents.values().forEach(agent -> agent.drain(span -> {}));
  }

  private void settle() {
    turns.inOrder().forEach(Turn::settle);
    agents.values().forEach(agent -> agent.place(turns));
    agents.values().forEach(SubChat::settle);
  }

  private RunDraft run(Turn turn) {
    JsonObject.Builder all = JsonObject.builder();
    session.forEach(all::put);
    return turn.run(project(), all.build());
  }

  /** Only sessions with folders of their own tell where they worked. */
  private @Nullable String project() {
    return session.get("directories") instanceof JsonArray directories
            && !directories.elements().isEmpty()
            && directories.elements().get(0) instanceof JsonString first
        ? projects.apply(first.value())
        : null;
  }
}
