package dev.spoor.codec.claude;

import dev.spoor.codec.session.EventLog;
import dev.spoor.codec.session.Place;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one agent heard, said and did: a turn of the session's own agent, or a sub-agent's task. A
 * call of the model begins when the agent last heard something and has as its input what no call
 * before it had read.
 */
final class Conversation {
  private static final String SYNTHETIC = "<synthetic>";

  /** Who had the last word. */
  private enum Last {
    HEARD,
    REPLIED,
    SYNTHETIC,
    FAILED
  }

  private final Registry registry;
  private final Map<String, ModelCall> calls = new HashMap<>();
  private final Steps steps;
  private final Set<String> uuids = new HashSet<>();
  private final EventLog events = new EventLog();
  private final List<JsonValue> unread;
  private Instant startedAt;
  private Instant lastAt;
  private @Nullable Place place;
  private @Nullable Instant heardAt;
  private @Nullable ModelCall lastCall;
  private Last last = Last.HEARD;
  private long failedTries;
  private @Nullable String lastText;
  private @Nullable TranscriptLine failure;

  /**
   * A conversation that begins.
   *
   * @param startedAt with its first line
   * @param unread what the model will hear first of all
   */
  Conversation(Registry registry, Instant startedAt, List<JsonValue> unread) {
    this.registry = registry;
    this.steps = new Steps(registry.stored());
    this.startedAt = startedAt;
    this.lastAt = startedAt;
    this.unread = new ArrayList<>(unread);
  }

  /** Hears a message of the user, or of whoever plays the user. */
  void hear(TranscriptLine line, JsonValue message) {
    if (isNew(line)) {
      heard(at(line), message);
    }
  }

  /** Hears what Claude Code puts in, which asks for nothing by itself. */
  void hearAside(TranscriptLine line, JsonValue message) {
    if (isNew(line)) {
      unread.add(message);
      heardAt = at(line);
    }
  }

  /** Is told something that happened beside the conversation, perhaps long after it. */
  void overhear(TranscriptLine line, JsonValue message) {
    if (isNew(line)) {
      unread.add(message);
    }
  }

  /** Hears what tools answered. */
  void hearResults(TranscriptLine line) {
    if (!isNew(line)) {
      return;
    }
    Instant at = at(line);
    List<JsonObject> blocks =
        line.blocks().stream().filter(UserWords::isResult).map(JsonObject.class::cast).toList();
    for (JsonObject block : blocks) {
      JsonValue more = blocks.size() == 1 ? line.json().get("toolUseResult") : null;
      answer(new ToolResult(at, block, more));
    }
    heard(at, line.message());
  }

  private void heard(Instant at, JsonValue message) {
    unread.add(message);
    heardAt = at;
    last = Last.HEARD;
  }

  private void answer(ToolResult result) {
    String id = Objects.requireNonNullElse(result.block().text("tool_use_id"), "");
    ToolUse tool = registry.tool(id);
    if (tool == null) {
      registry.oddities().add("tool result without its call");
      events.add("tool_result", result.at(), result.block());
    } else if (tool.owner() != this && !tool.isOpen()) {
      registry.oddities().add("line replayed from another conversation");
    } else if (!tool.isOpen()) {
      registry.oddities().add("second result of one call");
    } else {
      tool.answer(result);
      registry.answered(tool);
      tool.owner().steps.answered(tool, tool.owner() != this);
    }
  }

  /** Takes a line of the model's. */
  void reply(TranscriptLine line) {
    Conversation owner = registry.ownerOfMessage(line.messageKey(), this);
    if (owner != this) {
      registry.oddities().add("line replayed from another conversation");
    } else if (isNew(line)) {
      Instant at = at(line);
      if (SYNTHETIC.equals(line.message().text("model"))) {
        notTheModel(line, at);
      } else {
        theModel(line, at);
      }
    }
  }

  /** Claude Code's own words in the model's place, mostly that the API failed. */
  private void notTheModel(TranscriptLine line, Instant at) {
    boolean failed = line.says("isApiErrorMessage");
    events.add(failed ? "api_error" : "synthetic_message", at, withMessage(line));
    last = failed ? Last.FAILED : Last.SYNTHETIC;
    failure = line;
  }

