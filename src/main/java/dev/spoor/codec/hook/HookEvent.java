package dev.spoor.codec.hook;

import dev.spoor.codec.RunJson;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.SpanId;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event of an agent.
 *
 * @param client who tells
 * @param json what it tells
 * @param at when it was told, since events have no time
 * @param late whether it waited for a server, so that other sources may know more by now
 * @param prompt what its prompt is called where it does not name its turn; null when unknown
 */
public record HookEvent(
    HookClient client, JsonObject json, Instant at, boolean late, @Nullable String prompt) {
  private static final Set<String> ENDS =
      Set.of("Stop", "StopFailure", "SubagentStop", "SessionEnd");

  /** An event as it was told. */
  public HookEvent(HookClient client, JsonObject json, Instant at, boolean late) {
    this(client, json, at, late, null);
  }

  /**
   * Reads an event as it was sent.
   *
   * @throws BadInput when it is no JSON object
   */
  public static HookEvent read(HookClient client, byte[] utf8, Instant at, boolean late) {
    try {
      JsonValue value = Json.read(utf8);
      if (value instanceof JsonObject object) {
        return new HookEvent(client, object, at, late);
      }
      throw mistake(value.shape());
    } catch (JsonReadException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private static BadInput mistake(String got) {
    return BadInput.of("the body of a hook", "must be a JSON object")
        .got(got)
        .example("{\"hook_event_name\": \"Stop\", \"session_id\": \"abc\"}");
  }

  /** What happened, in Claude Code's words; empty when it does not say. */
  String name() {
    String name = Objects.requireNonNullElse(json.text("hook_event_name"), "");
    if (name.equals("beforeSubmitPrompt")) {
      return "UserPromptSubmit";
    }
    return name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** The session; null when it does not say, and then belongs to no run. */
  @Nullable String session() {
    return text(client.session());
  }

  /**
   * The turn. Versions that do not name it have one run a prompt, until what they tell is joined
   * with the turn of another source by the ids of tool calls.
   */
  TurnKey turn() {
    return new TurnKey(
        client.word(), Objects.requireNonNullElse(session(), ""), text(client.turn()));
  }

  TraceId traceId() {
    TurnKey key = turn();
    return key.turn() == null
        ? TraceId.derived(key.source(), key.session(), prompt)
        : key.traceId();
  }

  /** The same event, of which it is known during which prompt it happened. */
  HookEvent during(@Nullable String name) {
    return new HookEvent(client, json, at, late, name);
  }

  SpanId root() {
    return RunJson.rootOf(traceId());
  }

  /** The sub-agent that did it; null for the session's own agent. */
  @Nullable String agentId() {
    String id = text("agent_id");
    return id == null ? text("subagent_id") : id;
  }

  /** A member that says something; null for one that is missing or blank. */
  @Nullable String text(String name) {
    String text = json.text(name);
    return text == null || text.isBlank() ? null : text;
  }

  /** The transcripts that have something new by now; empty for events in the middle of work. */
  public List<String> transcripts() {
    return ENDS.contains(name())
        ? Stream.of("transcript_path", "agent_transcript_path")
            .map(this::text)
            .filter(Objects::nonNull)
            .distinct()
            .map(Objects::requireNonNull)
            .toList()
        : List.of();
  }
}
