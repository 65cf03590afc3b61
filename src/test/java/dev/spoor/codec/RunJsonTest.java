package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Fields;
import dev.spoor.model.Git;
import dev.spoor.model.JsonText;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunJsonTest {
  static final String FIELDS =
      "'parent_trace_id':'0af7651916cd43dd8448eb211c80319d','parent_span_id':'00000000000000cc',"
          + "'agent':'claude-code','runner_id':'build-7','thread_id':'t','project':'shop',"
          + "'feature':'login','session_id':'s','user_id':'ada','environment':'ci',"
          + "'release':'1.4','tags':['b','a','b'],'halt_reason':'done','metadata':{'ticket':12},"
          + "'git':{'repository':'r','branch':'main','commit':'3f2a'}";

  private final Calls calls = new Calls();

  @Test
  void record_readsEveryField() {
    RunDrafts drafts =
        calls.record(
            "{'name':'fix it','status':'ok','started_at':1775051919196,'input':'in',"
                + "'output':{'a':1},"
                + FIELDS
                + "}");
    Fields run = drafts.run().fields();
    Fields root = drafts.root().fields();

    RunField.ALL.forEach(field -> assertTrue(run.has(field), field.name()));
    assertEquals(new TraceId("0af7651916cd43dd8448eb211c80319d"), run.get(RunField.PARENT_TRACE));
    assertEquals(new SpanId("00000000000000cc"), run.get(RunField.PARENT_SPAN));
    assertEquals("claude-code", run.get(RunField.AGENT));
    assertEquals("build-7", run.get(RunField.RUNNER_ID));
    assertEquals("t", run.get(RunField.THREAD_ID));
    assertEquals("shop", run.get(RunField.PROJECT));
    assertEquals("login", run.get(RunField.FEATURE));
    assertEquals("s", run.get(RunField.SESSION_ID));
    assertEquals("ada", run.get(RunField.USER_ID));
    assertEquals("ci", run.get(RunField.ENVIRONMENT));
    assertEquals("1.4", run.get(RunField.RELEASE));
    assertEquals(new Tags(List.of("b", "a")), run.get(RunField.TAGS));
    assertEquals("done", run.get(RunField.HALT_REASON));
    assertEquals(new JsonText("{\"ticket\":12}"), run.get(RunField.METADATA));
    assertEquals(new Git("r", "main", "3f2a"), run.get(RunField.GIT));
    assertEquals(SpanKind.AGENT, root.get(SpanField.KIND));
    assertEquals("fix it", root.get(SpanField.NAME));
    assertEquals(SpanStatus.OK, root.get(SpanField.STATUS));
    assertEquals(Instant.parse("2026-04-01T13:58:39.196Z"), root.get(SpanField.STARTED_AT));
    assertEquals(Payload.text("in"), root.get(SpanField.INPUT));
    assertEquals(Payload.json(new JsonText("{\"a\":1}")), root.get(SpanField.OUTPUT));
    assertFalse(root.mentions(SpanField.PARENT));
    assertEquals(List.of(), calls.warnings.texts());
  }

  @Test
  void record_ofNullsClears() {
    JsonObject.Builder nulls = JsonObject.builder().put("name", "a").put("spans", JsonNull.NULL);
    RunField.ALL.forEach(field -> nulls.put(field.name(), JsonNull.NULL));
    RunDrafts drafts = calls.record(nulls.put("trace_id", JsonNull.NULL).build());

    RunField.ALL.forEach(field -> assertTrue(drafts.run().fields().clears(field), field.name()));
  }

  @Test
  void record_makesIdsThatAreMissing() {
    RunDrafts drafts = calls.record("{'name':'a','spans':[{'name':'x','kind':'tool'}]}");
    TraceId traceId = new TraceId("%032x".formatted(1));

    assertEquals(traceId, drafts.run().traceId());
    assertEquals(SpanId.derived(traceId, "root"), drafts.root().spanId());
    assertEquals(drafts.root().spanId(), drafts.run().rootSpanId());
    assertEquals(new SpanId("%016x".formatted(2)), drafts.spans().get(0).spanId());
    assertEquals(2, drafts.batch().spans().size());
    assertEquals(drafts.root(), drafts.batch().spans().get(0));
  }

  @Test
  void record_tiesSpansByTheirLabels() {
    List<SpanDraft> spans =
        calls
            .record(
                "{'name':'a','spans':["
                    + "{'name':'x','kind':'tool','parent_span_id':'plan'},"
                    + "{'name':'y','kind':'chain','span_id':'plan'},"
                    + "{'name':'z','kind':'tool','span_id':'root','parent_span_id':'plan'},"
                    + "{'name':'u','kind':'tool','parent_span_id':'00000000000000AA'},"
                    + "{'name':'v','kind':'tool','span_id':'00000000000000AB'},"
                    + "{'name':'w','kind':'tool','parent_span_id':'00000000000000ab'},"
                    + "{'name':'t','kind':'tool','parent_span_id':null}]}")
            .spans();
    SpanId plan = spans.get(1).spanId();

    assertEquals(plan, spans.get(0).fields().get(SpanField.PARENT));
    assertEquals(plan, spans.get(2).fields().get(SpanField.PARENT));
    assertFalse(spans.get(1).fields().mentions(SpanField.PARENT));
    assertEquals(new SpanId("00000000000000aa"), spans.get(3).fields().get(SpanField.PARENT));
    assertEquals(spans.get(4).spanId(), spans.get(5).fields().get(SpanField.PARENT));
    assertTrue(spans.get(6).fields().clears(SpanField.PARENT));
    assertNotEquals(
        SpanId.derived(spans.get(0).traceId(), "root"),
        spans.get(2).spanId(),
        "a label is no key of ours");
  }

  @Test
  void record_sentAgainIsTheSameSpans() {
    String run =
        "{'name':'a','trace_id':'0af7651916cd43dd8448eb211c80319c','spans':["
            + "{'name':'x','kind':'tool','span_id':'one'},"
            + "{'name':'y','kind':'tool','span_id':'two','parent_span_id':'one'}]}";

    assertEquals(new Calls().record(run), calls.record(run));
    assertEquals(Calls.TRACE, calls.record(run).run().traceId());
  }

  @Test
  void record_doesNotReadSums() {
    calls.record("{'name':'a','usage':{'input_tokens':1},'cost_usd':1,'error_count':7,'flags':[]}");

    assertEquals(
        List.of(
            "usage of a run is the sum of its spans and was not read",
            "cost_usd of a run is the sum of its spans and was not read"),
        calls.warnings.texts());
  }

  @Test
  void record_takesDeepChains() {
    StringBuilder spans = new StringBuilder("{'name':'x','kind':'chain','span_id':'s0'}");
    for (int i = 1; i < 20_000; i++) {
      spans.append(
          ",{'name':'x','kind':'chain','span_id':'s"
              + i
              + "','parent_span_id':'s"
              + (i - 1)
              + "'}");
    }

    assertEquals(20_000, calls.record("{'name':'a','spans':[" + spans + "]}").spans().size());
  }

  @Test
  void start_isRunningFromNow() {
    RunDrafts drafts = calls.start("{'name':'a','input':'in','agent':'x','evals':null}");

    assertEquals(SpanStatus.RUNNING, drafts.root().fields().get(SpanField.STATUS));
    assertEquals(Calls.NOW, drafts.root().fields().get(SpanField.STARTED_AT));
    assertEquals("x", drafts.run().fields().get(RunField.AGENT));
    assertEquals(List.of("unknown field `evals` was ignored"), calls.warnings.texts());
  }

  @Test
  void start_mayHaveBegunBefore() {
    assertEquals(
        Instant.parse("2026-04-01T13:58:39.196Z"),
        calls
            .start("{'name':'a','started_at':1775051919196}")
            .root()
            .fields()
            .get(SpanField.STARTED_AT));
  }

  @Test
  void end_isOkUnlessSomebodySaysOtherwise() {
    assertEquals(SpanStatus.OK, endStatus("{}"));
    assertEquals(SpanStatus.OK, endStatus("{'error':null}"));
    assertEquals(SpanStatus.ERROR, endStatus("{'error':'boom'}"));
    assertEquals(SpanStatus.CANCELLED, endStatus("{'error':'boom','status':'cancelled'}"));
    assertEquals(SpanStatus.OK, endStatus("{'error':'boom','status':'OK'}"));
  }

  @Test
  void end_isNowAndSaysNothingElse() {
    RunDrafts drafts = calls.end("{'trace_id':'x','output':'out','halt_reason':'done'}");
    Fields root = drafts.root().fields();

    assertEquals(
        Fields.builder()
            .set(SpanField.STATUS, SpanStatus.OK)
            .set(SpanField.ENDED_AT, Calls.NOW)
            .set(SpanField.OUTPUT, Payload.text("out"))
            .build(),
        root);
    assertEquals(Fields.builder().set(RunField.HALT_REASON, "done").build(), drafts.run().fields());
    assertEquals(Calls.TRACE, drafts.run().traceId());
  }

  private SpanStatus endStatus(String arguments) {
    return calls.end(arguments).root().fields().get(SpanField.STATUS);
  }
}
