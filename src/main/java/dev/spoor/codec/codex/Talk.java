package dev.spoor.codec.codex;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.AgentWork;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one agent heard, said and did: a turn of the session's own thread, or a sub-agent's thread.
 * A call of the model begins when the agent last heard something and has as its input what no call
 * before it had read.
 */
final class Talk {
  private static final Set<String> TYPE = Set.of("type");

  private final String scope;
  private final ToolCalls tools;
  private final AgentWork work;
  private final Words words = new Words();
  private final List<JsonValue> unread;
  private final List<ToolCall> calledTools = new ArrayList<>();
  private TurnContext context;
  private int calls;
  private int notes;
  private long failedTries;
  private @Nullable ModelCall call;
  private @Nullable Instant heardAt;
  private @Nullable String asked;
  private @Nullable JsonValue prompt;
  private @Nullable String lastText;
  private @Nullable JsonObject failure;
  private boolean replied;

  /**
   * A conversation that begins.
   *
   * @param scope names it among those of its run; empty for the run's own
   * @param unread what the model will hear first of all
   */
  Talk(
      String scope,
      ToolCalls tools,
      Instant startedAt,
      TurnContext context,
      List<JsonValue> unread) {
    this.scope = scope;
    this.tools = tools;
    this.work = new AgentWork(startedAt);
    this.context = context;
    this.unread = new ArrayList<>(unread);
  }

  AgentWork work() {
    return work;
  }

  /** What holds from here on. */
  void use(TurnContext now) {
    context = now;
  }

  /** Hears a message of the user, or of whoever plays the user. */
  void hear(RolloutLine line) {
    boolean event = line.is(RolloutLine.EVENT);
    String text = said(line);
    if (!words.isNew("user", text, event)) {
      return;
    }
    Instant at = work.at(line.time());
    JsonValue content = event ? new JsonString(text) : line.payload().get("content");
    if (!Words.isPutIn(text) && content != null) {
      if (asked == null) {
        asked = text;
        prompt = content;
      } else {
        note(SpanOutline.USER_MESSAGE, at, content, JsonObject.EMPTY);
      }
    }
    heard(at, event ? message(text) : line.payload());
  }

  private static JsonObject message(String text) {
    return JsonObject.builder().put("role", "user").put("content", text).build();
  }

  /** The words of a message, as an item or as an event. */
  static String said(RolloutLine line) {
    String event = line.payload().text("message");
    return line.is(RolloutLine.EVENT) && event != null
        ? event
        : Words.text(line.payload().get("content"));
  }

  /** Whether the words were heard in this very conversation as an item, and not yet as an event. */
  boolean isEcho(RolloutLine line) {
    return !words.peekIsNew("user", said(line), line.is(RolloutLine.EVENT));
  }

  private void heard(Instant at, JsonValue message) {
    unread.add(message);
    heardAt = at;
    replied = false;
    if (call != null) {
      call.isOver();
    }
  }

  /** Takes an item of the model's API. */
  void item(RolloutLine line) {
    JsonObject item = line.payload();
    String kind = line.kind();
    if (kind.equals("message")) {
      if ("assistant".equals(item.text("role"))) {
        reply(line);
      } else {
        unread.add(item);
      }
    } else if (kind.equals("reasoning")) {
      answering(work.at(line.time())).add(work.lastAt(), item);
    } else if (kind.endsWith("_call")) {
      useTool(line);
    } else if (kind.endsWith("_output")) {
      Instant at = work.at(line.time());
      tools.answer(item, at);
      heard(at, item);
    } else if (kind.contains("compaction") || kind.equals("ghost_snapshot")) {
      work.event(kind, work.at(line.time()), JsonObject.EMPTY);
    } else {
      tools.oddities().add("item of unknown type " + kind);
    }
  }

