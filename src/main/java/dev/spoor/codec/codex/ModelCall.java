package dev.spoor.codec.codex;

import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.session.GrowingSpan;
import dev.spoor.codec.session.Rest;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of the model: the items of its answer, and what it took. */
final class ModelCall {
  /** Reasoning that only the API can read. */
  private static final Set<String> UNREADABLE = Set.of("encrypted_content");

  private final GrowingSpan span;
  private final List<JsonValue> items = new ArrayList<>();
  private boolean over;

  /**
   * A call that begins.
   *
   * @param key names it in its run
   * @param input the messages that no earlier call had read
   * @param context of the turn, which names the model
   * @param attempt which try it was, from 1
   */
  ModelCall(String key, Instant at, List<JsonValue> input, TurnContext context, long attempt) {
    span =
        new GrowingSpan(key, SpanKind.LLM, context.model() == null ? "llm" : context.model(), at);
    span.set(SpanField.MODEL, context.model());
    span.set(SpanField.PROVIDER, context.provider());
    if (attempt > 1) {
      span.set(SpanField.ATTEMPT, attempt);
    }
    if (!input.isEmpty()) {
      span.set(SpanField.INPUT, PayloadJson.read(new JsonArray(input)));
      span.attribute("spoor.input", new JsonString("the messages since the call before"));
    }
    span.end(at, SpanStatus.OK);
  }

  GrowingSpan span() {
    return span;
  }

  /** One more item of the answer. */
  void add(Instant at, JsonObject item) {
    items.add(Rest.without(item, UNREADABLE));
    span.set(SpanField.OUTPUT, PayloadJson.read(new JsonArray(items)));
    Instant end = span.endedAt();
    span.end(end != null && end.isAfter(at) ? end : at, SpanStatus.OK);
  }

  /** What it took. */
  void count(Usage usage) {
    span.set(SpanField.USAGE, usage);
    // Neither rollouts nor logs tell the id of an answer.
    span.attribute("spoor.named_by", new JsonString("usage"));
    over = true;
  }

  boolean isCounted() {
    return span.get(SpanField.USAGE) != null;
  }

  /** Something was said to the model, which another call answers. */
  void isOver() {
    over = true;
  }

  boolean takesMore() {
    return !over;
  }

  /** Whether its last item is a message, after which the model waits. */
  boolean hasLastWord() {
    return !items.isEmpty()
        && items.get(items.size() - 1) instanceof JsonObject last
        && (last.text("role") != null || "message".equals(last.text("type")));
  }

  /** When it ended. */
  @Nullable Instant endedAt() {
    return span.endedAt();
  }
}
