package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Advice;
import dev.spoor.model.BadInput;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Fields;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Payload;
import dev.spoor.model.Receipt;
import dev.spoor.model.Rejected;
import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import dev.spoor.model.RunTotals;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewTest {
  private static final String URL = "http://127.0.0.1:4319/runs/run_1bvpa68ps";
  private static final SpanId ROOT = new SpanId("00000000000000aa");
  private static final Instant START = Instant.parse("2026-04-01T13:58:39Z");
  private static final Flag FLAG =
      new Flag(
          "flag_1",
          FlagCode.LOOP,
          "three times the same",
          List.of(ROOT),
          3,
          1_200L,
          new Usd(2_100_000),
          Flag.State.OPEN,
          START);
  private static final Score SCORE =
      new Score(
          "score_1",
          Calls.TRACE,
          ROOT,
          "quality",
          new BigDecimal("0.50"),
          "fair",
          "because",
          Score.Source.JUDGE,
          "claude",
          START);

  @Test
  void run_hasTheContractsMembersInOrder() {
    JsonObject view = RunView.json(whole(), SpanJsonTest.stored(draft()), PayloadCut.NONE, URL);

    assertEquals(
        "trace_id run_id parent_trace_id parent_span_id name agent runner_id thread_id project"
            + " feature session_id user_id environment release tags status halt_reason started_at"
            + " ended_at duration_ms input output error metadata git span_count error_count"
            + " llm_call_count tool_call_count usage cost_usd cost_status eval_cost_usd"
            + " children_cost_usd flags scores url root_span_id",
        String.join(" ", view.members().keySet()));
    assertEquals(whole().runId(), view.text("run_id"));
    assertEquals("2026-04-01T13:58:39Z", view.text("started_at"));
    assertEquals("1500.25", view.get("duration_ms").write());
    assertEquals("0.0021", view.get("cost_usd").write());
    assertEquals("computed", view.text("cost_status"));
    assertEquals("[\"b\",\"a\"]", view.get("tags").write());
  }

  @Test
  void run_readsBackAsItWas() {
    JsonObject view = RunView.json(whole(), null, PayloadCut.NONE, URL);
    RunDrafts drafts = new Calls().record(view);

    assertEquals(whole().fields(), drafts.run().fields());
    assertEquals(ROOT, drafts.run().rootSpanId());
    assertEquals(Calls.TRACE, drafts.run().traceId());
  }

  @Test
  void run_withoutMuchShowsNullWhereClientsLook() {
    RunTotals totals = new RunTotals(START, null, START, 1, 0, 0, 0, Usage.NONE, null, null, null);
    Run run =
        new Run(
            Calls.TRACE,
            null,
            "",
            RunStatus.RUNNING,
            null,
            Fields.NONE,
            totals,
            null,
            List.of(),
            List.of(),
            1);

    assertEquals(
        "{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"run_id\":\""
            + run.runId()
            + "\",\"name\":\"\",\"tags\":[],\"status\":\"running\","
            + "\"started_at\":\"2026-04-01T13:58:39Z\",\"ended_at\":null,\"duration_ms\":null,"
            + "\"metadata\":{},\"span_count\":1,\"error_count\":0,\"llm_call_count\":0,"
            + "\"tool_call_count\":0,\"usage\":"
            + UsageJson.json(Usage.NONE).write()
            + ",\"cost_usd\":null,\"cost_status\":null,\"flags\":[],\"scores\":[],\"url\":null}",
        RunView.json(run, null).write());
  }

  @Test
  void span_withoutMuchShowsNullWhereClientsLook() {
    SpanDraft draft =
        new Calls()
            .span(
                "{'span_id':'00000000000000ab','kind':'tool','name':'x','status':'running',"
                    + "'started_at':'2026-04-01T13:58:39Z'}");

    assertEquals(
        "{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"00000000000000ab\","
            + "\"kind\":\"tool\",\"name\":\"x\",\"status\":\"running\","
            + "\"started_at\":\"2026-04-01T13:58:39Z\",\"ended_at\":null,\"duration_ms\":null,"
            + "\"cost_usd\":null,\"cost_status\":null}",
        SpanView.json(SpanJsonTest.stored(draft), PayloadCut.NONE).write());
  }

  @Test
  void flag_isAsInTheContract() {
    assertEquals(
        "{\"flag_id\":\"flag_1\",\"code\":\"LOOP\",\"message\":\"three times the same\","
            + "\"span_ids\":[\"00000000000000aa\"],\"count\":3,\"wasted_tokens\":1200,"
            + "\"wasted_usd\":0.0021,\"state\":\"open\",\"at\":\"2026-04-01T13:58:39Z\"}",
        RunView.flag(FLAG).write());
  }

  @Test
  void score_isAsInTheContract() {
    assertEquals(
        "{\"score_id\":\"score_1\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
            + "\"span_id\":\"00000000000000aa\",\"name\":\"quality\",\"value\":0.50,"
            + "\"label\":\"fair\",\"reason\":\"because\",\"source\":\"judge\","
            + "\"judge\":\"claude\",\"created_at\":\"2026-04-01T13:58:39Z\"}",
        RunView.score(SCORE).write());
  }

  @Test
  void export_holdsTheWholeRun() {
    Span root = SpanJsonTest.stored(draft());
    JsonObject export = ExportJson.json(whole(), List.of(root), PayloadCut.NONE, URL);

    assertEquals(List.of("trace", "spans", "evaluations"), List.copyOf(export.members().keySet()));
    assertEquals(root.output().text(), export.object("trace").text("output"));
    JsonObject span = (JsonObject) export.array("spans").elements().get(0);
    assertEquals("100", span.get("input_tokens").write());
    assertEquals("20", span.get("output_tokens").write());
    assertEquals("40", span.get("cached_input_tokens").write());
    assertEquals("[" + RunView.score(SCORE).write() + "]", export.get("evaluations").write());
  }

  @Test
  void export_readsBackAsItWas() {
    SpanDraft root = draft();
    JsonObject export =
        ExportJson.json(whole(), List.of(SpanJsonTest.stored(root)), PayloadCut.NONE, URL);
    JsonObject.Builder run = JsonObject.builder();
    export.object("trace").members().forEach(run::put);
    Calls calls = new Calls();
    RunDrafts drafts = calls.record(run.put("spans", export.get("spans")).build());

    assertEquals(root.fields(), drafts.root().fields());
    assertEquals(ROOT, drafts.root().spanId());
    assertEquals(List.of(), drafts.spans());
    assertEquals(List.of(), calls.warnings.texts());
  }

  @Test
  void receipt_saysWhatTheWriteCameTo() {
    Advice advice = new Advice(FlagCode.LOOP, "again", List.of(ROOT), "stop");
    Receipt receipt =
        new Receipt(
            List.of(whole()),
            List.of(advice),
            List.of("second"),
            List.of(new Rejected(Calls.TRACE, "x", BadInput.of("kind", "must be a string"))));
    JsonObject view = ReceiptView.json(receipt, whole(), URL, List.of("first"));

    assertEquals(
        "trace_id run_id url status duration_ms cost_usd cost_status span_count usage advice flags"
            + " warnings",
        String.join(" ", view.members().keySet()));
    assertEquals(
        "[{\"code\":\"LOOP\",\"message\":\"again\",\"span_ids\":[\"00000000000000aa\"],"
            + "\"suggestion\":\"stop\"}]",
        view.get("advice").write());
    assertEquals(
        "[\"first\",\"second\",\"x: kind must be a string.\"]", view.get("warnings").write());
  }

  @Test
  void receipt_withoutAdviceHasNone() {
    Receipt receipt = new Receipt(List.of(whole()), List.of(), List.of(), List.of());

    assertNull(ReceiptView.json(receipt, whole(), null, List.of()).get("advice"));
    assertEquals(JsonNull.NULL, ReceiptView.json(receipt, whole(), null, List.of()).get("url"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aaaaaaaaaa", "aéééé", "😀😀😀", "\ud83d\ud83d\ud83d\ud83d"})
  void cut_isAtMostAsLongAsAllowed(String text) {
    PayloadCut cut = new PayloadCut(7, 7, "http://h");
    JsonObject view = SpanView.json(SpanJsonTest.stored(withInput(Payload.text(text))), cut);
    String shown = view.object("input").text("text");

    assertEquals("true", view.object("input").get("truncated").write());
    assertEquals("text", view.object("input").text("form"));
    assertEquals(
        Integer.toString(Payload.text(text).bytes().length),
        view.object("input").get("bytes").write());
    assertEquals(
        "http://h/api/spans/0af7651916cd43dd8448eb211c80319c/00000000000000aa/input",
        view.object("input").text("url"));
    assertTrue(text.startsWith(shown));
    assertTrue(Payload.text(shown).bytes().length <= 7);
    assertTrue(Payload.text(shown).bytes().length > 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aaaaaaa", "aééé", "aa😀"})
  void cut_leavesWhatFits(String text) {
    PayloadCut cut = new PayloadCut(7, 3, "");
    JsonObject view = SpanView.json(SpanJsonTest.stored(withInput(Payload.text(text))), cut);

    assertEquals(text, view.text("input"));
  }

  @Test
  void cut_namesTheForm() {
    for (Payload.Form form : Payload.Form.values()) {
      Payload payload = new Payload(form, "\"aGVsbG8gd29ybGQ\"");
      JsonObject view =
          SpanView.json(SpanJsonTest.stored(withInput(payload)), new PayloadCut(5, 0, ""));

      assertEquals(form.name().toLowerCase(Locale.ROOT), view.object("input").text("form"));
      assertEquals("", view.object("input").text("text"));
    }
  }

  @Test
  void bytes_comeOutAsBase64() {
    Span span = SpanJsonTest.stored(withInput(new Payload(Payload.Form.BASE64, "AA==")));

    assertEquals(
        "{\"encoding\":\"base64\",\"data\":\"AA==\"}",
        SpanView.json(span, PayloadCut.NONE).get("input").write());
  }

  private static SpanDraft draft() {
    return new Calls().span(SpanJsonTest.WHOLE);
  }

  private static SpanDraft withInput(Payload payload) {
    return draft().withFields(draft().fields().with(SpanField.INPUT, payload));
  }

  private static Run whole() {
    Fields fields = new Calls().record("{'name':'a'," + RunJsonTest.FIELDS + "}").run().fields();
    RunTotals totals =
        new RunTotals(
            START,
            START.plusNanos(1_500_250_000),
            START,
            3,
            1,
            1,
            1,
            new Usage(10, 40, 20, 30, 20, 5, true),
            new Usd(2_100_000),
            CostStatus.COMPUTED,
            Usd.ZERO);
    return new Run(
        Calls.TRACE,
        ROOT,
        "ask",
        RunStatus.OK,
        new SpanError("timeout", null, null),
        fields,
        totals,
        new Usd(5),
        List.of(FLAG),
        List.of(SCORE),
        7);
  }
}
