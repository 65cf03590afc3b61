package dev.spoor.codec.claude;

import dev.spoor.codec.Arguments;
import dev.spoor.codec.PayloadJson;
import dev.spoor.codec.UsageConvention;
import dev.spoor.codec.UsageJson;
import dev.spoor.codec.Warnings;
import dev.spoor.codec.session.Rest;
import dev.spoor.codec.session.Step;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.BadInput;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of the model. Its reply stands in one line a part, each with the same message id and the
 * usage as known by then, so that usage is the largest of each counter and never a sum. As long as
 * no line has a stop reason, output is what was counted when the reply began: a lower bound.
 */
final class ModelCall implements Step {
  private static final Set<String> READ_OF_MESSAGE =
      Set.of("id", "type", "role", "model", "content", "stop_reason", "usage");
  private static final Set<String> COUNTED =
      Set.of(
          "input_tokens",
          "output_tokens",
          "cache_creation_input_tokens",
          "cache_read_input_tokens",
          "cache_creation");
  private static final Usage PARTIAL = new Usage(0, 0, 0, 0, 0, 0, true);
  private static final Set<String> STOPS_FOR_TOOLS = Set.of("tool_use", "pause_turn");

  private final String key;
  private final Instant startedAt;
  private JsonArray input;
  private final @Nullable Long attempt;
  private final List<JsonValue> parts = new ArrayList<>();
  private Instant endedAt;
  private JsonObject message = JsonObject.EMPTY;
  private JsonObject usage = JsonObject.EMPTY;
  private JsonObject rest = JsonObject.EMPTY;
  private boolean endsInText;
  private boolean forgotten;
  private @Nullable Usage counted;
  private @Nullable String model;
  private @Nullable String requestId;
  private @Nullable String stopReason;

  /**
   * A call that begins.
   *
   * @param key the message id
   * @param startedAt when it was asked
   * @param input the messages that no earlier call had read
   * @param attempt which try it was; null when it was the first
   */
  ModelCall(String key, Instant startedAt, List<JsonValue> input, @Nullable Long attempt) {
    this.key = key;
    this.startedAt = startedAt;
    this.endedAt = startedAt;
    this.input = new JsonArray(input);
    this.attempt = attempt;
  }

  /** One more line of the reply. */
  void add(TranscriptLine line, Instant at) {
    JsonObject said = line.message();
    if (said.get("content") instanceof JsonString text) {
      parts.add(text);
    } else {
      parts.addAll(line.blocks());
    }
    endsInText = !parts.isEmpty() && !text(parts.get(parts.size() - 1)).isBlank();
    endedAt = at.isAfter(endedAt) ? at : endedAt;
    count(Largest.of(usage, said.object("usage")));
    message = Largest.of(message, Rest.without(said, READ_OF_MESSAGE));
    rest = Largest.of(rest, line.rest());
    model = said.text("model") == null ? model : said.text("model");
    requestId = line.text("requestId") == null ? requestId : line.text("requestId");
    stopReason = said.text("stop_reason") == null ? stopReason : said.text("stop_reason");
  }

  @Override
  public void forgetWords() {
    forgotten = true;
    input = JsonArray.EMPTY;
    parts.clear();
    message = JsonObject.EMPTY;
    rest = JsonObject.EMPTY;
    usage = JsonObject.EMPTY;
  }

  /** Whether its words are kept no more, so that nothing can be added to them. */
  boolean isForgotten() {
    return forgotten;
  }

  @Override
  public String key() {
    return key;
  }

  Instant endedAt() {
    return endedAt;
  }

  @Nullable String stopReason() {
    return stopReason;
  }

  /** Whether the model has nothing more to do, as far as the lines tell. */
  boolean hasLastWord() {
    return stopReason == null ? endsInText : !STOPS_FOR_TOOLS.contains(stopReason);
  }

  /** The last text of the reply; null when it only calls tools. */
  @Nullable String lastText() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (!text(parts.get(i)).isBlank()) {
        return text(parts.get(i));
      }
    }
    return null;
  }

  private static String text(JsonValue part) {
    if (part instanceof JsonString string) {
      return string.value();
    }
    String text =
        part instanceof JsonObject object && "text".equals(object.text("type"))
            ? object.text("text")
            : null;
    return text == null ? "" : text;
  }

  @Override
  public Fields fields(SpanId parent) {
    Fields.Builder fields =
        Fields.builder()
            .set(SpanField.PARENT, parent)
            .set(SpanField.KIND, SpanKind.LLM)
            .set(SpanField.NAME, model == null ? "llm" : model)
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.STARTED_AT, startedAt)
            .set(SpanField.ENDED_AT, endedAt)
            .set(SpanField.OUTPUT, output())
            .set(SpanField.MODEL, model)
            .set(SpanField.PROVIDER, provider())
            .set(SpanField.FINISH_REASON, stopReason)
            .set(SpanField.USAGE, usage())
            .set(SpanField.COST, cost())
            .set(SpanField.ATTEMPT, attempt)
            .set(SpanField.ATTRIBUTES, Rest.text(attributes()));
    if (!input.elements().isEmpty()) {
      fields.set(SpanField.INPUT, PayloadJson.read(input));
    }
    return fields.build();
  }

  private Payload output() {
    return PayloadJson.read(
        parts.size() == 1 && parts.get(0) instanceof JsonString text ? text : new JsonArray(parts));
  }

  private @Nullable String provider() {
    return model != null && model.startsWith("claude") ? "anthropic" : null;
  }

  private void count(JsonObject largest) {
    if (!largest.equals(usage)) {
      usage = largest;
      JsonObject.Builder counters = JsonObject.builder();
      COUNTED.forEach(name -> counters.put(name, largest.get(name)));
      counted =
          orNull(
              counters.build(), counts -> UsageJson.read(counts, UsageConvention.EXCLUSIVE, true));
    }
  }

  /** Whether something was counted that cannot be read. */
  boolean hasOddUsage() {
    return !usage.members().isEmpty() && counted == null;
  }

  private @Nullable Usage usage() {
    return counted == null || stopReason != null ? counted : counted.plus(PARTIAL);
  }

  /** What old versions reported. */
  private @Nullable Usd cost() {
    return orNull(rest, line -> line.money("costUSD").value());
  }

  private static <T> @Nullable T orNull(
      JsonObject object, Function<Arguments, @Nullable T> reader) {
    try {
      return reader.apply(Arguments.of(object, new Warnings()));
    } catch (BadInput e) {
      return null;
    }
  }

  private JsonObject attributes() {
    JsonObject.Builder attributes = JsonObject.builder();
    attributes.put("message_id", key).put("request_id", requestId);
    if (!input.elements().isEmpty()) {
      attributes.put("spoor.input", "the messages since the call before");
    }
    message.members().forEach(attributes::put);
    rest.members().forEach(attributes::put);
    JsonObject beside = Rest.without(usage, counted == null ? Set.of() : COUNTED);
    return attributes.put("usage", Rest.orNull(beside)).build();
  }
}
