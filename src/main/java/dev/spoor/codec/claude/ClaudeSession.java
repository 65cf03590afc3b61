package dev.spoor.codec.claude;

import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.SessionDecoder;
import dev.spoor.model.Batch;
import dev.spoor.model.RunDraft;
import dev.spoor.model.SpanDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One session of Claude Code, read line by line: its own transcript and those of its sub-agents.
 * Each turn becomes a run.
 */
public final class ClaudeSession implements SessionDecoder {
  private final LineReader reader;
  private final StoredSteps stored;
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
    stored = registry.stored();
    agents = new SubAgents(registry);
    own = new OwnTranscript(fileName, projects, registry, turns, title);
  }

  /** {@inheritDoc} Older lines of the session's own file must have been read before an agent's. */
  @Override
  public void read(@Nullable String agentId, byte[] utf8) {
    if (agentId == null) {
      read(utf8);
    } else {
      readAgent(agentId, utf8);
    }
  }

  /** Reads the next line of the session's own file. */
  void read(byte[] utf8) {
    stored.read(utf8.length);
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

  private void name(TranscriptLine line) {
    Turn turn = turns.last();
    if (title.read(line) && turn != null) {
      turn.call(title.text());
    }
  }

  /** Reads the next line of a sub-agent's file. */
  void readAgent(String agentId, byte[] utf8) {
    stored.read(utf8.length);
    TranscriptLine line = reader.read(utf8);
    if (line != null) {
      agents.read(agentId, line);
    }
  }

  /** Reads what stands beside a sub-agent's file, its {@code meta.json}. */
  public void describeAgent(String agentId, byte[] utf8) {
    agents.describe(agentId, utf8);
  }

  /** {@inheritDoc} Lines of a sub-agent whose call is not known yet wait for it. */
  @Override
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

  @Override
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
