package dev.spoor.otlp;

import static dev.spoor.otlp.OtlpBench.JSON;
import static dev.spoor.otlp.OtlpBench.PROTOBUF;
import static dev.spoor.otlp.OtlpBench.assertStatus;
import static dev.spoor.otlp.OtlpBench.chunked;
import static dev.spoor.otlp.OtlpBench.gzip;
import static dev.spoor.otlp.OtlpBench.text;
import static dev.spoor.otlp.OtlpBench.type;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.otlp.Protobuf;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in requests of every signal in both encodings, and that the next is taken. */
class BadRequestsTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN = "eee19b7ec3c1b170";
  private static final String NO_SPAN = "0000000000000000";
  private static final int DEEP = 10_000;

  @TempDir private Path folder;
  private OtlpBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new OtlpBench(folder, InstantSource.system());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Where a signal goes, what its records are called, and how the protocol counts the refused. */
  private record Signal(String path, String name, String records, String rejected) {
    private String resources() {
      return "resource" + name;
    }

    private String scopes() {
      return "scope" + name;
    }
  }

  private static final Signal TRACES = new Signal("/v1/traces", "Spans", "spans", "rejectedSpans");
  private static final Signal LOGS =
      new Signal("/v1/logs", "Logs", "logRecords", "rejectedLogRecords");
  private static final Signal METRICS =
      new Signal("/v1/metrics", "Metrics", "metrics", "rejectedDataPoints");

  static Stream<Arguments> requests() {
    return Stream.of(TRACES, LOGS, METRICS)
        .flatMap(signal -> Stream.of(PROTOBUF, JSON).map(type -> Arguments.of(signal, type)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void wrongRecord_isLeftOutAloneAndNamed(Signal signal, String type) throws Exception {
    for (boolean packed : new boolean[] {false, true}) {
      byte[] body = body(signal, type, true);
      HttpResponse<byte[]> answer =
          packed
              ? bench.exchange(signal.path, type, chunked(gzip(body)), "Content-Encoding", "gzip")
              : bench.post(signal.path, type, body);

      assertStatus(200, answer);
      assertEquals(type, type(answer));
      String text = text(answer);
      assertTrue(text.contains(signal.resources() + "[0]."), text);
      assertTrue(text.contains(signal.records + "[1]"), text);
      assertTrue(text.contains(" must be "), text);
      if (type.equals(JSON)) {
        assertTrue(
            text.startsWith("{\"partialSuccess\":{\"" + signal.rejected + "\":\"1\","), text);
      }
    }
    OtlpCounts counts = bench.otlp.counts();
    assertEquals(4, counts.spans() + counts.logRecords() + counts.dataPoints());
    assertEquals(2, counts.rejected());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void bodyThatIsNoRequest_is400_andTheNextIsTaken(Signal signal, String type) throws Exception {
    byte[] right = body(signal, type, false);
    for (byte[] wrong : noRequests(signal, type, right)) {
      HttpResponse<byte[]> answer = bench.post(signal.path, type, wrong);
      assertStatus(400, answer);
      assertStatus(answer, type, 3);
      assertEquals(400, bench.exchange(signal.path, type, chunked(wrong)).statusCode());
    }
    assertStatus(200, bench.post(signal.path, type, right));
  }

  private static List<byte[]> noRequests(Signal signal, String type, byte[] right) {
    byte[] cut = Arrays.copyOf(right, right.length - 3);
    if (type.equals(PROTOBUF)) {
      return List.of(cut, "no protobuf".getBytes(UTF_8), new byte[] {(byte) 0xFF, (byte) 0xFF});
    }
    String notUtf8 = "{\"" + signal.resources() + "\":[{\"resource\":\"\u00ff\u00fe\"}]}";
    String deep = "{\"" + signal.resources() + "\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}";
    return List.of(
        cut,
        notUtf8.getBytes(ISO_8859_1),
        deep.getBytes(UTF_8),
        ("{\"" + signal.resources() + "\":7}").getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void deepValue_inAGoodBatch_isLeftOutOrRefused(Signal signal, String type) throws Exception {
    HttpResponse<byte[]> answer =
        bench.post(signal.path, type, request(signal, type, deep(signal, type)));

    // JSON so deep is none to its parser; in protobuf the others can still be told.
    boolean rejectedAlone = type.equals(PROTOBUF) && !signal.equals(METRICS);
    assertEquals(type.equals(PROTOBUF) ? 200 : 400, answer.statusCode(), text(answer));
    assertEquals(rejectedAlone ? 1 : 0, bench.otlp.counts().rejected());
    assertStatus(200, bench.post(signal.path, type, body(signal, type, false)));
  }

  /** Two right records, and between them a wrong one if so wanted. */
  private static byte[] body(Signal signal, String type, boolean withWrong) {
    return request(signal, type, withWrong ? wrong(signal, type) : null);
  }

  private static byte[] request(Signal signal, String type, Object middle) {
    Object right = right(signal, type);
    List<Object> records = middle == null ? List.of(right, right) : List.of(right, middle, right);
    if (type.equals(PROTOBUF)) {
      return Protobuf.request(records.toArray(new Protobuf[0]));
    }
    String joined = String.join(",", records.toArray(new String[0]));
    return ("{\"%s\":[{\"%s\":[{\"%s\":[%s]}]}]}"
            .formatted(signal.resources(), signal.scopes(), signal.records, joined))
        .getBytes(UTF_8);
  }

  private static Object right(Signal signal, String type) {
    if (type.equals(PROTOBUF)) {
      Protobuf point = Protobuf.message().message(1, Protobuf.message().fixed64(3, 1));
      return signal.equals(TRACES)
          ? Protobuf.span(TRACE, SPAN)
          : signal.equals(LOGS)
              ? Protobuf.message().fixed64(1, 1).hex(9, TRACE).hex(10, SPAN)
              : Protobuf.message().text(1, "count").message(5, point);
    }
    String ids = "\"traceId\":\"%s\",\"spanId\":\"%s\"".formatted(TRACE, SPAN);
    return signal.equals(TRACES)
        ? "{" + ids + ",\"startTimeUnixNano\":\"1\",\"endTimeUnixNano\":\"2\"}"
        : signal.equals(LOGS)
            ? "{" + ids + ",\"timeUnixNano\":\"1\"}"
            : "{\"name\":\"count\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"1\"}]}}";
  }

  /** All zeros, a wrong length, a wrong type. */
  private static Object wrong(Signal signal, String type) {
    if (type.equals(PROTOBUF)) {
      return signal.equals(TRACES)
          ? Protobuf.span(TRACE, NO_SPAN)
          : signal.equals(LOGS)
              ? Protobuf.message().hex(9, "5b8eff")
              : Protobuf.message().text(1, "count").varint(5, 1);
    }
    return signal.equals(TRACES)
        ? "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"startTimeUnixNano\":1}".formatted(TRACE, NO_SPAN)
        : signal.equals(LOGS) ? "{\"traceId\":\"5b8eff\"}" : "{\"name\":\"count\",\"gauge\":7}";
  }

  private static Object deep(Signal signal, String type) {
    if (type.equals(JSON)) {
      String nested = "{\"arrayValue\":{\"values\":[".repeat(DEEP) + "]}}".repeat(DEEP);
      return "{\"attributes\":[{\"key\":\"deep\",\"value\":" + nested + "}]}";
    }
    Protobuf value = Protobuf.message().text(1, "deep");
    for (int i = 0; i < DEEP; i++) {
      value = Protobuf.message().message(5, Protobuf.message().message(1, value));
    }
    Protobuf attribute = Protobuf.message().text(1, "deep").message(2, value);
    return signal.equals(TRACES)
        ? Protobuf.span(TRACE, SPAN).message(9, attribute)
        : Protobuf.message().message(signal.equals(LOGS) ? 6 : 12, attribute);
  }
}
