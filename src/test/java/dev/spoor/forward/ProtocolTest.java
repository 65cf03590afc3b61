package dev.spoor.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.JsonText;
import dev.spoor.model.Score;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, as the classes read it that OpenTelemetry generates from the protocol. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProtocolTest {
  private static final Drafts RUN = Drafts.ofRun(1);
  private static final Pattern ID = Pattern.compile("\"(traceId|spanId|parentSpanId)\":\"(\\w+)\"");

  @TempDir private Path folder;

  @Test
  void request_holdsNothingThatTheProtocolDoesNotKnow() throws Exception {
    SpanDraft rich =
        RUN.tool(2, 1, "Bash", "{\"command\":\"ls\"}", "no")
            .under(1)
            .with(SpanField.STATUS, SpanStatus.ERROR)
            .with(SpanField.ERROR, new SpanError("exit", "code 1", "at x"))
            .with(
                SpanField.ATTRIBUTES,
                new JsonText("{\"n\":1,\"d\":1.5,\"list\":[\"a\",true],\"map\":{\"k\":null}}"))
            .with(
                SpanField.EVENTS,
                new JsonText("[{\"name\":\"retry\",\"at\":\"2026-11-20T12:00:01Z\"}]"))
            .with(
                SpanField.LINKS,
                new JsonText(
                    "[{\"trace_id\":\"%s\",\"span_id\":\"b7ad6b7169203331\"}]"
                        .formatted("0af7651916cd43dd8448eb211c80319c")))
            .draft();
    SpanDraft open = RUN.span(3, SpanKind.TOOL, "open").under(1).draft();
    try (StubReceiver stub = new StubReceiver(names -> StubReceiver.TAKEN);
        Room here = new Room(folder.resolve("here.db")).passingOnTo(stub.url())) {
      here.ingest.accept(
          RUN.ended(
              rich,
              open.withFields(open.fields().with(SpanField.STATUS, SpanStatus.RUNNING)),
              RUN.llm(4, 2).under(1).draft()));
      here.ingest.accept(Batch.ofScore(score()));
      here.awaitPassed();
      byte[] last = stub.bodies().get(stub.bodies().size() - 1);
      assertRoot(here, spans(last).get(0));
      assertTool(
          spans(stub.bodies().get(0)).stream()
              .filter(span -> span.getName().equals("Bash"))
              .findFirst()
              .orElseThrow());
    }
  }

  private static Score score() {
    return new Score(
        "s1",
        RUN.traceId(),
        null,
        "polite",
        new BigDecimal("0.5"),
        "yes",
        "because",
        Score.Source.HUMAN,
        null,
        Room.NOW);
  }

  private static void assertRoot(Room here, Span root) {
    assertEquals(bytes(RUN.traceId().hex()), root.getTraceId());
    assertEquals(bytes(Drafts.id(1).hex()), root.getSpanId());
    assertEquals(ByteString.EMPTY, root.getParentSpanId());
    assertTrue(root.getEndTimeUnixNano() >= root.getStartTimeUnixNano());
    assertEquals("gen_ai.evaluation.result", root.getEvents(0).getName());
    assertEquals("fix the test", here.runs.run(RUN.traceId()).name());
  }

  private static void assertTool(Span tool) {
    assertEquals(bytes(Drafts.id(1).hex()), tool.getParentSpanId());
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, tool.getKind());
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, tool.getStatus().getCode());
    assertEquals("code 1", tool.getStatus().getMessage());
    assertEquals("retry", tool.getEvents(0).getName());
    assertEquals(bytes("b7ad6b7169203331"), tool.getLinks(0).getSpanId());
    assertTrue(
        tool.getAttributesList().stream()
            .anyMatch(one -> one.getKey().equals("n") && one.getValue().getIntValue() == 1));
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** Protobuf's own JSON has bytes in base64, where OTLP has ids in hex. */
  private static List<Span> spans(byte[] json) throws Exception {
    String base64 =
        ID.matcher(new String(json, StandardCharsets.UTF_8))
            .replaceAll(
                id ->
                    "\"%s\":\"%s\""
                        .formatted(
                            id.group(1),
                            Base64.getEncoder()
                                .encodeToString(HexFormat.of().parseHex(id.group(2)))));
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    JsonFormat.parser().merge(base64, request);
    return request.getResourceSpansList().stream()
        .map(ResourceSpans::getScopeSpansList)
        .flatMap(List::stream)
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }
}
