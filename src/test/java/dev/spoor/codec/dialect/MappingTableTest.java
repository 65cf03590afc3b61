package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.model.Batch;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Payload;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single attributes of every dialect, and the one field of ours that each becomes. */
final class MappingTableTest {
  private static final Instant START = Instant.parse("2026-09-23T12:00:00Z");
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final SpanId SPAN = new SpanId("b7ad6b7169203331");
  private static final Map<String, Field<?>> FIELDS =
      Stream.concat(SpanField.ALL.stream(), RunField.ALL.stream())
          .collect(
              Collectors.toMap(
                  field -> (RunField.ALL.contains(field) ? "run." : "") + field.name(),
                  field -> field));

  private final OtlpMapping mapping = new OtlpMapping();

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      emptyValue = "",
      textBlock =
          """
          kind          | EMBEDDING | {'gen_ai.operation.name':'embeddings'}
          kind          | CHAIN     | {'gen_ai.operation.name':'plan'}
          kind          | AGENT     | {'gen_ai.operation.name':'create_agent'}
          kind          | INTERNAL  | {'gen_ai.operation.name':'search_memory','gen_ai.request.model':'m'}
          kind          | LLM       | {'gen_ai.operation.name':'response'}
          usage         | null      | {'gen_ai.operation.name':'fetch_response','gen_ai.usage.input_tokens':5}
          provider      | azure.ai.openai | {'gen_ai.system':'az.ai.openai','gen_ai.request.model':'m'}
          provider      | x_ai      | {'gen_ai.system':'xai','gen_ai.request.model':'m'}
          model         | m-1       | {'gen_ai.request.model':'m','gen_ai.response.model':'m-1'}
          request_model | m         | {'gen_ai.request.model':'m','gen_ai.response.model':'m-1'}
          ttft_ms        | PT0.25S   | {'gen_ai.request.model':'m','gen_ai.response.time_to_first_chunk':0.25}
          finish_reason | length    | {'gen_ai.request.model':'m','gen_ai.response.finish_reasons':['length','stop']}
          run.session_id | c-1      | {'gen_ai.conversation.id':'c-1'}
          input         | {"city":"Bern"} | {'gen_ai.tool.name':'w','gen_ai.tool.call.arguments':'{\\"city\\":\\"Bern\\"}'}
          input         | [{"role":"user","content":"Hi"}] | {'gen_ai.request.model':'m','gen_ai.prompt':'[{\\"role\\":\\"user\\",\\"content\\":\\"Hi\\"}]'}
          output        | [{"id":"d1","score":0.5}] | {'gen_ai.operation.name':'retrieval','gen_ai.retrieval.documents':'[{\\"id\\":\\"d1\\",\\"score\\":0.5}]'}
          input         | who       | {'gen_ai.operation.name':'retrieval','gen_ai.retrieval.query.text':'who'}
          kind          | TOOL      | {'mcp.method.name':'tools/call'}
          kind          | MCP       | {'mcp.method.name':'resources/read'}
          kind          | RERANK    | {'openinference.span.kind':'RERANKER'}
          kind          | INTERNAL  | {'openinference.span.kind':'UNKNOWN'}
          cost_usd      | $0.5      | {'openinference.span.kind':'LLM','llm.cost.total':0.5}
          model         | m-2       | {'openinference.span.kind':'LLM','llm.model_name':'m-1','llm.response.model_name':'m-2'}
          input         | {"q":1}   | {'openinference.span.kind':'CHAIN','input.value':'{\\"q\\":1}','input.mime_type':'application/json'}
          output        | [{"id":"d1","score":0.5}] | {'openinference.span.kind':'RETRIEVER','retrieval.documents.0.document.id':'d1','retrieval.documents.0.document.score':0.5}
          run.tags      | [a, b]    | {'tag.tags':['a','b']}
          run.project   | shop      | {'openinference.project.name':'shop'}
          kind          | CHAIN     | {'traceloop.span.kind':'task','gen_ai.request.model':'m'}
          run.user_id   | u-1       | {'traceloop.association.properties.user_id':'u-1'}
          run.tags      | [a]       | {'traceloop.association.properties.tags':['a']}
          input         | [{"role":"user","content":"Hi"}] | {'gen_ai.request.model':'m','gen_ai.prompt.0.role':'user','gen_ai.prompt.0.content':'Hi'}
          kind          | TOOL      | {'ai.operationId':'ai.toolCall'}
          kind          | EMBEDDING | {'operation.name':'ai.embed.doEmbed shop'}
          ttft_ms        | PT0.12S   | {'ai.operationId':'ai.streamText.doStream','ai.stream.msToFirstChunk':120}
          run.feature   | search    | {'ai.telemetry.functionId':'search'}
          kind          | LLM       | {'langfuse.observation.type':'generation','openinference.span.kind':'TOOL'}
          cost_usd      | $0.3      | {'langfuse.observation.type':'generation','langfuse.observation.cost_details':'{\\"input\\":0.1,\\"output\\":0.2}'}
          ttft_ms        | PT1.5S    | {'langfuse.observation.type':'generation','langfuse.observation.completion_start_time':'\\"2026-09-23T12:00:01.5Z\\"'}
          status        | ERROR     | {'langfuse.observation.type':'span','langfuse.observation.level':'ERROR'}
          run.environment | ci      | {'langfuse.environment':'ci','deployment.environment':'prod'}
          cost_usd      | $0.2      | {'gen_ai.operation.name':'chat','operation.cost':0.2}
          usage         | null      | {'gen_ai.operation.name':'invoke_agent','gen_ai.aggregated_usage.input_tokens':7}
          name          | ask Bern  | {'logfire.msg':'ask Bern'}
          run.project   | shop      | {'langsmith.trace.session_name':'shop'}
          run.tags      | [a, b]    | {'langsmith.span.tags':'a, b'}
          kind          | LLM       | {'mlflow.spanType':'\\"CHAT_MODEL\\"'}
          run.session_id | s-1      | {'mlflow.trace.session':'\\"s-1\\"'}
          output        | Hello     | {'mlflow.spanType':'CHAIN','mlflow.spanOutputs':'\\"Hello\\"'}
          kind          | APPROVAL  | {'span.type':'tool.blocked_on_user','session.id':'s'}
          ttft_ms        | PT0.9S    | {'span.type':'llm_request','session.id':'s','ttft_ms':900}
          finish_reason | tool_use  | {'span.type':'claude_code.llm_request','stop_reason':'tool_use'}
          input         | null      | {'span.type':'interaction','session.id':'s','user_prompt':'<REDACTED>'}
          kind          | AGENT     | {'gen_ai.operation.name':'user_prompt','gen_ai.agent.name':'gemini-cli'}
          tool_call_id  | c-1       | {'gen_ai.operation.name':'tool_call','gen_ai.tool.call_id':'c-1'}
          """)
  void spanAttribute_becomesItsField(String field, String expected, String attributes) {
    Batch batch = mapping.spans(List.of(span(attributes)));
    Fields said =
        field.startsWith("run.") ? batch.runs().get(0).fields() : batch.spans().get(0).fields();

    assertEquals(expected, text(said, field));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          cost_usd     | $0.002    | api_request       | {'session.id':'s','prompt.id':'p','request_id':'r','cost_usd':9,'cost_usd_micros':2000}
          attempt      | 3         | api_error         | {'session.id':'s','prompt.id':'p','request_id':'r','error':'overloaded','attempt':'3'}
          status       | CANCELLED | tool_decision     | {'session.id':'s','prompt.id':'p','tool_use_id':'t','tool_name':'Bash','decision':'reject'}
          kind         | AGENT     | tool_result       | {'session.id':'s','prompt.id':'p','tool_use_id':'t','tool_name':'Task','success':'true'}
          output       | Done.     | assistant_response | {'session.id':'s','prompt.id':'p','response':'Done.'}
          kind         | MCP       | codex.tool_result | {'conversation.id':'c','call_id':'t','tool_name':'find','mcp_server':'docs','success':'true'}
          error        | SpanError[type=429, message=slow down, stack=null] | codex.api_request | {'conversation.id':'c','http.response.status_code':'429','error.message':'slow down'}
          """)
  void logEvent_becomesItsField(String field, String expected, String event, String attributes) {
    assertEquals(List.of(expected), values(field, log(TRACE, SPAN, event, attributes)));
  }

  /** In a trace their spans tell it. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          name   | Explore   | subagent_completed | {'session.id':'s','prompt.id':'p','tool_use_id':'t','agent_type':'Explore'}
          status | CANCELLED | gemini_cli.tool_call | {'session.id':'s','prompt_id':'p','function_name':'f','decision':'reject','success':false}
          """)
  void logEventOutsideOfATrace_becomesItsField(
      String field, String expected, String event, String attributes) {
    assertEquals(List.of(expected), values(field, log(null, null, event, attributes)));
  }

  private List<String> values(String field, OtlpLog log) {
    return mapping.logs(List.of(log), left -> {}).spans().stream()
        .filter(draft -> draft.laying() != SpanDraft.Laying.UNDER)
        .map(draft -> text(draft.fields(), field))
        .filter(text -> !text.equals("null"))
        .toList();
  }

  private static OtlpLog log(
      @Nullable TraceId trace, @Nullable SpanId span, String event, String attributes) {
    String sender = event.contains(".") ? "" : "claude-code";
    JsonString body = new JsonString(event);
    return new OtlpLog(origin(sender), trace, span, START, 9, event, body, json(attributes));
  }

  /** As Codex 0.171 sends it: its own name of a record is a place in its source. */
  @Test
  void eventNamedByAnAttribute_isRead() {
    String attributes = "{'event.name':'codex.user_prompt','conversation.id':'c','prompt':'Hi'}";
    String place = "event otel/src/events/session_telemetry.rs:1234";

    assertEquals(List.of("Hi"), values("input", log(TRACE, SPAN, place, attributes)));
  }

  @Test
  void endOfACodexStream_toldTwice_isOneCall() {
    String end = "'event.kind':'response.completed','conversation.id':'c','model':'gpt-5'";
    OtlpLog bare = log(null, null, "codex.sse_event", "{" + end + "}");
    OtlpLog counted = log(null, null, "codex.sse_event", "{" + end + ",'input_token_count':'12'}");

    assertEquals(
        List.of("LLM"),
        mapping.logs(List.of(bare, counted), left -> {}).spans().stream()
            .map(draft -> text(draft.fields(), "kind"))
            .filter("LLM"::equals)
            .toList());
  }

  /** Of an event's name, some senders say nothing but in the body. */
  @ParameterizedTest
  @CsvSource({"gen_ai.user.message, input", "codex.user_prompt, input"})
  void eventNamedByItsBody_isRead(String event, String field) {
    String attributes = "{'conversation.id':'c','prompt':'Hi','content':'Hi'}";
    boolean read =
        mapping
            .logs(List.of(log("", "", new JsonString(event), attributes)), left -> {})
            .spans()
            .stream()
            .anyMatch(draft -> text(draft.fields(), field).contains("Hi"));

    assertEquals(true, read);
  }

  private static String text(Fields said, String name) {
    Field<?> field = FIELDS.get(name);
    if (!said.has(field)) {
      return "null";
    }
    Object value = said.get(field);
    return value instanceof Payload payload
        ? payload.text()
        : value instanceof Enum<?> constant
            ? constant.name()
            : value instanceof Tags tags ? tags.words().toString() : String.valueOf(value);
  }

  private static OtlpSpan span(String attributes) {
    return new OtlpSpan(
        origin(""),
        TRACE,
        SPAN,
        null,
        "work",
        1,
        START,
        START.plusSeconds(2),
        json(attributes),
        List.of(),
        List.of(),
        0,
        "",
        "");
  }

  private static OtlpLog log(String sender, String event, JsonString body, String attributes) {
    return new OtlpLog(origin(sender), TRACE, SPAN, START, 9, event, body, json(attributes));
  }

  private static OtlpOrigin origin(String service) {
    JsonObject resource = JsonObject.builder().put("service.name", service).build();
    return new OtlpOrigin(
        service.isEmpty() ? JsonObject.EMPTY : resource, "", "", JsonObject.EMPTY);
  }

  private static JsonObject json(String text) {
    try {
      return (JsonObject) Json.read(text.replace('\'', '"'));
    } catch (JsonReadException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