  /** The model says something; what an event repeats is no second message. */
  void reply(RolloutLine line) {
    String text = said(line);
    boolean event = line.is(RolloutLine.EVENT);
    if (!words.isNew("assistant", text, event)) {
      return;
    }
    Instant at = work.at(line.time());
    JsonObject item =
        event
            ? JsonObject.builder().put("role", "assistant").put("content", text).build()
            : line.payload();
    answering(at).add(at, item);
    lastText = text.isBlank() ? lastText : text;
    replied = true;
  }

  private ModelCall answering(Instant at) {
    ModelCall known = call;
    if (known != null && known.takesMore()) {
      return known;
    }
    Instant asking = heardAt == null && known != null ? known.endedAt() : heardAt;
    Instant start = asking == null || asking.isAfter(at) ? at : asking;
    calls++;
    ModelCall next =
        new ModelCall(scope + "llm\n" + calls, start, unread, context, failedTries + 1);
    unread.clear();
    failedTries = 0;
    failure = null;
    heardAt = null;
    call = next;
    work.add(next.span());
    return next;
  }

  private void useTool(RolloutLine line) {
    Instant at = work.at(line.time());
    answering(at).add(at, line.payload());
    replied = false;
    ToolCall tool = tools.begin(line.payload(), at, scope + calls + "\n" + calledTools.size());
    if (tool != null) {
      calledTools.add(tool);
      work.add(tool.span());
    }
  }

  /** The last call took that. */
  void count(Usage usage, Instant at) {
    ModelCall known = call;
    if (known == null || known.isCounted()) {
      known = answering(work.at(at));
    }
    known.count(usage);
    work.at(at);
  }

  /** The API failed, and the call is made again. */
  void tryFailed(RolloutLine line) {
    failedTries++;
    event(line);
  }

  /** The API failed, and Codex gave up unless something follows. */
  void fail(RolloutLine line) {
    failure = line.payload();
    event(line);
  }

  /** The conversation was replaced with a shorter one. */
  void compact(RolloutLine line) {
    Instant at = work.at(line.time());
    JsonValue message = line.payload().get("message");
    note("compaction", at, message, Rest.without(line.payload(), Set.of("type", "message")));
    heard(at, line.payload());
  }

  /** Something happened that is no step. */
  void event(RolloutLine line) {
    Instant at = line.time() == null ? work.lastAt() : line.time();
    work.event(line.kind(), at, Rest.without(line.payload(), TYPE));
  }

  private void note(String name, Instant at, @Nullable JsonValue input, JsonObject more) {
    notes++;
    GrowingSpan note = new GrowingSpan(scope + name + "\n" + notes, SpanKind.INTERNAL, name, at);
    note.set(SpanField.INPUT, input == null ? null : PayloadJson.read(input));
    more.members().forEach(note::attribute);
    note.end(at, SpanStatus.OK);
    work.add(note);
  }

  /** Gives tools that have not answered up, or waits for them again. */
  void giveUpTools(@Nullable Instant at) {
    calledTools.forEach(tool -> tool.giveUp(at));
  }

  /** What was asked first, as text; null when nobody asked. */
  @Nullable String asked() {
    return asked;
  }

  /** What was asked first; null when nobody asked. */
  @Nullable JsonValue prompt() {
    return prompt;
  }

  /** The last that the model said to its reader; null before it did. */
  @Nullable String lastText() {
    return lastText;
  }

  /** Why the API failed, when that was the end; null when it was not. */
  @Nullable JsonObject failure() {
    return failure;
  }

  /** Whether the model had the last word and waits for no tool. */
  boolean isAtRest() {
    ModelCall last = call;
    return calledTools.stream().noneMatch(ToolCall::isOpen)
        && replied
        && last != null
        && last.hasLastWord();
  }

  /** What the model has not heard yet. */
  List<JsonValue> unread() {
    return List.copyOf(unread);
  }

  /** The error's own words. */
  static String message(JsonObject failure) {
    return Objects.requireNonNullElse(failure.text("message"), "error");
  }
}