  private void theModel(TranscriptLine line, Instant at) {
    ModelCall call = calls.get(line.messageKey());
    if (call == null) {
      call =
          new ModelCall(
              line.messageKey(),
              startOfCall(at),
              unread,
              failedTries == 0 ? null : failedTries + 1);
      calls.put(call.key(), call);
      unread.clear();
      failedTries = 0;
    }
    if (call.isForgotten()) {
      registry.oddities().add("line of a call that was over long before");
      return;
    }
    call.add(line, at);
    steps.changed(call);
    lastCall = call;
    last = Last.REPLIED;
    lastText = call.lastText() == null ? lastText : call.lastText();
    if (call.hasOddUsage()) {
      registry.oddities().add("usage that cannot be read");
    }
    for (JsonValue block : line.blocks()) {
      if (block instanceof JsonObject part && "tool_use".equals(part.text("type"))) {
        useTool(part, at);
      }
    }
  }

  private Instant startOfCall(Instant at) {
    Instant asked = heardAt == null && lastCall != null ? lastCall.endedAt() : heardAt;
    return asked == null || asked.isAfter(at) ? at : asked;
  }

  private void useTool(JsonObject use, Instant at) {
    String id = use.text("id");
    if (id == null) {
      registry.oddities().add("tool use without id");
    } else if (registry.tool(id) == null) {
      ToolUse tool = new ToolUse(use, id, at, this);
      steps.began(tool);
      registry.began(tool);
    }
  }

  /** Notes something with a time of its own. */
  void note(String name, TranscriptLine line, @Nullable JsonValue input) {
    Instant at = at(line);
    String key = Objects.requireNonNullElse(line.text("uuid"), name + "\n" + at);
    steps.changed(new Note(key, name, at, input, line.rest()));
  }

  /** Something happened that is no step. */
  void event(String name, TranscriptLine line) {
    // An event does not prolong the conversation: a command may be typed hours after it.
    Instant at = line.time() == null ? lastAt : line.time();
    JsonObject.Builder attributes = JsonObject.builder();
    line.rest().members().forEach(attributes::put);
    events.add(name, at, attributes.put("content", line.content()).build());
  }

  /** The API failed, and the call is made again. */
  void tryFailed(TranscriptLine line) {
    failedTries++;
    if (line.json().get("retryAttempt") instanceof JsonNumber attempt) {
      failedTries = Math.max(failedTries, attempt.whole().orElse(0));
    }
    events.add("api_error", at(line), line.rest());
  }

  private boolean isNew(TranscriptLine line) {
    String uuid = line.text("uuid");
    boolean isNew = uuid == null || uuids.add(uuid);
    if (!isNew) {
      registry.oddities().add("repeated line");
    }
    return isNew;
  }

  /** When a line was written; one that does not say, with the one before it. */
  private Instant at(TranscriptLine line) {
    Instant at = line.time() == null ? lastAt : line.time();
    lastAt = at.isAfter(lastAt) ? at : lastAt;
    return at;
  }

  /** The conversation goes on at least until then. */
  void last(TranscriptLine line) {
    at(line);
  }

  /** It began later than with its first line, which repeats others. */
  void startAt(Instant at) {
    startedAt = at;
  }

  /** Where it belongs; null as long as nobody knows. */
  @Nullable Place place() {
    return place;
  }

  /** Says where it belongs. */
  void belongTo(Place where) {
    place = where;
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant lastAt() {
    return lastAt;
  }

  JsonArray events() {
    return events.json();
  }

  /** Whether the model was called in it. */
  boolean hasCalls() {
    return lastCall != null;
  }

  /** The last that the model said to its reader; null before it did. */
  @Nullable String lastText() {
    return lastText;
  }

  /** Why the model's last call stopped; null when unknown. */
  @Nullable String stopReason() {
    return lastCall == null ? null : lastCall.stopReason();
  }

  /** Claude Code's own words, when the last are that it gave up; null when it did not. */
  @Nullable TranscriptLine failure() {
    return last == Last.FAILED ? failure : null;
  }

  /** Whether the model had the last word and waits for no tool. */
  boolean isAtRest() {
    boolean replied = last == Last.REPLIED && lastCall != null && lastCall.hasLastWord();
    return !steps.hasOpenTools() && (replied || last == Last.SYNTHETIC);
  }

  /** What the model has not heard yet. */
  List<JsonValue> unread() {
    return List.copyOf(unread);
  }

  Steps steps() {
    return steps;
  }

  private static JsonObject withMessage(TranscriptLine line) {
    JsonObject.Builder all = JsonObject.builder();
    line.rest().members().forEach(all::put);
    return all.put("message", line.message()).build();
  }
}
