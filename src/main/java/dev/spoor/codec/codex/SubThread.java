package dev.spoor.codec.codex;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.AgentWork;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Place;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a sub-agent. It hangs under the call that began it; one without such a call is a
 * span of its own under the agent that began it, or the turn in which it worked.
 */
final class SubThread {
  private final String id;
  private final ToolCalls tools;
  private final TokenCounts tokens;
  private final Inherited inherited = new Inherited();
  private TurnContext context = TurnContext.NONE;
  private @Nullable Talk talk;
  private @Nullable GrowingSpan own;
  private @Nullable Turn turn;
  private @Nullable SpanId parent;
  private @Nullable ToolCall beginner;
  private boolean over;
  private @Nullable String aborted;

  SubThread(String id, ToolCalls tools) {
    this.id = id;
    this.tools = tools;
    this.tokens = new TokenCounts(tools.oddities());
  }

  /** Takes the next line. */
  void read(RolloutLine line) {
    if (line.is(RolloutLine.SESSION_META)) {
      inherited.meta(line);
      context = context.meta().members().isEmpty() ? context.withMeta(line.payload()) : context;
    } else if (inherited.covers(line)) {
      if (line.isEvent("token_count")) {
        tokens.read(line.payload());
      }
    } else {
      ownLine(line);
    }
  }

  private void ownLine(RolloutLine line) {
    Talk known = talk(line);
    if (line.is(RolloutLine.TURN_CONTEXT)) {
      context = context.withTurn(line.payload());
      known.use(context);
    } else if (line.isEvent("task_started") || line.isEvent("turn_started")) {
      goOn();
    } else if (line.isEvent("task_complete") || line.isEvent("turn_complete")) {
      known.work().at(line.time());
      over = true;
    } else if (line.isEvent("turn_aborted")) {
      known.work().at(line.time());
      aborted = Objects.requireNonNullElse(line.text("reason"), "aborted");
    } else if (line.isEvent("token_count")) {
      Usage usage = tokens.read(line.payload());
      if (usage != null) {
        known.count(usage, Objects.requireNonNullElse(line.time(), known.work().lastAt()));
      }
    } else if (line.isEvent("user_message") || "user".equals(line.payload().text("role"))) {
      known.hear(line);
    } else {
      if (Lines.isStep(line)) {
        goOn();
      }
      Lines.read(line, known, tools);
    }
  }

  private void goOn() {
    over = false;
    aborted = null;
  }

  private Talk talk(RolloutLine line) {
    Talk known = talk;
    if (known == null) {
      Instant at = Objects.requireNonNullElse(line.time(), Instant.EPOCH);
      known = new Talk(id + "\n", tools, at, context, List.of());
      talk = known;
    }
    return known;
  }

  /** Who began it; null when its lines do not say. */
  @Nullable String parentThread() {
    return CodexSession.parentOf(context.meta());
  }

  /** Where its steps belong; null as long as nobody knows. */
  @Nullable Place place() {
    return talk == null ? null : talk.work().place();
  }

  @Nullable Turn turn() {
    return turn;
  }

  /** Whether it did anything and has no place yet. */
  boolean isHomeless() {
    return talk != null && talk.work().place() == null;
  }

  Instant startedAt() {
    return talk == null ? Instant.EPOCH : talk.work().startedAt();
  }

  /** Whether a call began it, which the parent's lines may tell later. */
  boolean wasSpawned() {
    return !spawn().members().isEmpty();
  }

  /** Hangs it under the call that began it. */
  void placeUnder(ToolCall tool, Place caller, Turn where) {
    beginner = tool;
    SpanId span = SpanId.derived(caller.traceId(), tool.span().key());
    belongTo(new Place(caller.traceId(), span), where);
  }

  /** Hangs it under the agent that began it. */
  void placeBelow(Place above, Turn where) {
    own =
        new GrowingSpan(
            id, SpanKind.AGENT, Objects.requireNonNullElse(nickname(), "agent " + id), startedAt());
    parent = above.agent();
    belongTo(new Place(above.traceId(), SpanId.derived(above.traceId(), id)), where);
  }

  private void belongTo(Place place, Turn where) {
    turn = where;
    if (talk != null) {
      talk.work().belongTo(place);
    }
  }

  private @Nullable String nickname() {
    JsonObject spawn = spawn();
    String nickname = spawn.text("agent_nickname");
    return nickname == null ? context.meta().text("agent_nickname") : nickname;
  }

  private JsonObject spawn() {
    return context.meta().object("source").object("subagent").object("thread_spawn");
  }

  /** Works out how it stands, and tells whoever began it. */
  void settle() {
    Talk known = talk;
    if (known == null || turn == null) {
      return;
    }
    boolean ended = turn.endedAt() != null;
    known.giveUpTools(ended || over || aborted != null ? known.work().lastAt() : null);
    if (beginner != null) {
      beginner.hear(known.work().lastAt());
      known.work().tellEvents(beginner.span());
      beginner.span().attribute("agent_thread", new JsonString(id));
    }
    if (own != null) {
      tell(own, known, ended);
    }
  }

  private void tell(GrowingSpan span, Talk known, boolean ended) {
    SpanStatus status =
        aborted != null
            ? SpanStatus.CANCELLED
            : known.failure() != null
                ? SpanStatus.ERROR
                : over || known.isAtRest()
                    ? SpanStatus.OK
                    : ended ? SpanStatus.CANCELLED : SpanStatus.RUNNING;
    if (status == SpanStatus.RUNNING) {
      span.goOn();
    } else {
      span.end(known.work().lastAt(), status);
    }
    span.set(SpanField.AGENT, spawn().text("agent_role"));
    span.set(SpanField.INPUT, known.prompt() == null ? null : PayloadJson.read(known.prompt()));
    String text = known.lastText();
    span.set(SpanField.OUTPUT, text == null ? null : Payload.text(text));
    span.attribute("agent_thread", new JsonString(id));
    known.work().tellEvents(span);
  }

  /** Hands over what is new or changed. */
  void drain(Consumer<SpanDraft> spans) {
    Place place = place();
    if (own != null && place != null) {
      AgentWork.drain(own, place, parent, spans);
    }
    if (talk != null) {
      talk.work().drain(spans);
      talk.work().forgetPayloads();
    }
  }
}
