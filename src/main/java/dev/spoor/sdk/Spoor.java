package dev.spoor.sdk;

import dev.spoor.sdk.Ids.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records runs and sends them to a server. A call never waits for the network and never throws:
 * what is recorded waits within bounds and is sent by a thread in the background; without a server
 * the program goes on as usual, and {@link #stats()} counts what was dropped.
 *
 * <pre>{@code
 * Spoor spoor = Spoor.configure().project("shop").agent("fixer").build();
 * try (Trace trace = spoor.startTrace("fix the flaky test")) {
 *   trace.recordLlm(reply.model(), call -> call.provider("anthropic").usage(reply.usage()));
 *   try (SpanScope span = trace.span("run tests", Kind.TOOL)) {
 *     span.input("mvn test").output(runTests());
 *   }
 * }
 * }</pre>
 */
public final class Spoor implements AutoCloseable {
  private final Configuration configuration;
  private final Sender sender;
  private final Counts counts;
  private final Ids ids = new Ids();

  @SuppressWarnings(
      "ThreadLocalUsage") // a static one would be shared by all of a program's clients
  private final ThreadLocal<@Nullable SpanScope> current = new ThreadLocal<>();

  private final Thread atTheEnd;

  Spoor(Configuration configuration, Sender sender, Counts counts) {
    this.configuration = configuration;
    this.sender = sender;
    this.counts = counts;
    this.atTheEnd = new Thread(() -> sender.close(configuration.closeTimeout()), "spoor-sdk-end");
    try {
      Runtime.getRuntime().addShutdownHook(atTheEnd);
    } catch (IllegalStateException endingAlready) {
      counts.problem("made while the program ends");
    }
  }

  /** Says where runs go; {@link Configuration#build()} then makes this. */
  public static Configuration configure() {
    return configure(System.getenv());
  }

  /** The same with other variables than the process was given. */
  static Configuration configure(Map<String, String> environment) {
    return new Configuration(environment);
  }

  /**
   * Starts a run. On a thread with a bound span, or in a program that was given {@code
   * TRACEPARENT}, it hangs below that span.
   */
  public Trace startTrace(String name) {
    Trace trace = new Trace(this, new Place(ids.traceId(), ids.spanId()), String.valueOf(name));
    place().ifPresent(trace::link);
    configuration.describe(trace);
    return trace;
  }

  /**
   * Runs something as a run of its own, bound to this thread. What it throws is recorded and goes
   * on.
   */
  public <T, E extends Exception> T trace(String name, SpanScope.Body<T, E> body) throws E {
    return startTrace(name).within(body);
  }

  /** The span bound to this thread; empty without one. */
  public Optional<SpanScope> current() {
    return Optional.ofNullable(current.get());
  }

  /**
   * The W3C {@code traceparent} of this thread's span, else what this program was given: for
   * programs and servers that it calls.
   */
  public Optional<String> currentTraceparent() {
    return place().map(Place::traceparent);
  }

  private Optional<Place> place() {
    SpanScope span = current.get();
    return span == null
        ? Ids.place(configuration.variable("TRACEPARENT"))
        : Optional.of(new Place(span.traceId(), span.spanId()));
  }

  /** Sends what waits; false when that failed or took longer, and is then still tried later. */
  public boolean flush(Duration timeout) {
    return sender.flush(timeout);
  }

  /** What became of what was recorded. */
  public Stats stats() {
    return counts.with(sender.waiting());
  }

  /** Sends what waits, for two seconds at most unless configured otherwise, and takes no more. */
  @Override
  public void close() {
    sender.close(configuration.closeTimeout());
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException endingAlready) {
      counts.problem("closed while the program ends");
    }
  }

  Ids ids() {
    return ids;
  }

  boolean capturesContent() {
    return configuration.capturesContent();
  }

  void invalid(String problem) {
    counts.invalid(problem);
  }

  void record(Sender.Item item) {
    if (configuration.isEnabled()) {
      sender.put(item);
    }
  }

  /** Binds a span to this thread, and gives the one that was. */
  @Nullable SpanScope bind(SpanScope span) {
    SpanScope around = current.get();
    current.set(span);
    return around;
  }

  /** Puts back what was bound before, unless another was bound since or this is another thread. */
  void unbind(SpanScope span, @Nullable SpanScope around) {
    if (current.get() == span) {
      SpanScope outer = around;
      while (outer != null && outer.isOver()) {
        outer = outer.around();
      }
      if (outer == null) {
        current.remove();
      } else {
        current.set(outer);
      }
    }
  }
}
