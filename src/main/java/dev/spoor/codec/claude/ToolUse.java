package dev.spoor.codec.claude;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.Rest;
import dev.spoor.codec.session.Step;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, from the model's {@code tool_use} to the {@code tool_result}. One that begins
 * a sub-agent is that agent's span, under which all that it does stands.
 */
final class ToolUse implements Step {
  private static final Set<String> BEGIN_AGENTS = Set.of("Task", "Agent");
  private static final Set<String> READ_OF_USE = Set.of("type", "id", "name", "input");
  private static final Set<String> READ_OF_RESULT =
      Set.of("type", "tool_use_id", "content", "is_error");
  private static final String SKILL = "Skill";
  private static final String MCP = "mcp__";

  private JsonObject use;
  private final String id;
  private final String name;
  private final Instant startedAt;
  private final Conversation owner;
  private @Nullable ToolResult result;
  private @Nullable Instant givenUpAt;
  private @Nullable Instant agentEndedAt;
  private JsonArray agentEvents = JsonArray.EMPTY;

  /**
   * A call that begins.
   *
   * @param use the {@code tool_use} block
   * @param owner the conversation it belongs to
   */
  ToolUse(JsonObject use, String id, Instant startedAt, Conversation owner) {
    this.use = use;
    this.id = id;
    this.name = Objects.requireNonNullElse(use.text("name"), "tool");
    this.startedAt = startedAt;
    this.owner = owner;
  }

  @Override
  public String key() {
    return id;
  }

  Conversation owner() {
    return owner;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Whether it is a sub-agent's work: by its name, or as a skill that names one in its result. */
  boolean beginsAgent() {
    return beginsAgentByName() || (name.equals(SKILL) && agentId() != null);
  }

  private boolean beginsAgentByName() {
    return BEGIN_AGENTS.contains(name);
  }

  /** The sub-agent that its result names; null while it names none. */
  @Nullable String agentId() {
    if (result == null) {
      return null;
    } else if (name.equals(SKILL)) {
      return result.toldAgentId();
    }
    return beginsAgentByName() ? result.agentId() : null;
  }

  JsonObject input() {
    return use.object("input");
  }

  boolean isOpen() {
    return result == null;
  }

  /** Whether nobody waits for the answer any more. */
  boolean isGivenUp() {
    return isOpen() && givenUpAt != null;
  }

  /** Takes the answer. */
  void answer(ToolResult answer) {
    result = answer;
  }

  @Override
  public void forgetWords() {
    // Of an agent's call more may be told long after it was answered.
    if (result != null && !beginsAgent()) {
      use = JsonObject.EMPTY;
      result = result.withoutWords();
    }
  }

  /**
   * Says since when nobody waits for the answer any more; null while somebody does.
   *
   * @return whether that is news
   */
  boolean giveUp(@Nullable Instant at) {
    boolean news = isOpen() && !Objects.equals(givenUpAt, at);
    givenUpAt = at;
    return news;
  }

  /**
   * Hears from the agent that it began, which may go on after the answer.
   *
   * @param at its last sign
   * @param events what happened to it
   * @return whether that is news
   */
  boolean hear(Instant at, JsonArray events) {
    Instant before = endedAt();
    agentEndedAt = agentEndedAt == null || at.isAfter(agentEndedAt) ? at : agentEndedAt;
    boolean news = !Objects.equals(before, endedAt()) || !events.equals(agentEvents);
    agentEvents = events;
    return news;
  }

  private @Nullable Instant endedAt() {
    Instant end = result == null ? givenUpAt : result.at();
    return end != null && agentEndedAt != null && agentEndedAt.isAfter(end) ? agentEndedAt : end;
  }

  @Override
  public Fields fields(SpanId parent) {
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.PARENT, parent)
            .set(SpanField.KIND, kind())
            .set(SpanField.NAME, title())
            .set(SpanField.STATUS, status())
            .set(SpanField.STARTED_AT, startedAt)
            .set(SpanField.TOOL_NAME, name)
            .set(SpanField.TOOL_CALL_ID, id)
            .set(SpanField.AGENT, beginsAgent() ? input().text("subagent_type") : null)
            .set(SpanField.ATTRIBUTES, Rest.text(attributes()));
    JsonValue input = use.get("input");
    fields.set(SpanField.INPUT, input == null ? null : PayloadJson.read(input));
    Instant end = endedAt();
    if (end == null) {
      fields.clear(SpanField.ENDED_AT);
    } else {
      fields.set(SpanField.ENDED_AT, end.isBefore(startedAt) ? startedAt : end);
    }
    if (result != null) {
      JsonValue content = result.content();
      fields.set(SpanField.OUTPUT, content == null ? null : PayloadJson.read(content));
      if (result.failed()) {
        fields.set(SpanField.ERROR, new SpanError(null, result.errorText(), null));
      }
    }
    if (!agentEvents.elements().isEmpty()) {
      fields.set(SpanField.EVENTS, Json.text(agentEvents));
    }
    return fields.build();
  }

  private SpanKind kind() {
    if (beginsAgent()) {
      return SpanKind.AGENT;
    }
    return mcpParts().isEmpty() ? SpanKind.TOOL : SpanKind.MCP;
  }

  private String title() {
    String description = beginsAgent() ? input().text("description") : null;
    return description == null || description.isBlank() ? name : description;
  }

  private SpanStatus status() {
    if (result != null) {
      return result.failed() ? SpanStatus.ERROR : SpanStatus.OK;
    }
    return givenUpAt == null ? SpanStatus.RUNNING : SpanStatus.CANCELLED;
  }

  /** Server and tool of {@code mcp__server__tool}; empty for any other name. */
  private List<String> mcpParts() {
    int between = name.startsWith(MCP) ? name.indexOf("__", MCP.length()) : -1;
    return between < 0
        ? List.of()
        : List.of(name.substring(MCP.length(), between), name.substring(between + 2));
  }

  private JsonObject attributes() {
    JsonObject.Builder attributes = JsonObject.builder();
    Rest.without(use, READ_OF_USE).members().forEach(attributes::put);
    List<String> mcp = mcpParts();
    if (!mcp.isEmpty()) {
      attributes.put("mcp.server", mcp.get(0)).put("mcp.tool", mcp.get(1));
    }
    if (result != null) {
      Rest.without(result.block(), READ_OF_RESULT).members().forEach(attributes::put);
      attributes.put("tool_use_result", result.rest(use.get("input")));
    }
    return attributes.build();
  }
}
