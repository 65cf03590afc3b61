package dev.spoor.otlp;

import static dev.spoor.otlp.OtlpBench.JSON;
import static dev.spoor.otlp.OtlpBench.PROTOBUF;
import static dev.spoor.otlp.OtlpBench.assertStatus;
import static dev.spoor.otlp.OtlpBench.bytes;
import static dev.spoor.otlp.OtlpBench.chunked;
import static dev.spoor.otlp.OtlpBench.gzip;
import static dev.spoor.otlp.OtlpBench.text;
import static dev.spoor.otlp.OtlpBench.type;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.otlp.Protobuf;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Span;
import dev.spoor.model.TraceId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
  private static final TraceId TRACE =
      TraceId.parse("5b8efff798038103d269b633813fc60c").orElseThrow();
  private static final String ROOT = "eee19b7ec3c1b170";
  private static final String CHILD = "eee19b7ec3c1b171";
  private static final int TOO_MANY_BYTES = 65 << 20;

  @TempDir private Path folder;
  private OtlpBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new OtlpBench(folder, OtlpTest::now);
  }

  private static Instant now() {
    return Instant.parse("2018-12-13T15:00:00Z");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void examples_areTaken() throws Exception {
    for (String signal : List.of("trace", "logs", "events", "metrics")) {
      String path = signal.equals("trace") ? "traces" : signal.equals("events") ? "logs" : signal;
      HttpResponse<byte[]> answer = bench.post("/v1/" + path, JSON, sample(signal + ".json"));
      assertEquals(200, answer.statusCode());
      boolean isOfARun = !signal.equals("events");
      assertEquals(isOfARun, text(answer).equals("{}"), text(answer));
      assertEquals(JSON, type(answer));
    }
    assertEquals(new OtlpCounts(1, 1, 4, 1), bench.otlp.counts());
    assertEquals("I'm a server span", bench.runs.spans(TRACE).get(0).name());
  }

  @Test
  void partsOfARun_inAnyOrderAndAgain_areOneRun() throws Exception {
    byte[] child =
        Protobuf.request(Protobuf.span(TRACE.hex(), CHILD).hex(4, ROOT).text(5, "child"));
    byte[] begun = Protobuf.request(Protobuf.span(TRACE.hex(), ROOT).text(5, "root").fixed64(8, 0));
    byte[] ended = Protobuf.request(Protobuf.span(TRACE.hex(), ROOT).text(5, "root"));
    bench.post("/v1/traces", PROTOBUF, child);
    bench.post("/v1/traces", PROTOBUF, begun);
    assertEquals(RunStatus.RUNNING, bench.runs.run(TRACE).status());
    bench.post("/v1/traces", PROTOBUF, ended);
    Run run = bench.runs.run(TRACE);
    List<Span> spans = bench.runs.wholeSpans(TRACE);
    assertEquals(RunStatus.OK, run.status());
    assertEquals("root", run.name());
    assertEquals(2, run.totals().spanCount());
    for (byte[] part : List.of(child, ended)) {
      assertEquals(200, bench.post("/v1/traces", PROTOBUF, part).statusCode());
    }
    assertEquals(spans, bench.runs.wholeSpans(TRACE));
    assertEquals(run.totals(), bench.runs.run(TRACE).totals());
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
    assertEquals(200, bench.post("/v1/traces", PROTOBUF, protobuf).statusCode());
    List<Span> spans = bench.runs.wholeSpans(TRACE);
    byte[] utf8 = json.getBytes(UTF_8);
    assertEquals(200, bench.post("/v1/traces", JSON + "; charset=utf-8", utf8).statusCode());
    assertEquals(
        200,
        bench
            .exchange("/v1/traces", JSON, bytes(gzip(utf8)), "Content-Encoding", "gzip")
            .statusCode());
    assertEquals(200, bench.exchange("/v1/traces", PROTOBUF, chunked(protobuf)).statusCode());
    assertEquals(
        200,
        bench
            .exchange("/v1/traces", PROTOBUF, chunked(gzip(protobuf)), "Content-Encoding", "gzip")
            .statusCode());
    assertEquals(spans, bench.runs.wholeSpans(TRACE));
    assertEquals(10, bench.otlp.counts().spans());
  }

  @Test
  void wrongSpans_areNamed_andTheOthersStored() throws Exception {
    Protobuf right = Protobuf.span(TRACE.hex(), ROOT);
    Protobuf zero = Protobuf.span(TRACE.hex(), "0".repeat(16));
    Protobuf backwards = Protobuf.span(TRACE.hex(), CHILD).fixed64(8, 7);
    byte[] body = Protobuf.request(zero, right, backwards);
    HttpResponse<byte[]> answer = bench.post("/v1/traces", PROTOBUF, body);
    assertEquals(200, answer.statusCode());
    String message = text(answer);
    assertTrue(message.contains("spans[0] (span 0000000000000000): spanId must be"), message);
    assertTrue(message.contains("span " + CHILD + ": ended_at must"), message);
    assertArrayEquals(new byte[] {0x08, 0x02}, slice(answer.body(), message, 2));
    assertEquals(1, bench.runs.run(TRACE).totals().spanCount());
    assertEquals(new OtlpCounts(1, 0, 0, 2), bench.otlp.counts());
    String json =
        text(
            bench.post(
                "/v1/traces",
                JSON,
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}".getBytes(UTF_8)));
    assertTrue(
        json.startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\""), json);
  }

  @Test
  void logRecordsOfNoRun_areLeftOut_andTheSenderIsTold() throws Exception {
    String request =
        """
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[
        {"timeUnixNano":"1785585600000000000","eventName":"app.started"}]}]}]}""";
    String answer = text(bench.post("/v1/logs", JSON, request.getBytes(UTF_8)));
    assertTrue(answer.contains("\"rejectedLogRecords\":\"1\""), answer);
    assertTrue(answer.contains("log record app.started: no trace or turn"), answer);
    assertEquals(new OtlpCounts(0, 0, 0, 1), bench.otlp.counts());
  }

  @Test
  void spansOfNoRun_areLeftOut_andTheSenderIsTold() throws Exception {
    String span =
        """
        {"traceId":"%s","spanId":"%s","name":"auth","startTimeUnixNano":"1785585600000000000",        "endTimeUnixNano":"1785585601000000000"}"""
            .formatted(TRACE.hex(), ROOT);
    String request =
        """
        {"resourceSpans":[{"resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"codex_exec"}},
        {"key":"telemetry.sdk.language","value":{"stringValue":"rust"}}]},
        "scopeSpans":[{"scope":{"name":"codex_exec"},"spans":[%s]}]}]}
        """
            .formatted(span);
    String answer = text(bench.post("/v1/traces", JSON, request.getBytes(UTF_8)));
    assertTrue(answer.contains("\"rejectedSpans\":\"1\""), answer);
    assertTrue(answer.contains("Codex's own upkeep"), answer);
    assertEquals(new OtlpCounts(0, 0, 0, 1), bench.otlp.counts());
  }

  /** What follows the tag and the length of the one field of the answer. */
  private static byte[] slice(byte[] body, String message, int length) {
    int from = message.length() > 127 ? 3 : 2;
    return Arrays.copyOfRange(body, from, from + length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs", "/v1/metrics", "/"})
  void emptyBody_isSuccess(String path) throws Exception {
    assertEquals("", text(bench.post(path, PROTOBUF, new byte[0])));
    HttpResponse<byte[]> answer = bench.post(path, JSON, new byte[0]);
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
    HttpResponse<byte[]> answer = bench.post(path, type, body.getBytes(UTF_8));
    assertEquals(400, answer.statusCode());
    assertStatus(answer, type, 3);
  }

  @Test
  void deepJson_is400() throws Exception {
    String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    HttpResponse<byte[]> answer = bench.post("/v1/logs", JSON, deep.getBytes(UTF_8));
    assertEquals(400, answer.statusCode());
    assertStatus(answer, JSON, 3);
  }

  @Test
  void otherTypes_are415() throws Exception {
    for (String type : List.of("text/plain", "application/protobuf", "application/grpc")) {
      HttpResponse<byte[]> answer = bench.post("/v1/traces", type, sample("trace.json"));
      assertEquals(415, answer.statusCode());
      assertStatus(answer, JSON, 3);
    }
    HttpResponse<byte[]> packed =
        bench.exchange("/v1/traces", PROTOBUF, bytes(new byte[1]), "Content-Encoding", "br");
    assertEquals(415, packed.statusCode());
    assertStatus(packed, PROTOBUF, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {PROTOBUF, JSON})
  void tooLargeBody_is413(String type) throws Exception {
    byte[] zeros = new byte[TOO_MANY_BYTES];
    assertStatus(
        413, bench.exchange("/v1/traces", type, bytes(gzip(zeros)), "Content-Encoding", "gzip"));
    HttpResponse<byte[]> bomb =
        bench.exchange("/v1/traces", type, chunked(gzip(zeros)), "Content-Encoding", "gzip");
    assertStatus(413, bomb);
    assertStatus(bomb, type, 8);
  }

  @Test
  void bodyThatIsNoGzip_is400() throws Exception {
    HttpResponse<byte[]> answer =
        bench.exchange("/v1/traces", PROTOBUF, bytes(new byte[9]), "Content-Encoding", "gzip");
    assertStatus(400, answer);
    assertStatus(answer, PROTOBUF, 3);
  }

  @Test
  void root_takesWhatItCanTell() throws Exception {
    assertEquals(200, bench.post("/", JSON, sample("logs.json")).statusCode());
    assertEquals(200, bench.post("/", JSON, sample("trace.json")).statusCode());
    byte[] span = Protobuf.request(Protobuf.span(TRACE.hex(), ROOT));
    assertEquals(200, bench.post("/", PROTOBUF, span).statusCode());
    Protobuf log = Protobuf.message().fixed64(1, 1_544_712_660_000_000_000L);
    assertEquals(200, bench.post("/", PROTOBUF, Protobuf.request(log)).statusCode());
    assertEquals(new OtlpCounts(2, 1, 0, 1), bench.otlp.counts());
  }

  @Test
  void storeThatFails_is503_soThatItIsSentAgain() throws Exception {
    bench.store.close();
    HttpResponse<byte[]> answer =
        bench.post("/v1/traces", PROTOBUF, Protobuf.request(Protobuf.span(TRACE.hex(), ROOT)));
    assertStatus(503, answer);
    assertStatus(answer, PROTOBUF, 14);
    assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
  }

  @Test
  void pagesOfOtherSites_areKeptOut() throws Exception {
    assertEquals(
        403,
        bench
            .exchange(
                "/v1/traces", JSON, bytes(sample("trace.json")), "Origin", "https://evil.example")
            .statusCode());
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name));
  }
}
