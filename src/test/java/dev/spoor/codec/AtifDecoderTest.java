package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
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
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AtifDecoderTest {
  private static final TraceId TRACE = TraceId.derived("atif", "s", null);
  private static final String ASK = "{'step_id':1,'source':'user','message':'Fix it'}";

  @Test
  void ids_areTheContracts() {
    List<SpanDraft> spans =
        decode(
                ASK,
                "{'step_id':2,'source':'agent','message':'ok','metrics':{},"
                    + "'tool_calls':[{'tool_call_id':'call_1','function_name':'bash'}]}")
            .spans();

    assertEquals(SpanId.derived(TRACE, "root"), spans.get(0).spanId());
    assertEquals(SpanId.derived(TRACE, "2"), spans.get(1).spanId());
    assertEquals(SpanId.derived(TRACE, "call_1"), spans.get(2).spanId());
    assertEquals(spans.get(0).spanId(), spans.get(1).fields().get(SpanField.PARENT));
    assertEquals(spans.get(0).spanId(), spans.get(2).fields().get(SpanField.PARENT));
    assertNull(spans.get(1).fields().get(SpanField.TOOL_CALL_ID));
    assertEquals("call_1", spans.get(2).fields().get(SpanField.TOOL_CALL_ID));
  }

  @Test
  void ids_differWhereTheFileRepeatsThem() {
    String step =
        "{'step_id':2,'source':'agent','message':'ok','metrics':{},'tool_calls':["
            + "{'tool_call_id':'2','function_name':'a'},{'tool_call_id':'root','function_name':'b'},"
            + "{'function_name':'c'},{'function_name':'c'},{'tool_call_id':'x','function_name':'d'},"
            + "{'tool_call_id':'x','function_name':'d'}]}";
    List<SpanDraft> spans = decode(ASK, step, step).spans();

    assertEquals(15, spans.size());
    assertEquals(15, spans.stream().map(SpanDraft::spanId).collect(Collectors.toSet()).size());
    assertEquals(spans, decode(ASK, step, step).spans());
  }

  @Test
  void run_isWhatTheFileSays() {
    Batch batch =
        AtifDecoder.decode(
            bytes(
                "{'schema_version':'ATIF-v1.6','session_id':'s','notes':'n','agent':{'name':'a',"
                    + "'version':'2','model_name':'m','extra':{'git_branches':['HEAD','main']}},"
                    + "'steps':["
                    + ASK
                    + "],'final_metrics':{'total_steps':1}}"),
            AtifSamples.UNDATED);
    Fields run = batch.runs().get(0).fields();
    Fields root = batch.spans().get(0).fields();

    assertEquals("a", run.get(RunField.AGENT));
    assertEquals("s", run.get(RunField.SESSION_ID));
    assertEquals("2", run.get(RunField.RELEASE));
    assertEquals(new Git(null, "main", null), run.get(RunField.GIT));
    assertEquals(
        new JsonText(
            "{\"schema_version\":\"ATIF-v1.6\",\"agent_version\":\"2\",\"model_name\":\"m\"}"),
        run.get(RunField.METADATA));
    assertEquals(SpanKind.AGENT, root.get(SpanField.KIND));
    assertEquals("Fix it", root.get(SpanField.NAME));
    assertEquals(Payload.text("Fix it"), root.get(SpanField.INPUT));
    assertFalse(root.has(SpanField.OUTPUT));
    assertEquals(AtifSamples.UNDATED, root.get(SpanField.STARTED_AT));
    assertEquals(AtifSamples.UNDATED, root.get(SpanField.ENDED_AT));
    String attributes = root.get(SpanField.ATTRIBUTES).text();
    assertTrue(attributes.contains("\"notes\":\"n\""), attributes);
    assertTrue(attributes.contains("\"total_steps\":1"), attributes);
    assertTrue(attributes.contains("\"git_branches\":[\"HEAD\",\"main\"]"), attributes);
  }

  @ParameterizedTest
  @CsvSource({
    "'\\n\\n  First line \\nsecond', First line",
    "'', a",
    "'   ', a",
  })
  void name_isTheFirstLine(String message, String name) {
    assertEquals(name, name("'" + message + "'"));
  }

  @Test
  void name_isCutBetweenCharacters() {
    assertEquals("x".repeat(120), name("'" + "x".repeat(121) + "'"));
    assertEquals("x".repeat(119), name("'" + "x".repeat(119) + "\ud83d\ude00y'"));
    assertEquals("part", name("[{'type':'image'},{'type':'text','text':'part'}]"));
  }

  @Test
  void usage_includesTheCache() {
    assertEquals(
        new Usage(40, 60, 0, 0, 20, 0, false),
        usage("{'prompt_tokens':100,'completion_tokens':20,'cached_tokens':60}"));
    assertEquals(
        new Usage(10, 60, 0, 30, 20, 0, false),
        usage(
            "{'prompt_tokens':100,'completion_tokens':20,'cached_tokens':60,'extra':{"
                + "'cache_creation_input_tokens':30,"
                + "'cache_creation':{'ephemeral_1h_input_tokens':30}}}"));
    assertEquals(
        new Usage(100, 0, 0, 0, 0, 0, true), usage("{'prompt_tokens':100,'cached_tokens':null}"));
    assertNull(usage("{'prompt_tokens':0,'completion_tokens':0,'cached_tokens':0}"));
    assertNull(usage("{}"));
  }

  @Test
  void cost_isReported() {
    Fields fields =
        second("{'step_id':2,'source':'agent','message':'m','metrics':{'cost_usd':0.25}}");

    assertEquals(new Usd(250_000_000), fields.get(SpanField.COST));
  }

  @Test
  void metrics_keepWhatNobodyCounts() {
    Fields fields =
        second(
            "{'step_id':2,'source':'agent','message':'m','reasoning_content':'r',"
                + "'extra':{'stop_reason':'end_turn'},"
                + "'metrics':{'prompt_tokens':1,'completion_tokens':1,'logprobs':[-0.1]}}");

    assertEquals(
        new JsonText(
            "{\"step_id\":2,\"reasoning_content\":\"r\",\"extra\":{\"stop_reason\":\"end_turn\"},"
                + "\"metrics\":{\"logprobs\":[-0.1]}}"),
        fields.get(SpanField.ATTRIBUTES));
    assertEquals("end_turn", fields.get(SpanField.FINISH_REASON));
  }

  @Test
  void reply_ofSeveralStepsIsOneCall() {
    String at = "'timestamp':'2026-04-01T10:00:05Z'";
    assertEquals(
        List.of("agent", "llm", "tool", "tool"),
        kinds(
            ASK,
            "{'step_id':2,'source':'agent','message':'m','metrics':{}," + at + "}",
            "{'step_id':3,'source':'agent','message':'x',"
                + at
                + ",'tool_calls':[{'tool_call_id':'a','function_name':'f'}]}",
            "{'step_id':4,'source':'agent','message':'x',"
                + at
                + ",'tool_calls':[{'tool_call_id':'b','function_name':'f'}]}"));
  }

  @Test
  void reply_withoutMetricsAnywhereIsACall() {
    assertEquals(
        List.of("agent", "llm", "tool", "llm"),
        kinds(
            ASK,
            "{'step_id':2,'source':'agent','message':'x',"
                + "'tool_calls':[{'tool_call_id':'a','function_name':'f'}]}",
            "{'step_id':3,'source':'agent','message':'done'}"));
  }

  @Test
  void user_speakingAgainIsASpan() {
    List<SpanDraft> spans =
        decode(
                ASK,
                "{'step_id':2,'source':'user','message':'and that',"
                    + "'timestamp':'2026-04-01T10:00:05Z'}",
                "{'step_id':3,'source':'system','message':'be brief'}")
            .spans();
    Fields user = spans.get(1).fields();
    Fields system = spans.get(2).fields();

    assertEquals("user_message", user.get(SpanField.NAME));
    assertEquals(SpanKind.INTERNAL, user.get(SpanField.KIND));
    assertEquals(Payload.text("and that"), user.get(SpanField.INPUT));
    assertEquals(user.get(SpanField.STARTED_AT), user.get(SpanField.ENDED_AT));
    assertEquals("system_message", system.get(SpanField.NAME));
    assertEquals(Payload.text("be brief"), system.get(SpanField.INPUT));
  }

  @Test
  void times_followTheSteps() {
    List<SpanDraft> spans =
        decode(
                "{'step_id':1,'source':'user','message':'a','timestamp':'2026-04-01T10:00:00'}",
                "{'step_id':2,'source':'agent','message':'b','timestamp':'2026-04-01T10:00:05Z',"
                    + "'metrics':{},'tool_calls':[{'tool_call_id':'t','function_name':'f'}]}",
                "{'step_id':3,'source':'agent','message':'c','metrics':{}}",
                "{'step_id':4,'source':'agent','message':'d','timestamp':'2026-04-01T10:00:09Z',"
                    + "'metrics':{}}",
                "{'step_id':5,'source':'agent','message':'e','timestamp':'2026-04-01T10:00:07Z',"
                    + "'metrics':{},'tool_calls':[{'tool_call_id':'u','function_name':'f'}]}")
            .spans();

    assertEquals(
        List.of("00..09", "00..05", "05..07", "05..05", "05..09", "07..07", "07..09"),
        spans.stream().map(AtifDecoderTest::seconds).toList());
  }

  @Test
  void result_belongsToItsCall() {
    String first =
        "{'step_id':2,'source':'agent','message':'m','metrics':{},'tool_calls':["
            + "{'tool_call_id':'a','function_name':'f','arguments':{'x':1},'note':'n'},"
            + "{'tool_call_id':'b','function_name':'g','arguments':'raw'},"
            + "{'tool_call_id':'c','function_name':'h'}],"
            + "'observation':{'results':[{'source_call_id':'b','content':'B'},"
            + "{'source_call_id':'a','content':[{'type':'text'}],"
            + "'subagent_trajectory_ref':[{'session_id':'z'}]}]}}";
    String second =
        "{'step_id':3,'source':'system','message':'m','observation':{'results':["
            + "{'source_call_id':'c','content':null},{'content':'lost'},"
            + "{'source_call_id':'a','content':'again'}]}}";
    List<SpanDraft> spans = decode(ASK, first, second).spans();

    Fields a = spans.get(2).fields();
    Fields b = spans.get(3).fields();
    Fields c = spans.get(4).fields();
    assertEquals(Payload.json(new JsonText("{\"x\":1}")), a.get(SpanField.INPUT));
    assertEquals(Payload.json(new JsonText("[{\"type\":\"text\"}]")), a.get(SpanField.OUTPUT));
    assertEquals(
        new JsonText(
            "{\"note\":\"n\",\"result\":{\"subagent_trajectory_ref\":[{\"session_id\":\"z\"}]}}"),
        a.get(SpanField.ATTRIBUTES));
    assertEquals(Payload.text("raw"), b.get(SpanField.INPUT));
    assertEquals(Payload.text("B"), b.get(SpanField.OUTPUT));
    assertEquals(SpanStatus.OK, c.get(SpanField.STATUS));
    assertFalse(c.has(SpanField.OUTPUT));
    assertEquals(
        List.of(Payload.text("lost"), Payload.text("again")),
        spans.subList(6, 8).stream().map(span -> span.fields().get(SpanField.OUTPUT)).toList());
    assertEquals("observation", spans.get(6).fields().get(SpanField.NAME));
  }

  @Test
  void result_withoutAnIdBelongsToTheOnlyCall() {
    Fields fields =
        decode(
                ASK,
                "{'step_id':2,'source':'agent','message':'m','tool_calls':[{'function_name':'f'}],"
                    + "'observation':{'results':[{'content':'r'}]}}")
            .spans()
            .get(2)
            .fields();

    assertEquals(Payload.text("r"), fields.get(SpanField.OUTPUT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'results':[{'source_call_id':'a','content':'boom','is_error':true}]}",
        "{'results':[{'source_call_id':'a','content':'boom','extra':{'is_error':true}}]}"
      })
  void result_mayBeAnError(String observation) {
    Fields fields =
        decode(
                ASK,
                "{'step_id':2,'source':'agent','message':'m','tool_calls':["
                    + "{'tool_call_id':'a','function_name':'f'}],'observation':"
                    + observation
                    + "}")
            .spans()
            .get(2)
            .fields();

    assertEquals(SpanStatus.ERROR, fields.get(SpanField.STATUS));
    assertEquals("boom", fields.get(SpanField.ERROR).message());
    assertEquals(Payload.text("boom"), fields.get(SpanField.OUTPUT));
  }

  @Test
  void call_withoutAResultIsCancelledWhereOthersHaveOne() {
    String called =
        "{'step_id':2,'source':'agent','message':'m','tool_calls':["
            + "{'tool_call_id':'a','function_name':'f'}]}";
    String answered =
        "{'step_id':3,'source':'agent','message':'m','tool_calls':["
            + "{'tool_call_id':'b','function_name':'f'}],"
            + "'observation':{'results':[{'source_call_id':'b','content':''}]}}";

    assertEquals(SpanStatus.OK, status(decode(ASK, called), 2));
    assertEquals(SpanStatus.CANCELLED, status(decode(ASK, called, answered), 2));
    assertEquals(SpanStatus.OK, status(decode(ASK, called, answered), 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {'schema_version':'ATIF-v1.2' | the file | must be JSON in UTF-8
          [] | the file | must be a JSON object
          {} | schema_version | is required
          {'schema_version':1.2} | schema_version | must be a string
          {'schema_version':'ATIF-v2.0','session_id':'s','steps':[]} | schema_version | must be ATIF-v1 with a minor version
          {'schema_version':'1.2'} | schema_version | must be ATIF-v1
          {'schema_version':'ATIF-v1.2'} | session_id | is required
          {'schema_version':'ATIF-v1.2','session_id':'s'} | steps | is required
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':{}} | steps | must be an array
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[]} | steps | must have at least one step
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[7]} | steps[0] | must be an object
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[{}]} | steps[0].source | is required
          {'schema_version':'ATIF-v1.2','session_id':'s','agent':'a','steps':[{}]} | agent | must be an object
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[{'source':'user','timestamp':'yesterday'}]} | steps[0].timestamp | must be an RFC 3339 time
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[{'source':'user'},{'source':'agent','tool_calls':[5]}]} | steps[1].tool_calls[0] | must be an object
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[{'source':'agent','tool_calls':[{'function_name':5}]}]} | steps[0].tool_calls[0].function_name | must be a string
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[{'source':'agent','metrics':{'prompt_tokens':-1}}]} | steps[0].metrics.prompt_tokens | must be a whole number
          {'schema_version':'ATIF-v1.2','session_id':'s','steps':[{'source':'agent','observation':{'results':'x'}}]} | steps[0].observation.results | must be an array
          """)
  void mistake_namesThePlace(String file, String field, String rule) {
    BadInput mistake =
        assertThrows(BadInput.class, () -> AtifDecoder.decode(bytes(file), AtifSamples.UNDATED));

    assertEquals(field, mistake.field());
    assertTrue(mistake.getMessage().contains(rule), mistake.getMessage());
    assertTrue(mistake.getMessage().contains("Example: "), mistake.getMessage());
  }

  @Test
  void file_thatIsNoUtf8IsRefused() {
    byte[] latin1 = "{\"schema_version\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThrows(BadInput.class, () -> AtifDecoder.decode(latin1, AtifSamples.UNDATED));
  }

  @Test
  void sessions_areDifferentRuns() {
    Set<TraceId> ids = new HashSet<>();
    AtifSamples.names().forEach(name -> ids.add(AtifSamples.decode(name).runs().get(0).traceId()));

    assertEquals(AtifSamples.names().size(), ids.size());
    assertNotEquals(Set.of(), ids);
  }

  private static Batch decode(String... steps) {
    return AtifDecoder.decode(
        bytes(
            "{'schema_version':'ATIF-v1.4','session_id':'s','agent':{'name':'a'},'steps':["
                + String.join(",", steps)
                + "]}"),
        AtifSamples.UNDATED);
  }

  private static Fields second(String step) {
    return decode(ASK, step).spans().get(1).fields();
  }

  private static Usage usage(String metrics) {
    return second("{'step_id':2,'source':'agent','message':'m','metrics':" + metrics + "}")
        .get(SpanField.USAGE);
  }

  private static String name(String message) {
    return decode("{'step_id':1,'source':'user','message':" + message + "}")
        .spans()
        .get(0)
        .fields()
        .get(SpanField.NAME);
  }

  private static List<String> kinds(String... steps) {
    return decode(steps).spans().stream()
        .map(span -> span.fields().get(SpanField.KIND).word())
        .toList();
  }

  private static SpanStatus status(Batch batch, int span) {
    return batch.spans().get(span).fields().get(SpanField.STATUS);
  }

  private static String seconds(SpanDraft span) {
    Instant start = span.fields().get(SpanField.STARTED_AT);
    Instant end = span.fields().get(SpanField.ENDED_AT);
    return start.toString().substring(17, 19) + ".." + end.toString().substring(17, 19);
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
