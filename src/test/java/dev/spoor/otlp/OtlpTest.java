package dev.spoor.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.otlp.Protobuf;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import dev.spoor.model.TraceId;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP into a store on the disk. */
class OtlpTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/otlp");
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final TraceId TRACE =
      TraceId.parse("5b8efff798038103d269b633813fc60c").orElseThrow();
  private static final String ROOT = "eee19b7ec3c1b170";
  private static final String CHILD = "eee19b7ec3c1b171";
  private static final int TOO_MANY_BYTES = 65 << 20;

  @TempDir private Path folder;
  private Store store;
  private Otlp otlp;
  private RunQuery runs;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            OtlpTest::now);
    otlp = new Otlp(ingest, OtlpTest::now);
    runs = new RunQuery(store.reader(), OtlpTest::now);
    server =
        HttpServer.start(
            new Address("127.0.0.1", 0),
            new Site(
                new Identity("spoor", "1.2.3", store.storeId()),
                otlp::routes,
                Set.of(),
                (what, fault) -> {
                  throw new AssertionError(what, fault);
                }));
  }

  private static Instant now() {
    return Instant.parse("2018-12-13T15:00:00Z");
  }

  @AfterEach
  void close() {
    server.close();
    store.close();
  }

  @Test
  void examples_areTaken() throws Exception {
    for (String signal : List.of("trace", "logs", "events", "metrics")) {
      String path = signal.equals("trace") ? "traces" : signal.equals("events") ? "logs" : signal;
      HttpResponse<byte[]> answer = post("/v1/" + path, JSON, sample(signal + ".json"));
      assertEquals(200, answer.statusCode());
      assertEquals("{}", text(answer));
      assertEquals(JSON, type(answer));
    }
    assertEquals(new OtlpCounts(1, 2, 4, 0), otlp.counts());
    assertEquals("I'm a server span", runs.spans(TRACE).get(0).name());
  }

  @Test
  void partsOfARun_inAnyOrderAndAgain_areOneRun() throws Exception {
    byte[] child =
        Protobuf.request(Protobuf.span(TRACE.hex(), CHILD).hex(4, ROOT).text(5, "child"));
    byte[] begun = Protobuf.request(Protobuf.span(TRACE.hex(), ROOT).text(5, "root").fixed64(8, 0));
    byte[] ended = Protobuf.request(Protobuf.span(TRACE.hex(), ROOT).text(5, "root"));
    post("/v1/traces", PROTOBUF, child);
    post("/v1/traces", PROTOBUF, begun);
    assertEquals(RunStatus.RUNNING, runs.run(TRACE).status());
    post("/v1/traces", PROTOBUF, ended);
    Run run = runs.run(TRACE);
    List<Span> spans = runs.wholeSpans(TRACE);
    assertEquals(RunStatus.OK, run.status());
    assertEquals("root", run.name());
    assertEquals(2, run.totals().spanCount());
    for (byte[] part : List.of(child, ended)) {
      assertEquals(200, post("/v1/traces", PROTOBUF, part).statusCode());
    }
    assertEquals(spans, runs.wholeSpans(TRACE));
    assertEquals(run.totals(), runs.run(TRACE).totals());
  }

  @Test
  void bothEncodings_gzipAndChunks_storeTheSame() throws Exception {
    byte[] protobuf =
        Protobuf.request(
            Protobuf.span(TRACE.hex(), ROOT).attribute(9, "k", "v"),
            Protobuf.span(TRACE.hex(), CHILD).hex(4, ROOT));
    String span =
        "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"parentSpanId\":\"%s\",\"name\":\"work\",\"kind\":1,"
            + "\"startTimeUnixNano\":\"1544712660000000000\",\"endTimeUnixNano\":\"1544712661000000000\""
            + ",\"attributes\":[%s]}";
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s,%s]}]}]}"
            .formatted(
                span.formatted(
                    TRACE, ROOT, "", "{\"key\":\"k\",\"value\":{\"stringValue\":\"v\"}}"),
                span.formatted(TRACE, CHILD, ROOT, ""));
    assertEquals(200, post("/v1/traces", PROTOBUF, protobuf).statusCode());
    List<Span> spans = runs.wholeSpans(TRACE);
    byte[] utf8 = json.getBytes(UTF_8);
    assertEquals(200, post("/v1/traces", JSON + "; charset=utf-8", utf8).statusCode());
    assertEquals(200, send("/v1/traces", JSON, bytes(gzip(utf8)), "Content-Encoding", "gzip"));
    assertEquals(200, send("/v1/traces", PROTOBUF, chunked(protobuf)));
    assertEquals(
        200, send("/v1/traces", PROTOBUF, chunked(gzip(protobuf)), "Content-Encoding", "gzip"));
    assertEquals(spans, runs.wholeSpans(TRACE));
    assertEquals(10, otlp.counts().spans());
  }

  @Test
  void wrongSpans_areNamed_andTheOthersStored() throws Exception {
    Protobuf right = Protobuf.span(TRACE.hex(), ROOT);
    Protobuf zero = Protobuf.span(TRACE.hex(), "0".repeat(16));
    Protobuf backwards = Protobuf.span(TRACE.hex(), CHILD).fixed64(8, 7);
    byte[] body = Protobuf.request(zero, right, backwards);
    HttpResponse<byte[]> answer = post("/v1/traces", PROTOBUF, body);
    assertEquals(200, answer.statusCode());
    String message = text(answer);
    assertTrue(message.contains("spans[0] (span 0000000000000000): spanId must be"), message);
    assertTrue(message.contains("span " + CHILD + ": ended_at must"), message);
    assertArrayEquals(new byte[] {0x08, 0x02}, slice(answer.body(), message, 2));
    assertEquals(1, runs.run(TRACE).totals().spanCount());
    assertEquals(new OtlpCounts(1, 0, 0, 2), otlp.counts());
    String json =
        text(
            post(
                "/v1/traces",
                JSON,
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}".getBytes(UTF_8)));
    assertTrue(
        json.startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\""), json);
  }

  /** What follows the tag and the length of the one field of the answer. */
  private static byte[] slice(byte[] body, String message, int length) {
    int from = message.length() > 127 ? 3 : 2;
    return Arrays.copyOfRange(body, from, from + length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs", "/v1/metrics", "/"})
  void emptyBody_isSuccess(String path) throws Exception {
    assertEquals("", text(post(path, PROTOBUF, new byte[0])));
    HttpResponse<byte[]> answer = post(path, JSON, new byte[0]);
    assertEquals(200, answer.statusCode());
    assertEquals("{}", text(answer));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/traces, application/json, '{'",
    "/v1/logs, application/json, '[]'",
    "/v1/traces, application/x-protobuf, '{}'",
    "/, application/json, '{\"spans\":[]}'",
    "/, application/x-protobuf, '{}'"
  })
  void bodyThatIsNoRequest_is400InItsOwnType(String path, String type, String body)
      throws Exception {
    HttpResponse<byte[]> answer = post(path, type, body.getBytes(UTF_8));
    assertEquals(400, answer.statusCode());
    assertStatus(answer, type, 3);
  }

  @Test
  void deepJson_is400() throws Exception {
    String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    HttpResponse<byte[]> answer = post("/v1/logs", JSON, deep.getBytes(UTF_8));
    assertEquals(400, answer.statusCode());
    assertStatus(answer, JSON, 3);
  }

  @Test
  void otherTypes_are415() throws Exception {
    for (String type : List.of("text/plain", "application/protobuf", "application/grpc")) {
      HttpResponse<byte[]> answer = post("/v1/traces", type, sample("trace.json"));
      assertEquals(415, answer.statusCode());
      assertStatus(answer, JSON, 3);
    }
    HttpResponse<byte[]> packed =
        exchange("/v1/traces", PROTOBUF, bytes(new byte[1]), "Content-Encoding", "br");
    assertEquals(415, packed.statusCode());
    assertStatus(packed, PROTOBUF, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {PROTOBUF, JSON})
  void tooLargeBody_is413(String type) throws Exception {
    byte[] zeros = new byte[TOO_MANY_BYTES];
    assertStatus(413, exchange("/v1/traces", type, bytes(gzip(zeros)), "Content-Encoding", "gzip"));
    HttpResponse<byte[]> bomb =
        exchange("/v1/traces", type, chunked(gzip(zeros)), "Content-Encoding", "gzip");
    assertStatus(413, bomb);
    assertStatus(bomb, type, 8);
  }

  @Test
  void bodyThatIsNoGzip_is400() throws Exception {
    HttpResponse<byte[]> answer =
        exchange("/v1/traces", PROTOBUF, bytes(new byte[9]), "Content-Encoding", "gzip");
    assertStatus(400, answer);
    assertStatus(answer, PROTOBUF, 3);
  }

  @Test
  void root_takesWhatItCanTell() throws Exception {
    assertEquals(200, post("/", JSON, sample("logs.json")).statusCode());
    assertEquals(200, post("/", JSON, sample("trace.json")).statusCode());
    byte[] span = Protobuf.request(Protobuf.span(TRACE.hex(), ROOT));
    assertEquals(200, post("/", PROTOBUF, span).statusCode());
    Protobuf log = Protobuf.message().fixed64(1, 1_544_712_660_000_000_000L);
    assertEquals(200, post("/", PROTOBUF, Protobuf.request(log)).statusCode());
    assertEquals(new OtlpCounts(2, 2, 0, 0), otlp.counts());
  }

  @Test
  void storeThatFails_is503_soThatItIsSentAgain() throws Exception {
    store.close();
    HttpResponse<byte[]> answer =
        post("/v1/traces", PROTOBUF, Protobuf.request(Protobuf.span(TRACE.hex(), ROOT)));
    assertStatus(503, answer);
    assertStatus(answer, PROTOBUF, 14);
    assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
  }

  @Test
  void pagesOfOtherSites_areKeptOut() throws Exception {
    assertEquals(
        403,
        send("/v1/traces", JSON, bytes(sample("trace.json")), "Origin", "https://evil.example"));
  }

  private static void assertStatus(int status, HttpResponse<byte[]> answer) {
    assertEquals(status, answer.statusCode(), text(answer));
  }

  /** The body is a {@code google.rpc.Status} in that type. */
  private static void assertStatus(HttpResponse<byte[]> answer, String type, int code) {
    assertEquals(type, type(answer));
    if (type.equals(JSON)) {
      assertTrue(text(answer).startsWith("{\"code\":" + code + ",\"message\":\""), text(answer));
    } else {
      assertEquals(0x08, answer.body()[0]);
      assertEquals(code, answer.body()[1]);
      assertEquals(0x12, answer.body()[2]);
    }
  }

  private static String type(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  private HttpResponse<byte[]> post(String path, String type, byte[] body) throws Exception {
    return exchange(path, type, bytes(body));
  }

  private int send(String path, String type, BodyPublisher body, String... headers)
      throws Exception {
    return exchange(path, type, body, headers).statusCode();
  }

  private HttpResponse<byte[]> exchange(
      String path, String type, BodyPublisher body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", type)
            .POST(body);
    return HttpClient.newHttpClient()
        .send(
            (headers.length == 0 ? request : request.headers(headers)).build(),
            BodyHandlers.ofByteArray());
  }

  private static BodyPublisher bytes(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name));
  }
}
