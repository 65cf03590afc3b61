package dev.spoor.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.otlp.Protobuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program with a heap that is small against what is sent to it. Each body is small on
 * the wire and large when it is read; all come at once, with the spans of somebody who means well.
 */
class HostileSendersIT {
  private static final String HEAP = "-Xmx320m";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int MANY_BYTES = 32 << 20;
  private static final int TOO_MANY_BYTES = 65 << 20;
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final int GOOD_SPANS = 40;

  /** Refused for good, or asked to come again; never 500, after which senders drop their data. */
  private static final Set<Integer> RIGHT = Set.of(200, 400, 413, 503);

  @TempDir private Path home;

  private record Bomb(String path, String type, byte[] gzip) {}

  @Test
  void bombs_areAnswered_andTheServerGoesOn() throws Exception {
    SpoorProcess spoor = new SpoorProcess(home).withJava(HEAP);
    try (ServingProcess server = new ServingProcess(spoor)) {
      HttpClient client = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<String>>> bombs = new ArrayList<>();
      for (Bomb bomb : bombs()) {
        bombs.add(client.sendAsync(request(server, bomb), BodyHandlers.ofString()));
      }
      for (int i = 1; i <= GOOD_SPANS; i++) {
        sendUntilTaken(client, server, i);
      }
      for (CompletableFuture<HttpResponse<String>> bomb : bombs) {
        HttpResponse<String> answer = bomb.join();
        assertTrue(RIGHT.contains(answer.statusCode()), answer + " " + answer.body());
        assertEquals(
            answer.statusCode() == 503, answer.headers().firstValue("Retry-After").isPresent());
      }
    }
    String shown = spoor.run("show", TRACE, "--json").out();
    assertTrue(shown.contains("\"span_count\":" + GOOD_SPANS), shown);
  }

  private static void sendUntilTaken(HttpClient client, ServingProcess server, int number)
      throws Exception {
    byte[] span = Protobuf.request(Protobuf.span(TRACE, String.format("%016x", number)));
    Bomb good = new Bomb("/v1/traces", PROTOBUF, gzip(span, 1));
    int status = 503;
    while (status == 503) {
      status = client.send(request(server, good), BodyHandlers.ofString()).statusCode();
    }
    assertEquals(200, status);
  }

  private static HttpRequest request(ServingProcess server, Bomb bomb) {
    return HttpRequest.newBuilder(URI.create(server.url() + bomb.path))
        .header("Content-Type", bomb.type)
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(bomb.gzip))
        .build();
  }

  private static List<Bomb> bombs() {
    List<Bomb> bombs = new ArrayList<>();
    for (String path : List.of("/v1/traces", "/v1/logs", "/v1/metrics")) {
      bombs.add(new Bomb(path, PROTOBUF, gzip(new byte[1 << 20], TOO_MANY_BYTES >> 20)));
      bombs.add(new Bomb(path, PROTOBUF, manyRecords()));
      bombs.add(new Bomb(path, JSON, manyRecords(path)));
    }
    byte[] numbers = "1,".repeat(1 << 19).getBytes(UTF_8);
    bombs.add(
        new Bomb(
            "/v1/traces",
            JSON,
            gzip(
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"x\":[",
                numbers,
                MANY_BYTES >> 20,
                "1]}]}]}]}")));
    return bombs;
  }

  /** Records of no bytes, two bytes each. */
  private static byte[] manyRecords() {
    byte[] records = new byte[MANY_BYTES];
    for (int i = 0; i < records.length; i += 2) {
      records[i] = 2 << 3 | 2;
    }
    Protobuf resource = Protobuf.message().bytes(2, records);
    return gzip(Protobuf.message().message(1, resource).bytes(), 1);
  }

  private static byte[] manyRecords(String path) {
    String signal =
        path.equals("/v1/traces") ? "Spans" : path.equals("/v1/logs") ? "Logs" : "Metrics";
    String records =
        signal.equals("Spans") ? "spans" : signal.equals("Logs") ? "logRecords" : "metrics";
    String start = "{\"resource%s\":[{\"scope%s\":[{\"%s\":[".formatted(signal, signal, records);
    return gzip(start, "{},".repeat(1 << 18).getBytes(UTF_8), MANY_BYTES >> 20, "{}]}]}]}");
  }

  private static byte[] gzip(byte[] part, int times) {
    return gzip("", part, times, "");
  }

  private static byte[] gzip(String start, byte[] part, int times, String end) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(start.getBytes(UTF_8));
      for (int i = 0; i < times; i++) {
        gzip.write(part);
      }
      gzip.write(end.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
