package dev.spoor.codec.gemini;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.codec.session.AgentWork;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Oddities;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one agent: a turn of the session, or a sub-agent's task. Each of the model's is a
 * call of it, which begins when its agent last heard something. A message that is written again
 * replaces what it was.
 */
final class Chat {
  private static final Set<String> READ =
      Set.of("id", "timestamp", "type", "content", "model", "tokens", "toolCalls", "thoughts");

  private final Oddities oddities;
  private final AgentWork work;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, GrowingSpan> spans = new HashMap<>();
  private final Map<String, String> agents = new HashMap<>();
  private boolean stale;

  /** A chat that begins. */
  Chat(Instant startedAt, Oddities oddities) {
    this.work = new AgentWork(startedAt);
    this.oddities = oddities;
  }

  AgentWork work() {
    return work;
  }

  /** A message, or another writing of one. */
  void put(Message written) {
    Message before = messages.get(written.id());
    Message message = before == null ? written : written.over(before);
    messages.put(message.id(), message);
    work.at(message.time());
    message.toolCalls().forEach(call -> work.at(Message.time(call)));
    stale |= !message.equals(before);
    if (before == null && message.is("gemini") && hasOddTokens(message)) {
      oddities.add("usage that cannot be read");
    } else if (before == null && isEvent(message)) {
      JsonObject said = JsonObject.builder().put("content", message.content()).build();
      work.event(message.type(), work.lastAt(), said);
    }
  }

  /** What the program tells, and what the user tells it. */
  private static boolean isEvent(Message message) {
    return !message.is("gemini") && !(message.is("user") && message.asks());
  }

  private static boolean hasOddTokens(Message message) {
    return !message.json().object("tokens").members().isEmpty() && usage(message) == null;
  }

  /** The call that began a sub-agent, by what its span is called; null when none is known. */
  @Nullable String beginner(String agentId) {
    return agents.get(agentId);
  }

  /** The first message. */
  @Nullable Message first() {
    return messages.values().stream().findFirst().orElse(null);
  }

  /** The last message of user, model or program that failed; null before it. */
  @Nullable Message last() {
    Message last = null;
    for (Message message : messages.values()) {
      boolean counts = message.is("gemini") || message.is("error") || message.asks();
      last = counts ? message : last;
    }
    return last;
  }

  /** The last message of all; null before the first. */
  @Nullable Message lastOfAny() {
    Message last = null;
    for (Message message : messages.values()) {
      last = message;
    }
    return last;
  }

  /** Whether the model had the last word and waits for no tool. */
  boolean isAtRest() {
    Message last = last();
    return last != null
        && last.is("gemini")
        && last.toolCalls().isEmpty()
        && !last.words().isBlank();
  }

  /** The last that the model said to its reader; null before it did. */
  @Nullable String lastText() {
    String text = null;
    for (Message message : messages.values()) {
      text = message.is("gemini") && !message.words().isBlank() ? message.words() : text;
    }
    return text;
  }

  /** Works the steps out, when messages came since the last time. */
  void settle(@Nullable Instant over) {
    if (!stale && over == null) {
      return;
    }
    stale = false;
    List<JsonValue> heard = new ArrayList<>();
    Instant heardAt = work.startedAt();
    for (Message message : messages.values()) {
      if (message.is("gemini")) {
        heardAt = reply(message, heard, heardAt, over);
      } else if (message.is("user")) {
        heard.add(said(message));
        heardAt = later(heardAt, message.time());
      }
    }
  }

  private static JsonObject said(Message message) {
    return JsonObject.builder().put("role", "user").put("content", message.content()).build();
  }

  private Instant reply(
      Message message, List<JsonValue> heard, Instant heardAt, @Nullable Instant over) {
    Instant at = message.time() == null ? heardAt : message.time();
    Instant start = heardAt.isAfter(at) ? at : heardAt;
    GrowingSpan call =
        spans.computeIfAbsent(
            message.id(), id -> added(new GrowingSpan(id, SpanKind.LLM, "llm", start)));
    call.startAt(start);
    tell(call, message, at, heard);
    heard.clear();
    Instant last = later(heardAt, at);
    List<JsonObject> tools = message.toolCalls();
    for (int index = 0; index < tools.size(); index++) {
      JsonObject tool = tools.get(index);
      String key = ToolSpan.key(tool, message, index);
      GrowingSpan span = spans.computeIfAbsent(key, id -> added(ToolSpan.begin(id, tool, at)));
      ToolSpan.tell(span, tool, over);
      last = later(last, span.endedAt());
      heard.add(answered(tool));
      if (tool.text("agentId") != null) {
        agents.put(tool.text("agentId"), key);
      }
    }
    return last;
  }

  private GrowingSpan added(GrowingSpan span) {
    work.add(span);
    return span;
  }

  private static JsonObject answered(JsonObject tool) {
    return JsonObject.builder()
        .put("role", "tool")
        .put("id", tool.get("id"))
        .put("name", tool.get("name"))
        .put("result", tool.get("result"))
        .build();
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  private static void tell(GrowingSpan call, Message message, Instant at, List<JsonValue> heard) {
    String model = message.json().text("model");
    call.set(SpanField.NAME, model == null ? "llm" : model);
    call.set(SpanField.MODEL, model);
    call.set(SpanField.PROVIDER, model != null && model.startsWith("gemini") ? "google" : null);
    Usage usage = usage(message);
    call.set(SpanField.USAGE, usage);
    call.attribute("spoor.named_by", usage == null ? null : new JsonString("usage"));
    call.set(SpanField.OUTPUT, PayloadJson.read(output(message)));
    if (!heard.isEmpty()) {
      call.set(SpanField.INPUT, PayloadJson.read(new JsonArray(heard)));
      call.attribute("spoor.input", new JsonString("the messages since the call before"));
    }
    Rest.without(message.json(), READ).members().forEach(call::attribute);
    call.end(at, SpanStatus.OK);
  }

  /** What the model thought, said and called; a text alone as such. */
  private static JsonValue output(Message message) {
    JsonArray thoughts = message.json().array("thoughts");
    JsonValue content = message.content();
    if (thoughts.elements().isEmpty() && message.toolCalls().isEmpty() && content != null) {
      return content;
    }
    JsonObject.Builder output = JsonObject.builder().put("content", content);
    if (!thoughts.elements().isEmpty()) {
      output.put("thoughts", thoughts);
    }
    if (!message.toolCalls().isEmpty()) {
      output.put(
          "tool_calls",
          JsonArray.of(
              message.toolCalls(),
              call ->
                  JsonObject.builder()
                      .put("id", call.get("id"))
                      .put("name", call.get("name"))
                      .put("args", call.get("args"))
                      .build()));
    }
    return output.build();
  }

  /** What the call took; null when it is not told, or cannot be read. */
  private static @Nullable Usage usage(Message message) {
    JsonObject tokens = message.json().object("tokens");
    boolean counted = tokens.members().values().stream().anyMatch(JsonNumber.class::isInstance);
    try {
      return counted
          ? UsageJson.read(Arguments.of(tokens, new Warnings()), UsageConvention.GEMINI, true)
          : null;
    } catch (BadInput e) {
      return null;
    }
  }
}
