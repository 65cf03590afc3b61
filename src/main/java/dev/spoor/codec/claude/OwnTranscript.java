package dev.spoor.codec.claude;

import dev.spoor.model.SpanOutline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the session's own agent, cut into turns. A slash command waits for the lines after
 * it: one that the model hears of begins a turn, one that ran without the model does not.
 */
final class OwnTranscript {
  private final String fileName;
  private final UnaryOperator<String> projects;
  private final Registry registry;
  private final Turns turns;
  private final SessionTitle title;
  private final Set<String> prompts = new HashSet<>();
  private final List<TranscriptLine> beforeFirstTurn = new ArrayList<>();
  private @Nullable TranscriptLine command;

  OwnTranscript(
      String fileName,
      UnaryOperator<String> projects,
      Registry registry,
      Turns turns,
      SessionTitle title) {
    this.fileName = fileName;
    this.projects = projects;
    this.registry = registry;
    this.turns = turns;
    this.title = title;
  }

  /** Takes the next line. */
  void read(TranscriptLine line) {
    Turn turn = turns.last();
    if (title.saw(line) && turn != null) {
      turn.call(title.text());
    }
    if (line.time() == null && turns.last() == null) {
      registry.oddities().add("line without time before the first with one");
    } else if (line.type() == LineType.USER) {
      user(line);
    } else if (line.type() == LineType.ASSISTANT) {
      assistant(line);
    } else {
      belongs(line);
    }
  }

  private void user(TranscriptLine line) {
    switch (UserWords.of(line)) {
      case PROMPT -> prompt(line);
      case COMMAND -> {
        commandIsLocal();
        command = line;
      }
      case LOCAL -> {
        commandIsLocal();
        belongs(line);
      }
      case INSERTED, SUMMARY, INTERRUPTION -> {
        commandIsHeard();
        belongs(line);
      }
      case RESULTS -> belongs(line);
    }
  }

  private void prompt(TranscriptLine line) {
    commandIsLocal();
    String uuid = line.text("uuid");
    if (uuid != null && !prompts.add(uuid)) {
      registry.oddities().add("repeated line");
    } else if (isOfSameTurn(line)) {
      belongs(line);
    } else {
      begin(line);
    }
  }

  private boolean isOfSameTurn(TranscriptLine line) {
    Turn turn = turns.last();
    String promptId = line.text("promptId");
    return turn != null && promptId != null && promptId.equals(turn.promptId());
  }

  private void assistant(TranscriptLine line) {
    commandIsHeard();
    Turn turn = turns.last();
    if (turn == null) {
      turn = begin(line);
    }
    turn.talk().reply(line);
    turn.goOn();
  }

  private void commandIsHeard() {
    TranscriptLine held = command;
    command = null;
    if (held != null) {
      prompt(held);
    }
  }

  private void commandIsLocal() {
    TranscriptLine held = command;
    command = null;
    if (held != null) {
      belongs(held);
    }
  }

  private Turn begin(TranscriptLine opening) {
    Turn before = turns.last();
    Instant at = opening.time() == null && before != null ? before.talk().lastAt() : opening.time();
    Conversation talk =
        new Conversation(
            registry,
            Objects.requireNonNull(at),
            before == null ? List.of() : before.talk().unread());
    String session = Objects.requireNonNullElse(opening.text("sessionId"), fileName);
    Turn turn =
        new Turn(opening, session, turns.freeKey(session, opening), talk, projects, title.text());
    turns.begin(turn);
    List<TranscriptLine> earlier = List.copyOf(beforeFirstTurn);
    beforeFirstTurn.clear();
    earlier.forEach(this::belongs);
    if (opening.type() == LineType.USER) {
      talk.hear(opening, opening.message());
    }
    return turn;
  }

  /** Takes a line into the turn that goes on. */
  private void belongs(TranscriptLine line) {
    Turn turn = turns.last();
    if (turn == null) {
      beforeFirstTurn.add(line);
      return;
    }
    turn.touch();
    if (line.type() == LineType.USER) {
      userBelongs(line, turn);
    } else {
      Asides.take(line, turn.talk());
      if (Asides.endsTurn(line)) {
        turn.stop(line);
      }
    }
  }

  private static void userBelongs(TranscriptLine line, Turn turn) {
    Conversation talk = turn.talk();
    switch (UserWords.of(line)) {
      case PROMPT -> {
        talk.note(SpanOutline.USER_MESSAGE, line, line.message().get("content"));
        talk.hear(line, line.message());
        turn.goOn();
      }
      case COMMAND, LOCAL -> {
        talk.event("local_command", line);
        talk.overhear(line, line.message());
      }
      case INSERTED -> talk.hearAside(line, line.message());
      case SUMMARY -> talk.hear(line, line.message());
      case INTERRUPTION -> {
        talk.hear(line, line.message());
        turn.interrupt(line);
      }
      case RESULTS -> {
        talk.hearResults(line);
        if (UserWords.isInterruption(line.words())) {
          turn.interrupt(line);
        }
      }
    }
  }
}
