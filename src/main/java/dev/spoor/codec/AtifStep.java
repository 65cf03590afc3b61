package dev.spoor.codec;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Payload;
import dev.spoor.model.Wtf8;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of an ATIF file.
 *
 * @param arguments its members
 * @param key its {@code step_id}, else its place from 1
 * @param source who speaks: {@code user}, {@code agent}, {@code system}
 * @param at when; a step without a time has the one before it
 * @param dated whether the file names the time
 * @param calls the tools it calls
 * @param results what tools answered
 * @param metrics what it counted; null when nothing was
 */
record AtifStep(
    Arguments arguments,
    String key,
    String source,
    Instant at,
    boolean dated,
    List<Call> calls,
    List<Result> results,
    @Nullable Arguments metrics) {
  private static final String A_CALL =
      "[{\"tool_call_id\": \"call_1\", \"function_name\": \"bash\", \"arguments\": {\"command\":"
          + " \"ls\"}}]";
  private static final String A_RESULT =
      "[{\"source_call_id\": \"call_1\", \"content\": \"a.txt\"}]";

  /** Members that spans have fields for. */
  private static final Set<String> READ =
      Set.of("timestamp", "source", "message", "tool_calls", "observation", "metrics");

  /**
   * One call of a tool.
   *
   * @param id null when the file names none
   * @param input its arguments; null when there are none
   * @param rest what else is said of it
   */
  record Call(@Nullable String id, String tool, @Nullable JsonValue input, JsonObject rest) {}

  /**
   * One result of a call.
   *
   * @param callId null when the file does not say which
   * @param content null when there is none
   * @param rest what else is said of it
   */
  record Result(@Nullable String callId, @Nullable JsonValue content, JsonObject rest) {}

  /**
   * Reads a step.
   *
   * @param index its place, from 0
   * @param before the time of the step before it
   */
  static AtifStep read(Arguments step, int index, Instant before) {
    Optional<Instant> time = time(step);
    List<Arguments> results =
        step.inside("observation", "{\"results\": " + A_RESULT + "}")
            .map(observation -> observation.each("results", Limits.SPANS, A_RESULT).or(List.of()))
            .or(List.of());
    return new AtifStep(
        step,
        key(step.json().get("step_id"), index),
        step.text("source", Limits.WORD, "agent").required(),
        time.orElse(before),
        time.isPresent(),
        step.each("tool_calls", Limits.SPANS, A_CALL).or(List.of()).stream()
            .map(AtifStep::call)
            .toList(),
        results.stream().map(AtifStep::result).toList(),
        step.inside("metrics", "{\"prompt_tokens\": 1200, \"completion_tokens\": 80}").value());
  }

  /** The time of a step; one without an offset, which older writers left out, is in UTC. */
  static Optional<Instant> time(Arguments step) {
    if (step.json().get("timestamp") instanceof JsonString string) {
      Optional<Instant> utc = Times.parse(string.value() + "Z").filter(Times::inRange);
      if (utc.isPresent()) {
        return utc;
      }
    }
    return Optional.ofNullable(step.time("timestamp").value());
  }

  boolean by(String who) {
    return source.equals(who);
  }

  /** What was said; null when nothing was, as a model that only calls tools says nothing. */
  @Nullable JsonValue message() {
    JsonValue message = arguments.json().get("message");
    return new JsonString("").equals(message) ? null : orNull(message);
  }

  /** What was said, as it is stored; null when nothing was. */
  @Nullable Payload payload() {
    return payload(message());
  }

  /** A value of the file as it is stored; null when there is none. */
  static @Nullable Payload payload(@Nullable JsonValue value) {
    return value == null ? null : PayloadJson.read(value);
  }

  /** What was said, as words; empty when there are none. */
  String words() {
    JsonValue message = message();
    if (message instanceof JsonString string) {
      return string.value();
    }
    return arguments.json().array("message").elements().stream()
        .map(part -> part instanceof JsonObject object ? object.text("text") : null)
        .filter(text -> text != null && !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** What the step says that no field of a span holds. */
  JsonObject rest() {
    return without(arguments.json(), READ);
  }

  /** The object without some members, and without those that are null. */
  static JsonObject without(JsonObject object, Set<String> names) {
    JsonObject.Builder rest = JsonObject.builder();
    object
        .members()
        .forEach((name, value) -> rest.put(name, names.contains(name) ? null : orNull(value)));
    return rest.build();
  }

  /** At most so many characters of a text, no pair of surrogates halved. */
  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Wtf8.startsPair(text, most - 1) ? most - 1 : most);
  }

  private static Call call(Arguments call) {
    return new Call(
        call.text("tool_call_id", Limits.WORD, "call_1").value(),
        call.text("function_name", Limits.WORD, "bash").or("tool"),
        orNull(call.json().get("arguments")),
        without(call.json(), Set.of("tool_call_id", "function_name", "arguments")));
  }

  private static Result result(Arguments result) {
    return new Result(
        result.text("source_call_id", Limits.WORD, "call_1").value(),
        orNull(result.json().get("content")),
        without(result.json(), Set.of("source_call_id", "content")));
  }

  private static String key(@Nullable JsonValue stepId, int index) {
    if (stepId instanceof JsonString string) {
      return string.value();
    }
    return stepId instanceof JsonNumber number ? number.literal() : Integer.toString(index + 1);
  }

  private static @Nullable JsonValue orNull(@Nullable JsonValue value) {
    return value == JsonNull.NULL ? null : value;
  }
}
