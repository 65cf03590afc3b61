package dev.spoor.codec.codex;

import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.Place;
import dev.spoor.codec.session.SessionDecoder;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One session of Codex: its own rollout, and those of the threads that its sub-agents are. Each
 * turn becomes a run. What a fork copied from another thread is left to that one.
 */
public final class CodexSession implements SessionDecoder {
  private static final Pattern PARENT =
      Pattern.compile("\"parent_thread_id\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");

  private final Oddities oddities;
  private final ToolCalls tools;
  private final OwnThread own;
  private final Map<String, SubThread> threads = new TreeMap<>();

  /**
   * A session of which nothing was read.
   *
   * @param fileName what its file is called; names the session where no line does
   * @param projects the project of a working directory
   * @param oddities where is counted what is not understood
   */
  public CodexSession(String fileName, UnaryOperator<String> projects, Oddities oddities) {
    this.oddities = oddities;
    this.tools = new ToolCalls(oddities);
    this.own = new OwnThread(fileName, projects, tools);
  }

  /**
   * What a rollout's first line says of where it comes from.
   *
   * @param thread the thread; null when it does not say
   * @param parentThread the thread whose sub-agent it is; null when it is none
   */
  public record Origin(@Nullable String thread, @Nullable String parentThread) {}

  /** The origin of a rollout, from its beginning, which may be cut off anywhere. */
  public static Origin originOf(byte[] beginning) {
    int end = 0;
    while (end < beginning.length && beginning[end] != '\n') {
      end++;
    }
    String line = new String(beginning, 0, end, StandardCharsets.UTF_8);
    Matcher parent = PARENT.matcher(line);
    try {
      String thread = Json.pick(beginning, Set.of("payload.id")).object("payload").text("id");
      return new Origin(thread, parent.find() ? parent.group(1) : null);
    } catch (JsonReadException e) {
      return new Origin(null, null);
    }
  }

  /** The thread whose sub-agent a session is; null when it is none. */
  static @Nullable String parentOf(JsonObject meta) {
    String named = meta.text("parent_thread_id");
    JsonObject spawn = meta.object("source").object("subagent").object("thread_spawn");
    return named == null ? spawn.text("parent_thread_id") : named;
  }

  @Override
  public void read(@Nullable String agentId, byte[] utf8) {
    RolloutLine line = RolloutLine.read(utf8, oddities);
    if (line != null && agentId == null) {
      own.read(line);
    } else if (line != null) {
      threads.computeIfAbsent(agentId, id -> new SubThread(id, tools)).read(line);
    }
  }

  /** {@inheritDoc} Lines of a sub-agent whose parent's turn is not known yet wait for it. */
  @Override
  public Batch changes() {
    settle();
    List<RunDraft> runs = new ArrayList<>();
    List<SpanDraft> spans = new ArrayList<>();
    own.turns().forEach(turn -> turn.drain(runs::add, spans::add));
    threads.values().forEach(thread -> thread.drain(spans::add));
    return new Batch(runs, spans, List.of());
  }

  @Override
  public void isStored() {
    settle();
    own.turns().forEach(Turn::forgetChanges);
    threads.values().forEach(thread -> thread.drain(span -> {}));
  }

  private void settle() {
    own.turns().forEach(Turn::settle);
    boolean placed = true;
    while (placed) {
      placed = false;
      for (Map.Entry<String, SubThread> thread : threads.entrySet()) {
        placed |= thread.getValue().isHomeless() && place(thread.getKey(), thread.getValue());
      }
    }
    threads.values().forEach(SubThread::settle);
  }

  /**
   * Finds a sub-agent's place.
   *
   * @return whether it has one now
   */
  private boolean place(String id, SubThread thread) {
    ToolCall beginner = tools.beginner(id);
    String parentId = thread.parentThread();
    SubThread parent = parentId == null ? null : threads.get(parentId);
    if (parent != null) {
      Place above = parent.place();
      Turn turn = parent.turn();
      if (above == null || turn == null) {
        return false;
      }
      return put(thread, beginner, above, turn);
    }
    Turn turn = own.during(thread.startedAt());
    return turn != null && put(thread, beginner, turn.place(), turn);
  }

  private static boolean put(
      SubThread thread, @Nullable ToolCall beginner, Place above, Turn turn) {
    if (beginner != null) {
      thread.placeUnder(beginner, above, turn);
      return true;
    }
    if (thread.wasSpawned() && turn.endedAt() == null) {
      return false;
    }
    thread.placeBelow(above, turn);
    return true;
  }
}
