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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Spans a second over OTLP, protobuf over loopback into a store on the disk, one sender, beside the
 * same drafts through {@code Ingest} alone, in turns: {@code OtlpRate [spans a round]}. {@code
 * OtlpRate memory [spans]} sends many and tells how much of the heap is in use.
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

  private static void compare(int spans) throws IOException, InterruptedException {
    List<Double> http = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      Path folder = Files.createTempDirectory("spoor-otlp-rate");
      try {
        List<byte[]> requests = new ArrayList<>();
        for (int from = 0; from < spans; from += SPANS_A_REQUEST) {
          requests.add(request(from));
        }
        double overHttp = overHttp(folder.resolve("http.db"), requests);
        double throughIngest = throughIngest(folder.resolve("ingest.db"), requests);
        if (round >= 0) {
          http.add(overHttp);
          alone.add(throughIngest);
          ratios.add(overHttp / throughIngest);
        }
      } finally {
        BenchFolder.delete(folder);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "OTLP %,.0f spans/s, Ingest alone %,.0f: %.2f (wanted 0.70)%n",
        median(http),
        median(alone),
        median(ratios));
  }

  private static double overHttp(Path file, List<byte[]> requests)
      throws IOException, InterruptedException {
    try (Store store = SqliteStore.open(file, Durability.FULL);
        HttpServer server = server(store)) {
      HttpClient client = HttpClient.newHttpClient();
      long start = System.nanoTime();
      for (byte[] request : requests) {
        send(client, server.port(), request);
      }
      return requests.size() * SPANS_A_REQUEST / seconds(start);
    }
  }

  private static double throughIngest(Path file, List<byte[]> requests) {
    OtlpDrafts drafts = new OtlpDrafts();
    OtlpReader reader = new OtlpReader(OtlpEncoding.PROTOBUF, Instant.EPOCH);
    List<Batch> batches = requests.stream().map(request -> drafts(reader, request)).toList();
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
        send(client, server.port(), request(from));
      }
    } finally {
      BenchFolder.delete(folder);
    }
  }

  private static void send(HttpClient client, int port, byte[] request)
      throws IOException, InterruptedException {
    int status =
        client
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/traces"))
                    .header("Content-Type", "application/x-protobuf")
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
            new Otlp(ingest(store), InstantSource.system())::routes,
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
  private static byte[] request(int from) {
    Protobuf[] spans = new Protobuf[SPANS_A_REQUEST];
    for (int i = 0; i < SPANS_A_REQUEST; i++) {
      int number = from + i;
      int run = number / SPANS_A_RUN;
      Protobuf span =
          Protobuf.message()
              .hex(1, String.format(Locale.ROOT, "%032x", run + 1))
              .hex(2, String.format(Locale.ROOT, "%016x", number + 1))
              .text(5, "chat claude-sonnet-4-5")
              .varint(6, 3)
              .fixed64(7, START + number * 1_000_000L)
              .fixed64(8, START + number * 1_000_000L + 900_000L)
              .attribute(9, "gen_ai.operation.name", "chat")
              .attribute(9, "gen_ai.provider.name", "anthropic")
              .attribute(9, "gen_ai.response.model", "claude-sonnet-4-5")
              .attribute(9, "gen_ai.input.messages", "what is new in step " + number + " ?")
              .attribute(9, "note", ("line " + number + " of the build log; ").repeat(15));
      if (number % SPANS_A_RUN != 0) {
        span.hex(4, String.format(Locale.ROOT, "%016x", run * SPANS_A_RUN + 1));
      }
      spans[i] = span;
    }
    return Protobuf.request(spans);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
