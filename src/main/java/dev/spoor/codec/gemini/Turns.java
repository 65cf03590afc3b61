package dev.spoor.codec.gemini;

import dev.spoor.codec.session.Oddities;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The messages of a session's own agent, cut into turns. */
final class Turns {
  private final Oddities oddities;
  private final List<Turn> inOrder = new ArrayList<>();
  private final Map<String, Turn> byMessage = new HashMap<>();
  private final List<Message> beforeFirst = new ArrayList<>();

  Turns(Oddities oddities) {
    this.oddities = oddities;
  }

  List<Turn> inOrder() {
    return inOrder;
  }

  /** Takes a message, or another writing of one. */
  void put(String session, Message message) {
    Turn known = byMessage.get(message.id());
    if (known != null) {
      known.chat().put(message);
    } else if (message.asks()) {
      begin(session, message.id(), message);
    } else if (last() != null) {
      belongs(last(), message);
    } else if (message.is("gemini")) {
      begin(session, null, message);
    } else if (!beforeFirst.contains(message)) {
      beforeFirst.add(message);
    }
  }

  private void begin(String session, @Nullable String key, Message message) {
    Turn before = last();
    if (before != null) {
      before.close();
    }
    Instant at = message.time();
    if (at == null) {
      at = before == null ? Instant.EPOCH : before.chat().work().lastAt();
    }
    Turn turn = new Turn(new TurnKey(Turn.SOURCE, session, key), new Chat(at, oddities));
    inOrder.add(turn);
    belongs(turn, message);
    List<Message> earlier = List.copyOf(beforeFirst);
    beforeFirst.clear();
    earlier.forEach(one -> belongs(turn, one));
  }

  private void belongs(Turn turn, Message message) {
    byMessage.put(message.id(), turn);
    turn.chat().put(message);
  }

  /** The user went back to before a message: those behind it are said no more. */
  void rewind(String id) {
    Turn target = byMessage.get(id);
    int from = target == null ? 0 : inOrder.indexOf(target);
    for (Turn turn : inOrder.subList(from, inOrder.size())) {
      boolean whole = turn != target || isFirst(turn, id);
      if (whole) {
        turn.rewind();
      }
    }
  }

  private static boolean isFirst(Turn turn, String id) {
    return id.equals(Objects.requireNonNull(turn.chat().first()).id());
  }

  /** The turn that goes on, or was the last to end; null before the first. */
  private @Nullable Turn last() {
    return inOrder.isEmpty() ? null : inOrder.get(inOrder.size() - 1);
  }

  /** The turn during which something happened; null before the first. */
  @Nullable Turn during(Instant at) {
    Turn during = inOrder.isEmpty() ? null : inOrder.get(0);
    for (Turn turn : inOrder) {
      during = turn.chat().work().startedAt().isAfter(at) ? during : turn;
    }
    return during;
  }
}
