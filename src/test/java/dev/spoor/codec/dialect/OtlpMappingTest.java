package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.RunJson;
import dev.spoor.codec.otlp.Collected;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Batch;
import dev.spoor.model.Payload;
import dev.spoor.model.RunDraft;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.model.TurnKey;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs and spans are called, so that the sources that tell of one turn meet in one run. */
final class OtlpMappingTest {
  private static final TraceId CARRIED = new TraceId("0af7651916cd43dd8448eb211c80319c");

  private final OtlpMapping mapping = new OtlpMapping();

  private static String sample(String name) throws IOException {
    return Files.readString(DialectSampleTest.SAMPLES.resolve(name + ".json"));
  }

  private Batch logs(String name) throws IOException {
    return mapping.logs(Collected.logs(sample(name)), left -> {});
  }

  private Batch spans(String name) throws IOException {
    return mapping.spans(Collected.spans(sample(name)));
  }

  private static List<SpanDraft> of(Batch batch, SpanId spanId) {
    return batch.spans().stream().filter(span -> span.spanId().equals(spanId)).toList();
  }

  @Test
  void claudeLogs_withoutATrace_areOneRunATurnByTheIdsOfTheContract() throws IOException {
    Batch batch = logs("claude-code-logs");
    RunDraft run = batch.runs().get(0);
    TraceId trace = TraceId.derived("claude-code", "5e55", "p-1");

    assertEquals(2, batch.runs().size());
    assertEquals(trace, run.traceId());
    assertEquals(new TurnKey("claude-code", "5e55", "p-1"), run.turn());
    assertEquals(RunJson.rootOf(trace), run.rootSpanId());
    assertEquals("5e55", run.fields().get(RunField.SESSION_ID));
    assertTrue(
        of(batch, SpanId.derived(trace, "req_1")).stream()
            .anyMatch(span -> span.fields().has(SpanField.USAGE)));
    assertTrue(
        of(batch, SpanId.derived(trace, "toolu_1")).stream()
            .anyMatch(span -> span.fields().get(SpanField.STATUS) == SpanStatus.ERROR));
    assertTrue(
        of(batch, SpanId.derived(trace, "toolu_2")).stream()
            .anyMatch(span -> span.fields().get(SpanField.STATUS) == SpanStatus.CANCELLED));
  }

  @Test
  void claudeLogs_inATrace_standUnderTheSpanTheyCarry() throws IOException {
    Batch batch = logs("claude-code-logs-in-trace");
    SpanDraft call =
        batch.spans().stream()
            .filter(span -> span.fields().has(SpanField.USAGE))
            .findFirst()
            .orElseThrow();

    assertEquals(CARRIED, batch.runs().get(0).traceId());
    assertEquals("p-1", batch.runs().get(0).turn().turn());
    assertEquals(SpanId.of(1), call.fields().get(SpanField.PARENT));
    assertTrue(call.fields().get(SpanField.ATTRIBUTES).text().contains("\"request_id\":\"req_1\""));
  }

  @Test
  void everyDraftOfACall_namesWhatOtherSourcesKnowItBy() throws IOException {
    SpanId call = SpanId.derived(TraceId.derived("claude-code", "5e55", "p-1"), "req_1");
    for (SpanDraft draft : of(logs("claude-code-logs"), call)) {
      if (draft.laying() != SpanDraft.Laying.UNDER) {
        assertEquals(SpanKind.LLM, draft.fields().get(SpanField.KIND));
        assertEquals("req_1", attributes(draft).text("request_id"));
      }
    }
  }

  @Test
  void redacted_isAbsentAndNamed() throws IOException {
    TraceId second = TraceId.derived("claude-code", "5e55", "p-2");
    List<SpanDraft> root = of(logs("claude-code-logs"), RunJson.rootOf(second));

    assertTrue(root.stream().noneMatch(span -> span.fields().has(SpanField.INPUT)));
    assertTrue(
        root.stream()
            .anyMatch(
                span ->
                    span.fields()
                        .toString()
                        .contains("\"spoor.redacted_by_sender\":[\"prompt\"]")));
  }

  @Test
  void recordsOfNoRun_areLeftOutAndNamed() throws IOException {
    assertEquals(List.of("plugin_loaded"), unplaced("claude-code-logs"));
    assertEquals(List.of("codex.conversation_starts"), unplaced("codex-logs"));
    assertEquals(List.of(), unplaced("genai-logs"));
  }

  private List<String> unplaced(String name) throws IOException {
    List<String> events = new ArrayList<>();
    mapping.logs(Collected.logs(sample(name)), left -> events.add(left.eventName()));
    return events;
  }

  @Test
  void resource_isSaidOnceABatch() throws IOException {
    long said =
        spans("genai").spans().stream()
            .filter(span -> attributes(span).get("resource") != null)
            .count();

    assertEquals(1, said);
  }

  @Test
  void claudeTool_takesTheOutcomeOfItsExecution() throws IOException {
    List<SpanDraft> failed = of(spans("claude-code-spans"), SpanId.of(3));
    List<SpanDraft> refused = of(spans("claude-code-spans"), SpanId.of(6));

    assertEquals(SpanStatus.ERROR, failed.get(failed.size() - 1).fields().get(SpanField.STATUS));
    assertEquals(Payload.text("1 failed"), failed.get(0).fields().get(SpanField.OUTPUT));
    assertEquals(
        SpanStatus.CANCELLED, refused.get(refused.size() - 1).fields().get(SpanField.STATUS));
    assertEquals(SpanKind.MCP, refused.get(0).fields().get(SpanField.KIND));
  }

  @Test
  void ownExport_comesBackAsItWas() throws IOException {
    SpanDraft call = of(spans("spoor"), SpanId.of(2)).get(0);
    RunDraft run = spans("spoor").runs().get(0);

    assertEquals(Payload.text("{\"looks\":\"like JSON\"}"), call.fields().get(SpanField.INPUT));
    assertEquals("[1,2.50]", call.fields().get(SpanField.OUTPUT).text());
    assertEquals(SpanStatus.CANCELLED, call.fields().get(SpanField.STATUS));
    assertEquals("shop", run.fields().get(RunField.PROJECT));
  }

  private static JsonObject attributes(SpanDraft draft) {
    assertNotNull(draft.fields().get(SpanField.ATTRIBUTES));
    return (JsonObject) Json.trusted(draft.fields().get(SpanField.ATTRIBUTES));
  }
}
