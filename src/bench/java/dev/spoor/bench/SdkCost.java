package dev.spoor.bench;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.LateAnswer;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.http.Site;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.sdk.Kind;
import dev.spoor.sdk.SpanScope;
import dev.spoor.sdk.Spoor;
import dev.spoor.sdk.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What one call of an SDK costs the program that makes it, in both languages, with a server that
 * answers at once, one that answers after two seconds, and none. A program that calls without a
 * pause outruns the sending, so that most is dropped: the calls are what is measured. The p99 of
 * the calmest of ten rounds says what the SDK takes, that of all calls also what else ran on the
 * machine.
 */
public final class SdkCost {
  private static final int RUNS = 5_000;
  private static final int WARM_UP_RUNS = 5_000;
  private static final int CALLS = 6;
  private static final int ROUNDS = 10;
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final String PARAGRAPH = "word ".repeat(200);

  private static final List<Map<String, String>> MESSAGES =
      List.of(
          Map.of("role", "user", "content", PARAGRAPH),
          Map.of("role", "assistant", "content", PARAGRAPH));
  private static final Map<String, Integer> USAGE =
      Map.of("input_tokens", 1200, "output_tokens", 80, "cached_input_tokens", 1000);

  private final long[] nanos = new long[RUNS * CALLS];
  private int timed;

  private SdkCost() {}

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, JsonReadException {
    try (HttpServer up = server(Duration.ZERO);
        HttpServer slow = server(SLOW)) {
      measure("server up", "http://127.0.0.1:" + up.port());
      measure("server slow", "http://127.0.0.1:" + slow.port());
      measure("server down", "http://127.0.0.1:" + closedPort());
    }
  }

  private static HttpServer server(Duration delay) throws IOException {
    Supplier<List<Route>> routes =
        () -> List.of(route("/v1/traces", delay), route("/v1/logs", delay));
    return HttpServer.start(
        new Address("127.0.0.1", 0),
        new Site(new Identity("bench", "1", "1"), routes, Set.of(), (what, fault) -> what));
  }

  private static Route route(String path, Duration delay) {
    return Route.post(
        path,
        request -> {
          LateAnswer answer = new LateAnswer();
          CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
              .execute(() -> answer.respond(Response.json("{}")));
          return answer;
        });
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void measure(String name, String url)
      throws IOException, InterruptedException, JsonReadException {
    JsonObject python = python(url);
    long[] calls =
        python.array("nanos").elements().stream()
            .mapToLong(each -> Long.parseLong(each.write()))
            .toArray();
    print("Python", name, calls, Long.parseLong(python.get("dropped").write()));
    SdkCost java = new SdkCost();
    try (Spoor spoor = Spoor.configure().url(url).closeTimeout(Duration.ZERO).build()) {
      java.record(spoor, WARM_UP_RUNS);
      java.record(spoor, RUNS);
      print("Java", name, java.nanos, spoor.stats().dropped());
    }
  }

  private void record(Spoor spoor, int runs) {
    for (int i = 0; i < runs; i++) {
      timed = i % RUNS * CALLS;
      Trace trace = time(() -> spoor.startTrace("run").session("s"));
      time(
          () ->
              trace.recordLlm(
                  "m", call -> call.provider("openai").usage(USAGE).input(MESSAGES).output("w")));
      SpanScope step = time(() -> trace.span("step", Kind.TOOL).toolName("bash").input("mvn test"));
      time(() -> ended(step.output("fine")));
      time(() -> trace.score("passed", 1));
      time(() -> ended(trace.output("done")));
    }
  }

  private static SpanScope ended(SpanScope span) {
    span.close();
    return span;
  }

  private <T> T time(Supplier<T> call) {
    long begun = System.nanoTime();
    T result = call.get();
    nanos[timed++] = System.nanoTime() - begun;
    return result;
  }

  private static JsonObject python(String url)
      throws IOException, InterruptedException, JsonReadException {
    ProcessBuilder command =
        new ProcessBuilder("python3", "src/bench/python/sdk_cost.py", url, RUNS + "", "200");
    command.environment().put("PYTHONPATH", Path.of("src/main/python").toAbsolutePath().toString());
    command.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("src/bench/python/sdk_cost.py failed");
    }
    return (JsonObject) Json.read(told);
  }

  private static void print(String sdk, String name, long[] nanos, long dropped) {
    double calmest = Double.MAX_VALUE;
    int round = nanos.length / ROUNDS;
    for (int from = 0; from < nanos.length; from += round) {
      calmest = Math.min(calmest, micros(Arrays.copyOfRange(nanos, from, from + round), 99));
    }
    System.out.printf(
        Locale.ROOT,
        "%-7s %-12s p50 %5.1f us, p99 %6.1f us, of the calmest round %5.1f us;"
            + " %d calls, %d spans and scores dropped%n",
        sdk,
        name,
        micros(nanos.clone(), 50),
        micros(nanos.clone(), 99),
        calmest,
        nanos.length,
        dropped);
  }

  private static double micros(long[] nanos, int percent) {
    Arrays.sort(nanos);
    return nanos[nanos.length * percent / 100] / 1e3;
  }
}
