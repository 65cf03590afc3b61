package dev.spoor.codec.claude;

import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The turns of one session, in the order of its file. */
final class Turns {
  private final List<Turn> inOrder = new ArrayList<>();
  private final Map<TraceId, Turn> byTrace = new HashMap<>();
  private final Map<String, Turn> byPromptId = new HashMap<>();

  /** A turn begins, which ends the one before. */
  void begin(Turn turn) {
    Turn before = last();
    if (before != null) {
      before.close();
    }
    inOrder.add(turn);
    byTrace.put(turn.place().traceId(), turn);
    String promptId = turn.promptId();
    if (promptId != null) {
      byPromptId.putIfAbsent(promptId, turn);
    }
  }

  /**
   * The key of a turn that begins: its prompt's id, or that of its line, or for lines that name
   * neither their time. None for a file that begins in the middle of a turn.
   */
  private static @Nullable String key(TranscriptLine opening) {
    if (opening.type() != LineType.USER) {
      return null;
    }
    for (String name : List.of("promptId", "uuid", "timestamp")) {
      String key = opening.text(name);
      if (key != null) {
        return key;
      }
    }
    return "";
  }

  /** The key, made another where an earlier turn has it. */
  @Nullable String freeKey(String session, TranscriptLine opening) {
    String key = key(opening);
    boolean taken = byTrace.containsKey(TraceId.derived(Turn.SOURCE, session, key));
    return taken ? key + "\n" + opening.text("uuid") : key;
  }

  List<Turn> inOrder() {
    return inOrder;
  }

  /** The turn that goes on, or was the last to end; null before the first. */
  @Nullable Turn last() {
    return inOrder.isEmpty() ? null : inOrder.get(inOrder.size() - 1);
  }

  /** The turn that is that run; null for an unknown one. */
  @Nullable Turn of(TraceId traceId) {
    return byTrace.get(traceId);
  }

  /** The last sign of the session's own agent. */
  Instant lastAt() {
    Turn last = last();
    return last == null ? Instant.MIN : last.talk().lastAt();
  }

  /**
   * The turn in which something happened: that of the prompt, else by time; null before the first.
   */
  @Nullable Turn during(@Nullable String promptId, Instant at) {
    Turn asked = promptId == null ? null : byPromptId.get(promptId);
    if (asked != null) {
      return asked;
    }
    Turn during = inOrder.isEmpty() ? null : inOrder.get(0);
    for (Turn turn : inOrder) {
      during = turn.startedAt().isAfter(at) ? during : turn;
    }
    return during;
  }
}
