package dev.spoor.codec.codex;

import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the session's own thread, cut into turns. Newer versions name each turn; in files of
 * older ones a turn begins with each message of the user. A message between turns waits for the
 * line after it, which may name its turn.
 */
final class OwnThread {
  private final UnaryOperator<String> projects;
  private final ToolCalls tools;
  private final Inherited inherited = new Inherited();
  private final TokenCounts tokens;
  private final List<Turn> turns = new ArrayList<>();
  private final Map<String, Turn> byId = new HashMap<>();
  private final Map<TraceId, Turn> byTrace = new HashMap<>();
  private final List<RolloutLine> held = new ArrayList<>();
  private String session;
  private TurnContext context = TurnContext.NONE;
  private boolean named;

  OwnThread(String fileName, UnaryOperator<String> projects, ToolCalls tools) {
    this.session = fileName;
    this.projects = projects;
    this.tools = tools;
    this.tokens = new TokenCounts(tools.oddities());
  }

  List<Turn> turns() {
    return turns;
  }

  /** The turn during which something happened; null before the first. */
  @Nullable Turn during(Instant at) {
    Turn during = turns.isEmpty() ? null : turns.get(0);
    for (Turn turn : turns) {
      during = turn.talk().work().startedAt().isAfter(at) ? during : turn;
    }
    return during;
  }

  /** Takes the next line. */
  void read(RolloutLine line) {
    if (line.is(RolloutLine.SESSION_META)) {
      meta(line);
    } else if (inherited.covers(line)) {
      skip(line);
    } else if (line.is(RolloutLine.TURN_CONTEXT)) {
      context = context.withTurn(line.payload());
      enter(line);
      if (last() != null) {
        last().use(context);
      }
    } else if (line.isEvent("task_started") || line.isEvent("turn_started")) {
      enter(line);
    } else if (isOfUser(line)) {
      ofUser(line);
    } else if (line.isEvent("token_count")) {
      count(line);
    } else {
      belongs(line);
    }
  }

  private void meta(RolloutLine line) {
    inherited.meta(line);
    if (context.meta().members().isEmpty()) {
      context = context.withMeta(line.payload());
      session = Objects.requireNonNullElse(line.text("id"), session);
    }
  }

  private void skip(RolloutLine line) {
    if (line.isEvent("token_count")) {
      tokens.read(line.payload());
    }
  }

  /** The line names the turn to which it and what follows belong. */
  private void enter(RolloutLine line) {
    String id = line.text("turn_id");
    Turn last = last();
    if (id == null || (last != null && id.equals(last.id()))) {
      return;
    }
    named = true;
    Turn known = byId.get(id);
    if (known == null) {
      begin(line, id);
    }
    letGo();
  }

  private static boolean isOfUser(RolloutLine line) {
    boolean item =
        line.is(RolloutLine.RESPONSE_ITEM)
            && line.kind().equals("message")
            && "user".equals(line.payload().text("role"));
    return item || line.isEvent("user_message");
  }

  private void ofUser(RolloutLine line) {
    Turn last = last();
    boolean goesOn = last != null && (last.talk().isEcho(line) || (named && !last.isOver()));
    if (goesOn && held.isEmpty() && last != null) {
      last.talk().hear(line);
    } else {
      held.add(line);
    }
  }

  /** Lets messages that waited begin a turn, since no line named theirs. */
  private void letGo() {
    List<RolloutLine> waiting = List.copyOf(held);
    held.clear();
    for (RolloutLine line : waiting) {
      Turn last = last();
      boolean asks = !Words.isPutIn(Talk.said(line));
      boolean open = last != null && (last.talk().isEcho(line) || isAwaiting(last));
      if (last == null || (asks && !open)) {
        last = begin(line, null);
      }
      last.talk().hear(line);
    }
  }

  /** Whether nobody has asked for anything in it yet. */
  private static boolean isAwaiting(Turn turn) {
    return turn.talk().asked() == null && !turn.isOver();
  }

  private void count(RolloutLine line) {
    Usage usage = tokens.read(line.payload());
    if (usage != null) {
      Turn turn = turn(line);
      Instant at = line.time();
      turn.talk().count(usage, at == null ? turn.talk().work().lastAt() : at);
    }
  }

  private void belongs(RolloutLine line) {
    Turn named = byId.get(Objects.requireNonNullElse(line.text("turn_id"), ""));
    if (line.isEvent("task_complete") || line.isEvent("turn_complete")) {
      Turn over = named == null ? turn(line) : named;
      over.complete(line);
    } else if (line.isEvent("turn_aborted")) {
      Turn over = named == null ? turn(line) : named;
      over.abort(line);
    } else {
      Turn turn = turn(line);
      if (Lines.isStep(line)) {
        turn.goOn();
      }
      Lines.read(line, turn.talk(), tools);
    }
  }

  /** The turn that goes on; begins one for a file that begins in the middle. */
  private Turn turn(RolloutLine line) {
    letGo();
    Turn last = last();
    return last == null ? begin(line, null) : last;
  }

  private Turn begin(RolloutLine line, @Nullable String id) {
    Turn before = last();
    Instant at = line.time();
    if (at == null) {
      at = before == null ? Instant.EPOCH : before.talk().work().lastAt();
    }
    if (before != null) {
      before.close();
    }
    Talk talk =
        new Talk("", tools, at, context, before == null ? List.of() : before.talk().unread());
    TurnKey key = new TurnKey(Turn.SOURCE, session, id);
    Turn turn = new Turn(key, traceId(key, line, at), context, talk, projects);
    turns.add(turn);
    byTrace.put(turn.place().traceId(), turn);
    if (id != null) {
      byId.put(id, turn);
    }
    return turn;
  }

  /** A turn without a name is told from others by its time; one that nobody asked for has none. */
  private TraceId traceId(TurnKey key, RolloutLine line, Instant at) {
    if (key.turn() != null) {
      return key.traceId();
    }
    String time = isOfUser(line) ? at.toString() : null;
    TraceId id = TraceId.derived(Turn.SOURCE, session, time);
    return byTrace.containsKey(id)
        ? TraceId.derived(Turn.SOURCE, session, at + "\n" + turns.size())
        : id;
  }

  private @Nullable Turn last() {
    return turns.isEmpty() ? null : turns.get(turns.size() - 1);
  }
}
