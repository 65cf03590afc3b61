package dev.spoor.sdk;

import dev.spoor.sdk.Ids.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run while it lasts; over when it is closed. What is set afterwards is left out.
 *
 * <p>No method throws for what it is given, and null changes nothing: what cannot be recorded is
 * left out and counted in {@link Spoor#stats()}. May be used from many threads.
 */
public sealed class SpanScope implements AutoCloseable permits Trace {
  private final Spoor spoor;
  private final SpanText text;
  private final Set<String> tags = new LinkedHashSet<>();
  private @Nullable SpanScope around;
  private boolean bound;
  private boolean over;

  SpanScope(Spoor spoor, Place place, @Nullable String parentSpanId, String name, Kind kind) {
    this.spoor = spoor;
    this.text = new SpanText(place, parentSpanId, name);
    set("spoor.kind", kind.word());
    set("gen_ai.operation.name", kind.operation().isEmpty() ? null : kind.operation());
  }

  /** The run's trace id: 32 hexadecimal digits. */
  public final String traceId() {
    return text.place().traceId();
  }

  /** 16 hexadecimal digits. */
  public final String spanId() {
    return text.place().spanId();
  }

  /** This span as a W3C {@code traceparent}, for programs and servers that it calls. */
  public final String traceparent() {
    return text.place().traceparent();
  }

  /** Starts a step inside this one. */
  public final SpanScope span(String name, Kind kind) {
    Place place = new Place(traceId(), spoor.ids().spanId());
    return new SpanScope(
        spoor, place, spanId(), String.valueOf(name), kind == null ? Kind.INTERNAL : kind);
  }

  /**
   * Runs a step inside this one, bound to this thread. What it throws is recorded and goes on.
   *
   * @param body what the step does
   */
  public final <T, E extends Exception> T call(String name, Kind kind, Body<T, E> body) throws E {
    return span(name, kind).within(body);
  }

  /**
   * What a span surrounds.
   *
   * @param <T> what it gives
   * @param <E> what it may throw
   */
  @FunctionalInterface
  public interface Body<T, E extends Exception> {
    /** Does it. */
    T run(SpanScope span) throws E;
  }

  @SuppressWarnings("unchecked") // E is all that the body declares
  final <T, E extends Exception> T within(Body<T, E> body) throws E {
    try (SpanScope span = bind()) {
      try {
        return body.run(span);
      } catch (Exception e) {
        span.error(e);
        throw (E) e;
      } catch (Error e) {
        span.error(e);
        throw e;
      }
    }
  }

  /**
   * Records a call of a model that is over.
   *
   * @param model as the provider named it in its reply
   * @param about says the rest: {@code call -> call.provider("openai").usage(usage).output(text)}
   */
  public final SpanScope recordLlm(String model, Consumer<SpanScope> about) {
    return record(span("llm " + model, Kind.LLM).model(model), about);
  }

  /**
   * Records a call of a tool that is over.
   *
   * @param about says the rest
   */
  public final SpanScope recordTool(String toolName, Consumer<SpanScope> about) {
    return record(span(toolName, Kind.TOOL).toolName(toolName), about);
  }

  private SpanScope record(SpanScope span, Consumer<SpanScope> about) {
    try (span) {
      quietly("about", () -> about.accept(span));
    }
    return span;
  }

  /** Makes this the span that {@link Spoor#current()} gives on this thread until it is closed. */
  public final synchronized SpanScope bind() {
    if (!bound && !over) {
      bound = true;
      around = spoor.bind(this);
    }
    return this;
  }

  /** What the step was given: a text, or maps, lists, numbers and texts as JSON knows them. */
  public final SpanScope input(@Nullable Object value) {
    return spoor.capturesContent() ? set("spoor.input", value) : this;
  }

  /** What came out of it. */
  public final SpanScope output(@Nullable Object value) {
    return spoor.capturesContent() ? set("spoor.output", value) : this;
  }

  /** One attribute, under exactly this name. */
  public final SpanScope attribute(String key, @Nullable Object value) {
    return set(key, value);
  }

  /** One more tag. */
  public final synchronized SpanScope tag(String tag) {
    return quietly(
        "tag",
        () -> {
          requireOpen();
          if (tag.isEmpty()) {
            throw new IllegalArgumentException("a tag is not empty");
          }
          tags.add(tag);
        });
  }

  /** The provider of the model, such as {@code anthropic}. */
  public final SpanScope provider(@Nullable String provider) {
    return set("gen_ai.provider.name", provider);
  }

  /** The model that answered. */
  public final SpanScope model(@Nullable String model) {
    return set("gen_ai.response.model", model);
  }

  /** The model that was asked for, when that is another name. */
  public final SpanScope requestModel(@Nullable String model) {
    return set("gen_ai.request.model", model);
  }

  /** Any provider's own usage object, with its own names. */
  public final SpanScope usage(@Nullable Map<String, ?> usage) {
    return quietly(
        "usage",
        () -> {
          Map<String, Long> counts = usage == null ? Map.of() : Tokens.attributes(usage);
          if (usage != null && counts.isEmpty()) {
            throw new IllegalArgumentException(
                "no count that we know; an example is {input_tokens=1200, output_tokens=80}");
          }
          counts.forEach(this::set);
        });
  }

  /** Tokens of the input, cached ones included, and of the output, reasoning included. */
  public final SpanScope usage(long inputTokens, long outputTokens) {
    return usage(Map.of("input_tokens", inputTokens, "output_tokens", outputTokens));
  }

  /** What the step cost, in US dollars; without it the server works the price out. */
  public final SpanScope costUsd(double dollars) {
    return set("spoor.cost_usd", dollars);
  }

  /** The model's temperature. */
  public final SpanScope temperature(double temperature) {
    return set("gen_ai.request.temperature", temperature);
  }

  /** The most tokens the model was allowed. */
  public final SpanScope maxTokens(long tokens) {
    return set("gen_ai.request.max_tokens", tokens);
  }

  /** Why the model stopped. */
  public final SpanScope finishReason(@Nullable String reason) {
    return set("gen_ai.response.finish_reasons", reason == null ? null : List.of(reason));
  }

  /** How long the first part of the answer took. */
  public final SpanScope timeToFirstToken(Duration time) {
    return set("gen_ai.response.time_to_first_chunk", time.toNanos() / 1e9);
  }

  /** The tool that was called. */
  public final SpanScope toolName(@Nullable String name) {
    return set("gen_ai.tool.name", name);
  }

  /** The id under which the model asked for the tool. */
  public final SpanScope toolCallId(@Nullable String id) {
    return set("gen_ai.tool.call.id", id);
  }

  /** Which try it was, from 1. */
  public final SpanScope attempt(int attempt) {
    return set("spoor.attempt", attempt);
  }

  /** When it started, instead of when this object was made. */
  public final synchronized SpanScope startedAt(Instant at) {
    return quietly("startedAt", () -> text.startedAt(at));
  }

  /** When it ended, instead of when it is closed. */
  public final synchronized SpanScope endedAt(Instant at) {
    return quietly("endedAt", () -> text.endedAt(at));
  }

  /** How long it took: until it is closed, or from the start that was named. */
  public final synchronized SpanScope duration(Duration duration) {
    return quietly("duration", () -> text.duration(duration));
  }

  /** It failed. */
  public final SpanScope error(@Nullable Throwable failure) {
    if (failure == null) {
      return this;
    }
    StringWriter stack = new StringWriter();
    return quietly("error", () -> failure.printStackTrace(new PrintWriter(stack, true)))
        .fail(failure.getClass().getName(), String.valueOf(failure.getMessage()), stack.toString());
  }

  /**
   * It failed.
   *
   * @param type a short word to group by
   */
  public final SpanScope error(String type, String message) {
    return fail(String.valueOf(type), String.valueOf(message), "");
  }

  /** Somebody stopped it, which is no failure. */
  public final SpanScope cancelled() {
    return set("spoor.status", "cancelled");
  }

  /** Grades the step, or the run when this is the run itself. */
  public final SpanScope score(String name, double value) {
    return score(name, value, null, null);
  }

  /**
   * Grades the step, or the run when this is the run itself.
   *
   * @param value null when there is only a label
   * @param label null when there is only a value
   * @param reason null when there is none
   */
  public final SpanScope score(
      String name, @Nullable Double value, @Nullable String label, @Nullable String reason) {
    return quietly(
        "score", () -> spoor.record(text.score(spoor.ids().traceId(), name, value, label, reason)));
  }

  /** The step is over; does nothing the second time. */
  @Override
  public final void close() {
    quietly("close", this::end);
  }

  private synchronized void end() {
    if (over) {
      return;
    }
    if (bound) {
      spoor.unbind(this, around);
    }
    if (!tags.isEmpty()) {
      text.set("spoor.run.tags", tags);
    }
    over = true;
    spoor.record(text.span());
  }

  final synchronized boolean isOver() {
    return over;
  }

  final synchronized @Nullable SpanScope around() {
    return around;
  }

  final synchronized SpanScope set(@Nullable String key, @Nullable Object value) {
    return quietly(
        String.valueOf(key),
        () -> {
          if (value != null) {
            requireOpen();
            text.set(String.valueOf(key), value);
          }
        });
  }

  final void link(Place parent) {
    text.link(parent);
  }

  private synchronized SpanScope fail(String type, String message, String stack) {
    return quietly(
        "error",
        () -> {
          requireOpen();
          text.fail(type, message, stack);
        });
  }

  private void requireOpen() {
    if (over) {
      throw new IllegalStateException("the span is over");
    }
  }

  /** Whatever is wrong with what was recorded is counted, and the program goes on. */
  private SpanScope quietly(String what, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | StackOverflowError e) {
      spoor.invalid(what + " of span " + text.name() + ": " + e);
    }
    return this;
  }
}
