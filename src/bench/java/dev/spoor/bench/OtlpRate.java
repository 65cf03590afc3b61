package dev.spoor.bench;

import dev.spoor.codec.dialect.OtlpDrafts;
import dev.spoor.codec.otlp.OtlpEncoding;
import dev.spoor.codec.otlp.OtlpReader;
import dev.spoor.codec.otlp.Protobuf;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.otlp.Otlp;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Spans a second over OTLP, in protobuf and JSON over loopback into a store on the disk, one
 * sender, beside the same drafts through {@code Ingest} alone, in turns: {@code OtlpRate [spans a
 * round]}. {@code OtlpRate memory [spans]} sends many and tells how much of the heap is in use.
 */
public final class OtlpRate {
  private static final int SPANS_A_REQUEST = 1_000;
  private static final int SPANS_A_RUN = 50;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int ROUNDS = 5;
  private static final long START = 1_790_000_000_000_000_000L;
  private static final long MEBIBYTE = 1 << 20;
  private static final PriceBook PRICES = PriceBook.bundled();

  private OtlpRate() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String what = arguments.length > 0 ? arguments[0] : "30000";
    if (what.equals("memory")) {
      memory(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000);
    } else {
      compare(Integer.parseInt(what));
    }
  }

  /** What one round gave, in spans a second. */
  private record Round(double protobuf, double json, double alone) {}

  private static void compare(int spans) throws IOException, InterruptedException {
    List<Round> rounds = new ArrayList<>();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      Path folder = Files.createTempDirectory("spoor-otlp-rate");
      try {
        List<byte[]> protobuf = requests(spans, OtlpEncoding.PROTOBUF);
        Round measured =
            new Round(
                overHttp(folder.resolve("protobuf.db"), OtlpEncoding.PROTOBUF, protobuf),
                overHttp(
                    folder.resolve("json.db"),
                    OtlpEncoding.JSON,
                    requests(spans, OtlpEncoding.JSON)),
                throughIngest(folder.resolve("ingest.db"), protobuf));
        if (round >= 0) {
          rounds.add(measured);
        }
      } finally {
        BenchFolder.delete(folder);
      }
    }
    print("protobuf", rounds, Round::protobuf);
    print("JSON", rounds, Round::json);
  }

  private static void print(String encoding, List<Round> rounds, ToDoubleFunction<Round> overHttp) {
    System.out.printf(
        Locale.ROOT,
        "OTLP in %s %,.0f spans/s, Ingest alone %,.0f: %.2f (wanted 0.70)%n",
        encoding,
        median(rounds, overHttp),
        median(rounds, Round::alone),
        median(rounds, round -> overHttp.applyAsDouble(round) / round.alone));
  }

  private static List<byte[]> requests(int spans, OtlpEncoding encoding) {
    List<byte[]> requests = new ArrayList<>();
    for (int from = 0; from < spans; from += SPANS_A_REQUEST) {
      requests.add(request(from, encoding));
    }
    return requests;
  }

  private static double overHttp(Path file, OtlpEncoding encoding, List<byte[]> requests)
      throws IOException, InterruptedException {
    try (Store store = SqliteStore.open(file, Durability.FULL);
        HttpServer server = server(store)) {
      HttpClient client = HttpClient.newHttpClient();
      long start = System.nanoTime();
      for (byte[] request : requests) {
        send(client, server.port(), encoding, request);
      }
      return requests.size() * SPANS_A_REQUEST / seconds(start);
    }
  }

  private static double throughIngest(Path file, List<byte[]> requests) {
    OtlpDrafts drafts = new OtlpDrafts();
    OtlpReader reader = new OtlpReader(OtlpEncoding.PROTOBUF, Instant.EPOCH);
    List<Batch> batches = new ArrayList<>();
    for (byte[] request : requests) {
      reader.spans(request, spans -> batches.add(drafts.spans(spans).batch()));
    }
    try (Store store = SqliteStore.open(file, Durability.FULL)) {
      Ingest ingest = ingest(store);
      long start = System.nanoTime();
      batches.forEach(ingest::accept);
      return requests.size() * SPANS_A_REQUEST / seconds(start);
    }
  }

  private static void memory(int spans) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("spoor-otlp-rate");
    try (Store store = SqliteStore.open(folder.resolve("spoor.db"), Durability.FULL);
        HttpServer server = server(store)) {
      HttpClient client = HttpClient.newHttpClient();
      int part = Math.max(SPANS_A_REQUEST, spans / 5);
      for (int from = 0; from < spans; from += SPANS_A_REQUEST) {
        if (from % part == 0) {
          System.gc();
          Runtime java = Runtime.getRuntime();
          System.out.printf(
              Locale.ROOT,
              "%,9d spans: %,d MiB in use%n",
              from,
              (java.totalMemory() - java.freeMemory()) / MEBIBYTE);
        }
        send(client, server.port(), OtlpEncoding.PROTOBUF, request(from, OtlpEncoding.PROTOBUF));
      }
    } finally {
      BenchFolder.delete(folder);
    }
  }

  private static void send(HttpClient client, int port, OtlpEncoding encoding, byte[] request)
      throws IOException, InterruptedException {
    int status =
        client
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"))
                    .header("Content-Type", encoding.contentType())
                    .POST(BodyPublishers.ofByteArray(request))
                    .build(),
                BodyHandlers.ofByteArray())
            .statusCode();
    if (status != 200) {
      throw new IllegalStateException("answered with " + status);
    }
  }

  private static HttpServer server(Store store) throws IOException {
    return HttpServer.start(
        new Address("127.0.0.1", 0),
        new Site(
            new Identity("spoor", "bench", store.storeId()),
            new Otlp(ingest(store), store.storeId(), InstantSource.system())::routes,
            Set.of(),
            (what, fault) -> {
              throw new IllegalStateException(what, fault);
            }));
  }

  private static Ingest ingest(Store store) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        PRICES,
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        InstantSource.system());
  }

  /** Calls of a model, some 700 bytes each, {@link #SPANS_A_RUN} a run. */
  private static byte[] request(int from, OtlpEncoding encoding) {
    List<Call> calls = IntStream.range(from, from + SPANS_A_REQUEST).mapToObj(Call::new).toList();
    return encoding == OtlpEncoding.PROTOBUF
        ? Protobuf.request(calls.stream().map(Call::protobuf).toArray(Protobuf[]::new))
        : """
          {"resourceSpans":[{"resource":{"attributes":[%s]},
          "scopeSpans":[{"scope":{"name":"my.library"},"spans":[%s]}]}]}
          """
            .formatted(
                attribute("service.name", "my.service"),
                calls.stream().map(Call::json).collect(Collectors.joining(",")))
            .getBytes(StandardCharsets.UTF_8);
  }

  private static String attribute(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }

  /** A call of a model, by its number. */
  private record Call(int number) {
    private String trace() {
      return String.format(Locale.ROOT, "%032x", number / SPANS_A_RUN + 1);
    }

    private static String span(int number) {
      return String.format(Locale.ROOT, "%016x", number + 1);
    }

    /** The first of its run; empty for that one. */
    private String parent() {
      return number % SPANS_A_RUN == 0 ? "" : span(number / SPANS_A_RUN * SPANS_A_RUN);
    }

    private long start() {
      return START + number * 1_000_000L;
    }

    private long end() {
      return start() + 900_000L;
    }

    private Map<String, String> attributes() {
      return Map.of(
          "gen_ai.operation.name", "chat",
          "gen_ai.provider.name", "anthropic",
          "gen_ai.response.model", "claude-sonnet-4-5",
          "gen_ai.input.messages", "what is new in step " + number + " ?",
          "note", ("line " + number + " of the build log; ").repeat(15));
    }

    Protobuf protobuf() {
      Protobuf span =
          Protobuf.message()
              .hex(1, trace())
              .hex(2, span(number))
              .hex(4, parent())
              .text(5, "chat claude-sonnet-4-5")
              .varint(6, 3)
              .fixed64(7, start())
              .fixed64(8, end());
      attributes().forEach((key, value) -> span.attribute(9, key, value));
      return span;
    }

    String json() {
      return """
          {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"chat claude-sonnet-4-5","kind":3,\
          "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[%s]}"""
          .formatted(
              trace(),
              span(number),
              parent(),
              start(),
              end(),
              attributes().entrySet().stream()
                  .map(each -> attribute(each.getKey(), each.getValue()))
                  .collect(Collectors.joining(",")));
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return rounds.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
