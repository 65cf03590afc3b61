package dev.spoor.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** A store on the disk, and a server that takes OTLP into it. */
final class OtlpBench implements AutoCloseable {
  static final Address ANY_PORT = new Address("127.0.0.1", 0);
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  final Store store;
  final Otlp otlp;
  final RunQuery runs;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  OtlpBench(Path folder, InstantSource clock) throws IOException {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            clock);
    otlp = new Otlp(ingest, store.storeId(), clock);
    runs = new RunQuery(store.reader(), clock);
    Identity identity = new Identity("spoor", "1.2.3", store.storeId());
    server =
        HttpServer.start(
            ANY_PORT, new Site(identity, otlp::routes, Set.of(), OtlpBench::failOnFault));
  }

  /** A fault of ours, which no test expects. */
  static String failOnFault(String what, Throwable fault) {
    throw new AssertionError(what, fault);
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body) throws Exception {
    return exchange(path, type, bytes(body));
  }

  HttpResponse<byte[]> exchange(String path, String type, BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", type).POST(body);
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofByteArray());
  }

  static void assertStatus(int status, HttpResponse<byte[]> answer) {
    assertEquals(status, answer.statusCode(), text(answer));
  }

  /** The body is a {@code google.rpc.Status} in that type. */
  static void assertStatus(HttpResponse<byte[]> answer, String type, int code) {
    assertEquals(type, type(answer));
    if (type.equals(JSON)) {
      assertTrue(text(answer).startsWith("{\"code\":" + code + ",\"message\":\""), text(answer));
    } else {
      assertEquals(0x08, answer.body()[0]);
      assertEquals(code, answer.body()[1]);
      assertEquals(0x12, answer.body()[2]);
    }
  }

  static String type(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  static BodyPublisher bytes(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  /** A body whose length is not said before. */
  static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
