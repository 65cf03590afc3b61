package dev.spoor.codec.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReaderTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/otlp");
  private static final OtlpReader PROTOBUF =
      new OtlpReader(OtlpEncoding.PROTOBUF, Collected.UNDATED);
  private static final OtlpReader JSON = new OtlpReader(OtlpEncoding.JSON, Collected.UNDATED);
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN = "eee19b7ec3c1b174";

  @Test
  void spans_ofTheOfficialExample_areReadWhole() throws Exception {
    Collected<OtlpSpan> read = Collected.spans(JSON, sample("trace.json"));
    OtlpSpan span = read.records().get(0);
    assertEquals(0, read.rejected());
    assertEquals(1, read.records().size());
    assertEquals(TRACE, span.traceId().hex());
    assertEquals(SPAN, span.spanId().hex());
    assertEquals("eee19b7ec3c1b173", String.valueOf(span.parent()));
    assertEquals("I'm a server span", span.name());
    assertEquals(2, span.kind());
    assertEquals(Instant.parse("2018-12-13T14:51:00Z"), span.start());
    assertEquals(Instant.parse("2018-12-13T14:51:01Z"), span.end());
    assertEquals(object("{'my.span.attr':'some value'}"), span.attributes());
    assertEquals(
        new OtlpOrigin(
            object("{'service.name':'my.service'}"),
            "my.library",
            "1.0.0",
            object("{'my.scope.attribute':'some scope attribute'}")),
        span.origin());
  }

  @Test
  void logs_ofTheOfficialExamples_areReadWhole() throws Exception {
    OtlpLog event = Collected.logs(JSON, sample("events.json")).records().get(0);
    assertEquals("browser.page_view", event.eventName());
    assertEquals(9, event.severity());
    assertEquals(Instant.parse("2018-12-13T14:51:00.300Z"), event.at());
    assertEquals("0", ((JsonObject) event.body()).get("type").write());
    OtlpLog log = Collected.logs(JSON, sample("logs.json")).records().get(0);
    assertEquals(TRACE, String.valueOf(log.traceId()));
    assertEquals(SPAN, String.valueOf(log.spanId()));
    assertEquals("\"Example log record\"", log.body().write());
    assertEquals(
        object(
            "{'string.attribute':'some string','boolean.attribute':true,'int.attribute':10,"
                + "'double.attribute':637.704,'array.attribute':['many','values'],"
                + "'map.attribute':{'some.map.key':'some value'}}"),
        log.attributes());
  }

  @Test
  void points_ofTheOfficialExample_areCounted() throws Exception {
    assertEquals(List.of(1L, 1L, 1L, 1L), Collected.points(JSON, sample("metrics.json")).records());
  }

  @Test
  void bothEncodings_giveTheSame() throws Exception {
    Protobuf value =
        Protobuf.message()
            .message(
                6,
                Protobuf.message()
                    .message(1, keyValue("bool", Protobuf.message().varint(2, 1)))
                    .message(1, keyValue("int", Protobuf.message().varint(3, -5)))
                    .message(1, keyValue("double", Protobuf.message().fixed64(4, bits(1.5e300))))
                    .message(1, keyValue("nan", Protobuf.message().fixed64(4, bits(Double.NaN))))
                    .message(1, keyValue("bytes", Protobuf.message().hex(7, "00ff")))
                    .message(1, keyValue("nothing", Protobuf.message()))
                    .message(
                        1,
                        keyValue(
                            "array",
                            Protobuf.message()
                                .message(
                                    5,
                                    Protobuf.message()
                                        .message(1, Protobuf.message().text(1, "ä\uFFFD🙂"))
                                        .message(1, Protobuf.message().varint(3, 7))))));
    Protobuf span =
        Protobuf.span(TRACE, SPAN)
            .text(3, "a=b")
            .message(9, keyValue("all", value))
            .varint(10, 3)
            .message(11, event())
            .message(13, link())
            .message(15, Protobuf.message().text(2, "no").varint(3, 2))
            .varint(99, 1);
    Collected<OtlpSpan> ofProtobuf = Collected.spans(PROTOBUF, Protobuf.request(span));
    Collected<OtlpSpan> ofJson =
        Collected.spans(
            JSON,
            request(
                """
                {"trace_id":"%s","spanId":"%s","name":"work","kind":"SPAN_KIND_INTERNAL","traceState":"a=b",
                "startTimeUnixNano":1544712660000000000,"end_time_unix_nano":"1544712661000000000",
                "attributes":[{"key":"all","value":{"kvlistValue":{"values":[
                  {"key":"bool","value":{"boolValue":true}},{"key":"int","value":{"intValue":-5}},
                  {"key":"double","value":{"doubleValue":1.5e300}},{"key":"nan","value":{"doubleValue":"NaN"}},
                  {"key":"bytes","value":{"bytesValue":"AP8="}},{"key":"nothing","value":{}},
                  {"key":"array","value":{"array_value":{"values":[{"stringValue":"ä\uFFFD🙂"},{"intValue":"7"}]}}}
                ]}}}],"droppedAttributesCount":3,
                "events":[{"timeUnixNano":"1544712660500000000","name":"retry","attributes":[{"key":"n","value":{"stringValue":"1"}}]}],
                "links":[{"traceId":"%s","spanId":"%s","attributes":[]}],
                "status":{"code":"STATUS_CODE_ERROR","message":"no"},"unknown":{"a":[{}]}}
                """
                    .formatted(TRACE.toUpperCase(Locale.ROOT), SPAN, TRACE, SPAN)));
    assertEquals(List.of(), ofJson.reasons());
    assertEquals(ofProtobuf, ofJson);
    assertEquals(2, ofJson.records().get(0).status());
  }

  @Test
  void logsOfBothEncodings_giveTheSame() throws Exception {
    Protobuf log =
        Protobuf.message()
            .fixed64(11, 1_544_712_660_000_000_000L)
            .varint(2, 17)
            .message(5, Protobuf.message().text(1, "said"))
            .attribute(6, "event.name", "user_prompt")
            .hex(9, "0".repeat(32));
    Collected<OtlpLog> ofProtobuf =
        Collected.logs(PROTOBUF, Protobuf.request(log, Protobuf.message()));
    Collected<OtlpLog> ofJson =
        Collected.logs(
            JSON,
            sent(
                """
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[
                 {"observedTimeUnixNano":"1544712660000000000","severityNumber":"SEVERITY_NUMBER_ERROR",
                 "body":{"stringValue":"said"},"attributes":[{"key":"event.name","value":{"stringValue":"user_prompt"}}]},
                 {}],"scope":{"name":"my.library"}}],
                 "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my.service"}}]}}]}
                """));
    assertEquals(ofProtobuf, ofJson);
    assertEquals("user_prompt", ofJson.records().get(0).eventName());
    assertNull(ofJson.records().get(0).traceId());
    assertEquals(Collected.UNDATED, ofJson.records().get(1).at());
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000, eee19b7ec3c1b174, traceId must be 16 bytes",
    "5b8efff7, eee19b7ec3c1b174, traceId must be 16 bytes",
    "5b8efff798038103d269b633813fc60c, 0000000000000000, spanId must be 8 bytes",
    "5b8efff798038103d269b633813fc60c, eee1, spanId must be 8 bytes",
    "5b8efff798038103d269b633813fc60c, '', spanId must be 8 bytes"
  })
  void span_withWrongId_isLeftOutAlone(String traceId, String spanId, String rule)
      throws Exception {
    Protobuf right = Protobuf.span(TRACE, SPAN);
    Collected<OtlpSpan> read =
        Collected.spans(PROTOBUF, Protobuf.request(right, Protobuf.span(traceId, spanId), right));
    assertLeftOut(read, rule);
    String rightSpan = span("'traceId':'%s','spanId':'%s'".formatted(TRACE, SPAN));
    String wrongSpan = span("'traceId':'%s','spanId':'%s'".formatted(traceId, spanId));
    assertLeftOut(Collected.spans(JSON, request(rightSpan, wrongSpan, rightSpan)), rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':7",
        "'startTimeUnixNano':0",
        "'startTimeUnixNano':'18446744073709551615'",
        "'startTimeUnixNano':-1",
        "'startTimeUnixNano':'soon'",
        "'endTimeUnixNano':1.5",
        "'attributes':{}",
        "'attributes':[7]",
        "'attributes':[{'key':'a','value':{'stringValue':7}}]",
        "'attributes':[{'key':'a','value':{'boolValue':'true'}}]",
        "'attributes':[{'key':'a','value':{'intValue':'9223372036854775808'}}]",
        "'attributes':[{'key':'a','value':{'bytesValue':'*'}}]",
        "'events':[{'timeUnixNano':true}]",
        "'links':[{'traceId':'00'}]",
        "'status':'STATUS_CODE_OK'",
        "'spanId':12",
        "'parentSpanId':'12'"
      })
  void span_withWrongType_isLeftOutAlone(String wrong) throws Exception {
    String right = span("'traceId':'%s','spanId':'%s'".formatted(TRACE, SPAN));
    String other = right.substring(0, right.length() - 1) + "," + wrong.replace('\'', '"') + "}";
    assertLeftOut(Collected.spans(JSON, request(right, other, right)), " must be ");
  }

  @Test
  void wrongOrigin_leavesOutItsRecordsAlone() {
    Protobuf scope = Protobuf.message().message(2, Protobuf.span(TRACE, SPAN));
    Protobuf wrong = Protobuf.message().bytes(1, new byte[] {(byte) 0xFF});
    byte[] body =
        Protobuf.message()
            .message(1, Protobuf.message().message(2, scope).message(1, wrong))
            .message(1, Protobuf.message().message(2, scope))
            .bytes();
    Collected<OtlpSpan> read = Collected.spans(PROTOBUF, body);
    assertEquals(1, read.records().size());
    assertTrue(read.reasons().get(0).contains("resource.message must be"), "" + read.reasons());
  }

  @Test
  void text_thatIsNoUtf8_leavesOutTheRecord() {
    byte[] name = {'a', (byte) 0xC0, (byte) 0x80};
    Protobuf right = Protobuf.span(TRACE, SPAN);
    Protobuf wrong = Protobuf.span(TRACE, SPAN).bytes(5, name);
    assertLeftOut(
        Collected.spans(PROTOBUF, Protobuf.request(right, wrong, right)), "name must be UTF-8");
  }

  @Test
  void json_thatIsNoUtf8_isRefused() throws Exception {
    byte[] body = request(span("'name':'A'"));
    body[new String(body, StandardCharsets.UTF_8).indexOf('A')] = (byte) 0xFF;
    BadInput refusal = assertThrows(BadInput.class, () -> Collected.spans(JSON, body));
    assertTrue(refusal.getMessage().contains("not valid UTF-8"), refusal.getMessage());
  }

  @Test
  void deepValues_areRefusedWithoutOverflow() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThrows(
        BadInput.class, () -> Collected.spans(JSON, sent("{\"resourceSpans\":" + deep + "}")));
    assertThrows(BadInput.class, () -> Collected.spans(JSON, sent("{\"unknown\":" + deep + "}")));
    Protobuf value = Protobuf.message().text(1, "deep");
    for (int i = 0; i < 10_000; i++) {
      value = Protobuf.message().message(5, Protobuf.message().message(1, value));
    }
    Protobuf right = Protobuf.span(TRACE, SPAN);
    Protobuf wrong = Protobuf.span(TRACE, SPAN).message(9, keyValue("deep", value));
    assertLeftOut(
        Collected.spans(PROTOBUF, Protobuf.request(right, wrong, right)),
        "must be nested to 32 levels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{",
        "{}{}",
        "",
        "{'resourceSpans':{}}",
        "{'resourceSpans':[7]}",
        "{'resourceSpans':[{'scopeSpans':[{'spans':{}}]}]}",
        "{'resourceSpans':[{'scopeSpans':7}]}",
        "{'resourceSpans':[]"
      })
  void json_thatIsNoRequest_isRefused(String body) {
    byte[] sent = sent(" " + body.replace('\'', '"'));
    assertThrows(BadInput.class, () -> Collected.spans(JSON, sent));
  }

  @Test
  void protobuf_thatIsNoRequest_isRefused() {
    for (String hex : List.of("0a", "0aff", "0b", "00", "08", "ffffffffffffffffffffff01", "0801")) {
      byte[] body = Protobuf.message().hex(1, hex).bytes();
      byte[] inner = Arrays.copyOfRange(body, 2, body.length);
      assertThrows(BadInput.class, () -> Collected.spans(PROTOBUF, inner), hex);
    }
  }

  @Test
  void emptyBodies_holdNothing() throws Exception {
    for (OtlpReader reader : List.of(PROTOBUF, JSON)) {
      assertEquals(new Collected<>(List.of(), 0, List.of()), Collected.spans(reader, new byte[0]));
    }
    assertEquals(0, Collected.spans(JSON, sent("{\"resourceSpans\":null}")).records().size());
    assertEquals(0, Collected.spans(JSON, sent("{}")).records().size());
  }

  @Test
  void end_ofZero_isRunning() {
    Protobuf running = Protobuf.span(TRACE, SPAN).fixed64(8, 0);
    assertNull(Collected.spans(PROTOBUF, Protobuf.request(running)).records().get(0).end());
  }

  @Test
  void signal_isToldByTheRequest() throws Exception {
    assertEquals(Optional.of(OtlpSignal.TRACES), JSON.signal(sample("trace.json")));
    assertEquals(Optional.of(OtlpSignal.LOGS), JSON.signal(sample("logs.json")));
    assertEquals(Optional.of(OtlpSignal.METRICS), JSON.signal(sample("metrics.json")));
    assertEquals(Optional.empty(), JSON.signal(sent("{\"spans\":[]}")));
    Protobuf log = Protobuf.message().fixed64(11, 1).varint(2, 9);
    Protobuf metric = Protobuf.message().text(1, "sixteen letters!").text(2, "8 bytes!");
    assertEquals(
        Optional.of(OtlpSignal.TRACES),
        PROTOBUF.signal(Protobuf.request(Protobuf.span(TRACE, SPAN))));
    assertEquals(Optional.of(OtlpSignal.LOGS), PROTOBUF.signal(Protobuf.request(log)));
    assertEquals(Optional.empty(), PROTOBUF.signal(Protobuf.request(metric)));
    assertEquals(Optional.empty(), PROTOBUF.signal(Protobuf.request()));
  }

  private static void assertLeftOut(Collected<OtlpSpan> read, String rule) {
    assertEquals(2, read.records().size(), "" + read.reasons());
    assertEquals(1, read.rejected());
    String reason = read.reasons().get(0);
    assertTrue(reason.startsWith("resourceSpans[0].scopeSpans[0].spans[1]"), reason);
    assertTrue(reason.contains(rule), reason);
  }

  private static Protobuf keyValue(String key, Protobuf value) {
    return Protobuf.message().text(1, key).message(2, value);
  }

  private static Protobuf event() {
    return Protobuf.message()
        .fixed64(1, 1_544_712_660_500_000_000L)
        .text(2, "retry")
        .attribute(3, "n", "1");
  }

  private static Protobuf link() {
    return Protobuf.message().hex(1, TRACE).hex(2, SPAN);
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  private static String span(String members) {
    return ("{'startTimeUnixNano':'1','endTimeUnixNano':'2'," + members + "}").replace('\'', '"');
  }

  private static byte[] request(String... spans) {
    return sent(
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my.service"}}]},
        "scopeSpans":[{"scope":{"name":"my.library"},"spans":[%s]}]}]}
        """
            .formatted(String.join(",", spans)));
  }

  private static byte[] sent(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject object(String json) throws JsonReadException {
    return (JsonObject) Json.read(json.replace('\'', '"'));
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(name));
  }
}
