package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written out is read back as the same drafts. */
class DraftViewTest {
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final NewIds IDS = new RandomIds(new Random(1));

  private static final String SPAN =
      """
      {"span_id":"b7ad6b7169203331","parent_span_id":"00f067aa0ba902b7","kind":"llm","name":"a",
      "status":"error","started_at":"2026-11-20T12:00:00.123456789Z",
      "ended_at":"2026-11-20T12:00:01Z","duration_ms":1.5,"input":"{\\"a\\":1}","output":{"b":[1.50]},
      "error":{"type":"t","message":"m","stack":"s"},"attributes":{"x":"\\ud800"},
      "events":[{"name":"e"}],"links":[{"trace_id":"t"}],"agent":"me","provider":"openai",
      "model":"gpt-5","request_model":"gpt","temperature":0.7,"max_tokens":10,
      "finish_reason":"stop","ttft_ms":12.25,"usage":{"input_tokens":10,"cached_input_tokens":4,
      "output_tokens":5,"reasoning_tokens":2},"cost_usd":0.0123,"tool_name":"t","tool_call_id":"c",
      "attempt":2}""";

  private static final String RUN =
      """
      "parent_trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","parent_span_id":"00f067aa0ba902b7",
      "agent":"me","runner_id":"r","thread_id":"t","project":"p","feature":"f","session_id":"s",
      "user_id":"u","environment":"ci","release":"1","tags":["a","b"],"halt_reason":"h",
      "metadata":{"k":1},"git":{"repository":"r","branch":"b","commit":"c"},"name":"n",
      "input":"i","output":null,"error":"failed\"""";

  @Test
  void span_withEveryField_isReadBack() {
    SpanDraft draft = span(SPAN);
    for (Field<?> field : SpanField.ALL) {
      assertEquals(true, draft.fields().has(field), field::name);
    }
    assertEquals(draft, span(DraftView.span(draft).write()));
  }

  @Test
  void span_thatClearsFields_isReadBack() {
    String cleared =
        "{\"span_id\":\"b7ad6b7169203331\",\"parent_span_id\":null,\"output\":null,\"usage\":null,"
            + "\"attributes\":null,\"error\":null,\"cost_usd\":null}";
    assertEquals(span(cleared), span(DraftView.span(span(cleared)).write()));
  }

  @Test
  void span_ofUnknownKind_isReadBack() {
    SpanDraft draft = span("{\"span_id\":\"b7ad6b7169203331\",\"name\":\"a\",\"kind\":\"magic\"}");
    assertEquals(draft, span(DraftView.span(draft).write()));
  }

  @Test
  void run_atItsStartAndEnd_isReadBack() {
    RunDrafts start =
        RunJson.start(arguments("{\"trace_id\":\"" + TRACE.hex() + "\"," + RUN + "}"), IDS, NOON);
    for (Field<?> field : RunField.ALL) {
      assertEquals(true, start.run().fields().has(field), field::name);
    }
    String written = DraftView.run(start).build().write();
    assertEquals(start, RunJson.start(arguments(written), IDS, NOON.plusSeconds(9)));
    RunDrafts end = RunJson.end(arguments("{" + RUN + "}"), TRACE, RunJson.rootOf(TRACE), NOON);
    assertEquals(
        end,
        RunJson.end(
            arguments(DraftView.run(end).build().write()),
            TRACE,
            RunJson.rootOf(TRACE),
            NOON.plusSeconds(9)));
  }

  @Test
  void run_toldWhole_isReadBack() {
    RunDrafts plain =
        record(
            "{"
                + RUN
                + ",\"spans\":[{\"span_id\":\"x\",\"name\":\"a\",\"kind\":\"llm\"},"
                + "{\"parent_span_id\":\"x\",\"name\":\"b\",\"kind\":\"tool\"},"
                + SPAN
                + "]}");
    assertEquals(plain, record(DraftView.whole(plain).write()));
  }

  @Test
  void run_whoseRootSaysMore_isReadBack() {
    RunDrafts drafts =
        record("{\"name\":\"n\",\"root_span_id\":\"b7ad6b7169203331\",\"spans\":[" + SPAN + "]}");
    assertEquals(List.of(), drafts.spans());
    Fields root = record(DraftView.whole(drafts).write()).root().fields();
    assertEquals(drafts.root().fields(), root);
  }

  private static RunDrafts record(String json) {
    return RunJson.record(arguments(json), IDS);
  }

  private static SpanDraft span(String json) {
    return SpanJson.draft(arguments(json), TRACE, IDS);
  }

  private static Arguments arguments(String json) {
    try {
      return Arguments.of((JsonObject) Json.read(json), new Warnings());
    } catch (JsonReadException e) {
      throw new AssertionError(json, e);
    }
  }
}
