package dev.spoor.codec.codex;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.FirstLine;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonBoolean;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, from the model's item to its output. One that begins a sub-agent is that
 * agent's span, under which all that it does stands.
 */
final class ToolCall {
  private static final String CALL = "_call";
  private static final String MCP = "mcp__";
  private static final String SPAWN = "spawn_agent";
  private static final int LONGEST_ERROR = 2_000;

  /** Where shells' tools say how the command ended: in the first lines of a text. */
  private static final int HEADER_CHARACTERS = 400;

  private static final Pattern EXIT_CODE =
      Pattern.compile("^(?:Exit code: |Process exited with code )(-?\\d{1,10})", Pattern.MULTILINE);
  private static final Set<String> READ =
      Set.of("type", "id", "call_id", "name", "arguments", "input", "action", "status");
  private static final Set<String> READ_OF_EVENT = Set.of("type", "call_id", "turn_id");

  private final GrowingSpan span;
  private final String name;
  private boolean answered;
  private @Nullable Instant answeredAt;
  private @Nullable Instant agentLastAt;
  private SpanStatus outcome = SpanStatus.OK;
  private @Nullable String agentThread;

  /**
   * A call that begins.
   *
   * @param item the model's item
   * @param id names the call
   */
  ToolCall(JsonObject item, String id, Instant at) {
    String type = Objects.requireNonNullElse(item.text("type"), CALL);
    String own = item.text("name");
    this.name = own != null ? own : type.substring(0, Math.max(0, type.length() - CALL.length()));
    this.span = new GrowingSpan(id, kind(item), name.isEmpty() ? "tool" : name, at);
    span.set(SpanField.TOOL_NAME, name.isEmpty() ? "tool" : name);
    span.set(SpanField.TOOL_CALL_ID, id);
    JsonValue input = input(item);
    span.set(SpanField.INPUT, input == null ? null : PayloadJson.read(input));
    Rest.without(item, READ).members().forEach(span::attribute);
    nameServer();
    if (beginsAgent()) {
      JsonObject asked = input instanceof JsonObject object ? object : JsonObject.EMPTY;
      span.set(SpanField.AGENT, asked.text("agent_type"));
    }
    String status = item.text("status");
    if (isDoneByTheApi(type) && !"in_progress".equals(status)) {
      answer(at, "failed".equals(status) ? SpanStatus.ERROR : SpanStatus.OK);
    }
  }

  private SpanKind kind(JsonObject item) {
    String namespace = item.text("namespace");
    boolean server = namespace != null && namespace.startsWith(MCP);
    return beginsAgent() ? SpanKind.AGENT : isMcp() || server ? SpanKind.MCP : SpanKind.TOOL;
  }

  private boolean isMcp() {
    return name.startsWith(MCP) && name.indexOf("__", MCP.length()) > 0;
  }

  private void nameServer() {
    if (isMcp()) {
      int between = name.indexOf("__", MCP.length());
      span.attribute("mcp.server", new JsonString(name.substring(MCP.length(), between)));
      span.attribute("mcp.tool", new JsonString(name.substring(between + 2)));
    }
  }

  /** What the API itself does has no output item. */
  private static boolean isDoneByTheApi(String type) {
    return type.equals("web_search_call") || type.equals("image_generation_call");
  }

  private static @Nullable JsonValue input(JsonObject item) {
    for (String member : List.of("arguments", "input", "action")) {
      JsonValue value = item.get(member);
      if (value instanceof JsonString string && member.equals("arguments")) {
        return parsed(string);
      } else if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static JsonValue parsed(JsonString text) {
    try {
      JsonValue value = Json.read(text.value());
      return value instanceof JsonObject ? value : text;
    } catch (JsonReadException e) {
      return text;
    }
  }

  GrowingSpan span() {
    return span;
  }

  boolean beginsAgent() {
    return name.equals(SPAWN);
  }

  /** The thread that works for it; null while none is known. */
  @Nullable String agentThread() {
    return agentThread;
  }

  boolean isOpen() {
    return !answered;
  }

  /** Takes the output item. */
  void answer(Instant at, JsonObject item) {
    JsonValue output = item.get("output");
    JsonObject told =
        output instanceof JsonString text && parsed(text) instanceof JsonObject object
            ? object
            : output instanceof JsonObject object ? object : JsonObject.EMPTY;
    span.set(SpanField.OUTPUT, output == null ? null : PayloadJson.read(output));
    String text = Words.text(told.get("content") != null ? told.get("content") : output);
    if (beginsAgent()) {
      String agent = told.text("agent_id");
      agentThread = agent == null ? told.text("thread_id") : agent;
    }
    boolean failed =
        JsonBoolean.of(false).equals(told.get("success"))
            || exitCode(told, text) != 0
            || "failed".equals(item.text("status"));
    answer(at, failed ? SpanStatus.ERROR : SpanStatus.OK);
    if (failed) {
      String said = told.text("output") == null ? text : told.text("output");
      fail(said);
    }
  }

  private static long exitCode(JsonObject told, String text) {
    if (told.object("metadata").get("exit_code") instanceof JsonNumber code) {
      return code.whole().orElse(1);
    }
    Matcher header =
        EXIT_CODE.matcher(text.substring(0, Math.min(text.length(), HEADER_CHARACTERS)));
    return header.find() ? Long.parseLong(header.group(1)) : 0;
  }

  private void answer(Instant at, SpanStatus status) {
    answered = true;
    answeredAt = at;
    outcome = outcome == SpanStatus.ERROR ? outcome : status;
    finish();
  }

  private void fail(@Nullable String text) {
    outcome = SpanStatus.ERROR;
    String message = text == null || text.isBlank() ? null : FirstLine.cut(text, LONGEST_ERROR);
    if (span.get(SpanField.ERROR) == null) {
      span.set(SpanField.ERROR, new SpanError(null, message, null));
    }
  }

  /** Takes what Codex tells beside the items: an {@code _end} event of the call. */
  void detail(JsonObject event) {
    String kind = Objects.requireNonNullElse(event.text("type"), "detail");
    JsonObject invocation = event.object("invocation");
    if (invocation.text("server") != null) {
      span.set(SpanField.KIND, SpanKind.MCP);
      span.attribute("mcp.server", invocation.get("server"));
      span.attribute("mcp.tool", invocation.get("tool"));
    }
    if (beginsAgent() && event.text("new_thread_id") != null) {
      agentThread = event.text("new_thread_id");
    }
    span.attribute(kind, Rest.without(event, READ_OF_EVENT));
    boolean failed =
        JsonBoolean.of(false).equals(event.get("success"))
            || (event.get("exit_code") instanceof JsonNumber code && code.whole().orElse(1) != 0)
            || event.object("result").get("Err") != null;
    if (failed) {
      JsonValue error = event.object("result").get("Err");
      fail(error instanceof JsonString text ? text.value() : event.text("stderr"));
    }
    finish();
  }

  /** Hears from the agent that it began, which may go on after the answer. */
  void hear(Instant at) {
    agentLastAt = agentLastAt == null || at.isAfter(agentLastAt) ? at : agentLastAt;
    finish();
  }

  private void finish() {
    Instant end = answeredAt;
    if (end != null) {
      boolean later = agentLastAt != null && agentLastAt.isAfter(end);
      span.end(later && agentLastAt != null ? agentLastAt : end, outcome);
    }
  }

  /** Says since when nobody waits for the answer any more; null while somebody does. */
  void giveUp(@Nullable Instant at) {
    if (answered) {
      return;
    }
    if (at == null) {
      span.goOn();
    } else {
      span.end(at, SpanStatus.CANCELLED);
    }
  }
}
