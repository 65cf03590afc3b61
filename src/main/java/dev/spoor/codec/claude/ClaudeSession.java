package dev.spoor.codec.claude;

import dev.spoor.model.Batch;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One session of Claude Code, read line by line: its own transcript and those of its sub-agents.
 * Each turn becomes a run. Lines may come in any portions, and what is new may be taken at any
 * time: taking it often leaves the same runs in a store as taking it once. Nothing in a file is an
 * error; what is not understood is counted. Not thread-safe.
 */
public final class ClaudeSession {
  private final LineReader reader;
  private final SubAgents agents;
  private final OwnTranscript own;
  private final Turns turns = new Turns();
  private final SessionTitle title = new SessionTitle();

  /**
   * A session of which nothing was read.
   *
   * @param fileName what its file is called; names the session where a line does not
   * @param projects the project of a working directory
   * @param oddities where is counted what is not understood
   */
  public ClaudeSession(String fileName, UnaryOperator<String> projects, Oddities oddities) {
    Registry registry = new Registry(oddities);
    reader = new LineReader(oddities);
    agents = new SubAgents(registry);
    own = new OwnTranscript(fileName, projects, registry, turns, title);
  }

  /**
   * Reads the next line of the session's own file.
   *
   * @param utf8 the line without its line feed
   */
  public void read(byte[] utf8) {
    TranscriptLine line = reader.read(utf8);
    if (line == null) {
      return;
    }
    switch (line.type()) {
      case PROGRESS -> agents.hint(line);
      case SUMMARY, CUSTOM_TITLE, AI_TITLE -> name(line);
      case NOTE -> {
        // The program's own bookkeeping.
      }
      default -> {
        if (line.says("isSidechain")) {
          agents.readSidechain(line);
        } else {
          own.read(line);
        }
      }
    }
  }

  /** The session that a line names; null when it names none. */
  public static @Nullable String sessionOf(byte[] utf8) {
    return LineReader.sessionOf(utf8);
  }

  /**
   * Whether a line is whole although its line feed is missing: only a JSON object tells its end.
   */
  public static boolean isWhole(byte[] utf8) {
    return LineReader.isObject(utf8);
  }

  private void name(TranscriptLine line) {
    Turn turn = turns.last();
    if (title.read(line) && turn != null) {
      turn.call(title.text());
    }
  }

  /**
   * Reads the next line of a sub-agent's file. Lines of the session's own file that are older must
   * have been read before.
   *
   * @param agentId the sub-agent, as its file is called
   */
  public void readAgent(String agentId, byte[] utf8) {
    TranscriptLine line = reader.read(utf8);
    if (line != null) {
      agents.read(agentId, line);
    }
  }

  /** Reads what stands beside a sub-agent's file, its {@code meta.json}. */
  public void describeAgent(String agentId, byte[] utf8) {
    agents.describe(agentId, utf8);
  }

  /**
   * What is new or changed since the last call. Lines of a sub-agent whose call is not known yet
   * wait for it.
   */
  public Batch changes() {
    settle();
    List<RunDraft> runs = new ArrayList<>();
    List<SpanDraft> spans = new ArrayList<>();
    for (Turn turn : turns.inOrder()) {
      if (turn.isChanged()) {
        runs.add(turn.run());
        spans.add(turn.root());
      }
      turn.talk().steps().drain(turn.place(), spans::add);
    }
    agents.drain(spans::add);
    return new Batch(runs, spans, List.of());
  }

  /**
   * Says that all that was read so far is stored already, from an earlier time. What had no place
   * then, and so was not stored, is still new.
   */
  public void isStored() {
    settle();
    turns.inOrder().forEach(Turn::forgetChanges);
    agents.forgetChanges();
  }

  private void settle() {
    turns.inOrder().forEach(Turn::settle);
    agents.settle(turns);
  }
}
