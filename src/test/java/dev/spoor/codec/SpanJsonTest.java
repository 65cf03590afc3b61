package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Cost;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanJsonTest {
  static final String WHOLE =
      "{'trace_id':'0af7651916cd43dd8448eb211c80319c','span_id':'00000000000000aa',"
          + "'parent_span_id':'00000000000000bb','kind':'llm','name':'ask','status':'error',"
          + "'started_at':'2026-04-01T13:58:39.000000001Z','ended_at':'2026-04-01T13:58:40.500Z',"
          + "'duration_ms':1499.999999,"
          + "'input':{'b':[1,2.50,null],'a':'x'},'output':'{\\'not\\':json}',"
          + "'error':{'type':'timeout','message':'too slow','stack':'at a.py:1'},"
          + "'attributes':{'z':1e2,'a':{'b':'c'}},'events':[{'name':'retry'}],"
          + "'links':[{'trace_id':'0af7651916cd43dd8448eb211c80319c'}],'agent':'helper',"
          + "'provider':'anthropic','model':'claude-sonnet-4-5','request_model':'claude-sonnet',"
          + "'temperature':0.70,'max_tokens':4096,'finish_reason':'end_turn','ttft_ms':120.25,"
          + "'usage':{'input_tokens':100,'output_tokens':20,'total_tokens':120,"
          + "'uncached_input_tokens':10,'cached_input_tokens':40,'cache_write_tokens':20,"
          + "'cache_write_1h_tokens':30,'reasoning_tokens':5},'cost_usd':0.0021,"
          + "'cost_status':'reported','cost_detail':{'by':'sender'},'tool_name':'Bash',"
          + "'tool_call_id':'toolu_1','attempt':2}";

  private final Calls calls = new Calls();

  @Test
  void draft_readsEveryField() {
    SpanDraft draft = calls.span(WHOLE);
    Fields fields = draft.fields();

    assertEquals(Calls.TRACE, draft.traceId());
    assertEquals(new SpanId("00000000000000aa"), draft.spanId());
    assertEquals(new SpanId("00000000000000bb"), fields.get(SpanField.PARENT));
    assertEquals(SpanKind.LLM, fields.get(SpanField.KIND));
    assertEquals("ask", fields.get(SpanField.NAME));
    assertEquals(SpanStatus.ERROR, fields.get(SpanField.STATUS));
    assertEquals(Instant.parse("2026-04-01T13:58:39.000000001Z"), fields.get(SpanField.STARTED_AT));
    assertEquals(Instant.parse("2026-04-01T13:58:40.5Z"), fields.get(SpanField.ENDED_AT));
    assertEquals(Duration.ofNanos(1_499_999_999), fields.get(SpanField.DURATION));
    assertEquals(
        Payload.json(new JsonText("{\"b\":[1,2.50,null],\"a\":\"x\"}")),
        fields.get(SpanField.INPUT));
    assertEquals(Payload.text("{\"not\":json}"), fields.get(SpanField.OUTPUT));
    assertEquals(new SpanError("timeout", "too slow", "at a.py:1"), fields.get(SpanField.ERROR));
    assertEquals(new JsonText("{\"z\":1e2,\"a\":{\"b\":\"c\"}}"), fields.get(SpanField.ATTRIBUTES));
    assertEquals(new JsonText("[{\"name\":\"retry\"}]"), fields.get(SpanField.EVENTS));
    assertEquals("helper", fields.get(SpanField.AGENT));
    assertEquals("anthropic", fields.get(SpanField.PROVIDER));
    assertEquals("claude-sonnet-4-5", fields.get(SpanField.MODEL));
    assertEquals("claude-sonnet", fields.get(SpanField.REQUEST_MODEL));
    assertEquals(new BigDecimal("0.70"), fields.get(SpanField.TEMPERATURE));
    assertEquals(4096, fields.get(SpanField.MAX_TOKENS));
    assertEquals("end_turn", fields.get(SpanField.FINISH_REASON));
    assertEquals(Duration.ofNanos(120_250_000), fields.get(SpanField.TTFT));
    assertEquals(new Usage(10, 40, 20, 30, 20, 5, false), fields.get(SpanField.USAGE));
    assertEquals(new Usd(2_100_000), fields.get(SpanField.COST));
    assertEquals("Bash", fields.get(SpanField.TOOL_NAME));
    assertEquals("toolu_1", fields.get(SpanField.TOOL_CALL_ID));
    assertEquals(2, fields.get(SpanField.ATTEMPT));
    SpanField.ALL.forEach(field -> assertTrue(fields.has(field), field.name()));
    assertEquals(List.of(), calls.warnings.texts());
  }

  @Test
  void draft_writtenOutIsTheSameJson() {
    SpanDraft draft = calls.span(WHOLE);

    assertEquals(Calls.json(WHOLE), SpanView.json(stored(draft), PayloadCut.NONE));
    assertEquals(draft, calls.span(SpanView.json(stored(draft), PayloadCut.NONE)));
    assertEquals(
        List.copyOf(Calls.json(WHOLE).members().keySet()),
        List.copyOf(SpanView.json(stored(draft), PayloadCut.NONE).members().keySet()));
  }

  @Test
  void draft_ofNothingSaysNothing() {
    SpanDraft draft = calls.span("{}");

    assertEquals(Fields.NONE, draft.fields());
    assertEquals(new SpanId("0000000000000001"), draft.spanId());
  }

  @Test
  void draft_ofNullsClears() {
    JsonObject.Builder nulls = JsonObject.builder();
    SpanField.ALL.forEach(field -> nulls.put(field.name(), JsonNull.NULL));
    Fields fields = calls.span(nulls.put("span_id", JsonNull.NULL).build()).fields();
    List<Field<?>> always =
        List.of(SpanField.KIND, SpanField.NAME, SpanField.STATUS, SpanField.STARTED_AT);

    for (Field<?> field : SpanField.ALL) {
      assertEquals(!always.contains(field), fields.clears(field), field.name());
      assertEquals(!always.contains(field), fields.mentions(field), field.name());
    }
    assertEquals(List.of(), calls.warnings.texts());
  }

  @ParameterizedTest
  @EnumSource(SpanKind.class)
  void kind_isReadWhateverItsCase(SpanKind kind) {
    assertEquals(kind, calls.span("{'kind':'" + kind.word() + "'}").fields().get(SpanField.KIND));
    assertEquals(kind, calls.span("{'kind':'" + kind.name() + "'}").fields().get(SpanField.KIND));
  }

  @Test
  void kind_thatIsUnknownIsKept() {
    Fields fields = calls.span("{'kind':'Generation','attributes':{'a':1}}").fields();

    assertEquals(SpanKind.INTERNAL, fields.get(SpanField.KIND));
    assertEquals(
        new JsonText("{\"a\":1,\"spoor.kind\":\"Generation\"}"), fields.get(SpanField.ATTRIBUTES));
    assertTrue(calls.warnings.texts().get(0).startsWith("kind is none of ours"));
    assertTrue(calls.warnings.texts().get(0).endsWith("webhook, eval, internal"));
  }

  @Test
  void error_mayBeAString() {
    assertEquals(
        new SpanError(null, "exit code 1", null),
        calls.span("{'error':'exit code 1'}").fields().get(SpanField.ERROR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "{}", "{'message':''}"})
  void error_thatSaysNothingIsNone(String error) {
    Fields fields = calls.span("{'error':" + error + "}").fields();

    assertFalse(fields.mentions(SpanField.ERROR));
    assertFalse(calls.warnings.texts().isEmpty());
  }

  @Test
  void ids_areReadWhateverTheirCase() {
    SpanDraft draft = calls.span("{'span_id':'00000000000000AA','parent_span_id':''}");

    assertEquals(new SpanId("00000000000000aa"), draft.spanId());
    assertFalse(draft.fields().mentions(SpanField.PARENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"computed", "partial", "unpriced"})
  void cost_thatWasComputedIsNotReported(String status) {
    Fields fields = calls.span("{'cost_usd':0.1,'cost_status':'" + status + "'}").fields();

    assertFalse(fields.mentions(SpanField.COST));
    assertEquals(
        List.of("cost_usd will be worked out again, as it was not reported"),
        calls.warnings.texts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'plain'",
        "'{\\'looks\\':\\'like JSON\\'}'",
        "''",
        "'\\ud83d'",
        "'a\\u0000b'",
        "7",
        "true",
        "[1,{'a':null}]",
        "{'encoding':'base64','data':'AA=='}"
      })
  void payload_comesBackAsItWasSent(String value) {
    JsonObject sent = Calls.json("{'input':" + value + "}");
    Payload payload = calls.span(sent).fields().get(SpanField.INPUT);

    assertEquals(sent.get("input"), PayloadJson.json(payload));
    assertEquals(value.startsWith("'"), payload.form() == Payload.Form.TEXT);
    assertEquals(payload, Payload.of(payload.form(), payload.bytes()));
  }

  /** The span as a store answers it. */
  static Span stored(SpanDraft draft) {
    Fields fields = draft.fields();
    Usd amount = fields.get(SpanField.COST);
    return new Span(
        draft.traceId(),
        draft.spanId(),
        fields.without(SpanField.COST).without(SpanField.DURATION),
        amount == null
            ? null
            : new Cost(amount, CostStatus.REPORTED, new JsonText("{\"by\":\"sender\"}")),
        null,
        1,
        null,
        0,
        bytes(fields.get(SpanField.INPUT)),
        bytes(fields.get(SpanField.OUTPUT)));
  }

  private static long bytes(Payload payload) {
    return payload == null ? -1 : payload.bytes().length;
  }
}
