package dev.spoor.codec.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.codec.otlp.OtlpLog;
import dev.spoor.codec.otlp.OtlpOrigin;
import dev.spoor.codec.otlp.OtlpSpan;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.model.Cost;
import dev.spoor.model.Fields;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.TraceId;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import dev.spoor.price.PriceBook;
import dev.spoor.price.PricedCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call costs the same, whoever tells of it. */
final class SameCallTest {
  private static final Instant START = Instant.parse("2026-09-23T12:00:00Z");
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final SpanId SPAN = new SpanId("b7ad6b7169203331");

  private final OtlpMapping mapping = new OtlpMapping();
  private final PriceBook book = PriceBook.bundled();

  /** 200 tokens of input that no cache knew, 900 read, 100 written, 80 of output. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          GenAI         | {'gen_ai.operation.name':'chat','gen_ai.provider.name':'anthropic','gen_ai.request.model':'claude-sonnet-4-5','gen_ai.usage.input_tokens':1200,'gen_ai.usage.cache_read.input_tokens':900,'gen_ai.usage.cache_creation.input_tokens':100,'gen_ai.usage.output_tokens':80}
          GenAI, newer  | {'gen_ai.operation.name':'chat','gen_ai.request.model':'claude-sonnet-4-5','gen_ai.usage.input_tokens':1200,'gen_ai.usage.cache_read.input_tokens':900,'gen_ai.usage.cache_write.input_tokens':100,'gen_ai.usage.output_tokens':80}
          guard         | {'gen_ai.operation.name':'chat','gen_ai.request.model':'claude-sonnet-4-5','gen_ai.usage.input_tokens':200,'gen_ai.usage.cache_read.input_tokens':900,'gen_ai.usage.cache_creation.input_tokens':100,'gen_ai.usage.output_tokens':80}
          OpenInference | {'openinference.span.kind':'LLM','llm.model_name':'claude-sonnet-4-5','llm.token_count.prompt':1200,'llm.token_count.completion':80,'llm.token_count.prompt_details.cache_read':900,'llm.token_count.prompt_details.cache_write':100}
          Traceloop     | {'llm.request.type':'chat','gen_ai.system':'Anthropic','gen_ai.response.model':'claude-sonnet-4-5','gen_ai.usage.prompt_tokens':1200,'gen_ai.usage.completion_tokens':80,'gen_ai.usage.cache_read_input_tokens':900,'gen_ai.usage.cache_creation_input_tokens':100}
          AI SDK        | {'ai.operationId':'ai.generateText.doGenerate','ai.response.model':'claude-sonnet-4-5','ai.model.provider':'anthropic.messages','ai.usage.inputTokens':1200,'ai.usage.outputTokens':80,'ai.usage.cachedInputTokens':900,'ai.response.providerMetadata':{'anthropic':{'cacheCreationInputTokens':100}}}
          AI SDK, old   | {'ai.operationId':'ai.generateText.doGenerate','ai.response.model':'claude-sonnet-4-5','ai.usage.promptTokens':200,'ai.usage.completionTokens':80,'ai.response.providerMetadata':{'anthropic':{'usage':{'input_tokens':200,'cache_read_input_tokens':900,'cache_creation_input_tokens':100}}}}
          Langfuse      | {'langfuse.observation.type':'generation','langfuse.observation.model.name':'claude-sonnet-4-5','langfuse.observation.usage_details':{'input':200,'cache_read_input_tokens':900,'cache_creation_input_tokens':100,'output':80,'total':1280}}
          Langfuse OpenAI | {'langfuse.observation.type':'generation','langfuse.observation.model.name':'claude-sonnet-4-5','langfuse.observation.usage_details':{'prompt_tokens':1200,'completion_tokens':80,'prompt_tokens_details':{'cached_tokens':900,'cache_write_tokens':100}}}
          Pydantic AI   | {'gen_ai.operation.name':'chat','gen_ai.response.model':'claude-sonnet-4-5','gen_ai.usage.input_tokens':1200,'gen_ai.usage.output_tokens':80,'gen_ai.usage.details.cache_read_tokens':900,'gen_ai.usage.details.cache_write_tokens':100}
          LangSmith     | {'langsmith.span.kind':'llm','gen_ai.request.model':'claude-sonnet-4-5','gen_ai.usage.input_tokens':1200,'gen_ai.usage.output_tokens':80,'gen_ai.usage.input_token_details':{'cache_read':900,'cache_creation':100}}
          MLflow        | {'mlflow.spanType':'LLM','mlflow.llm.model':'claude-sonnet-4-5','mlflow.chat.tokenUsage':{'input_tokens':1200,'output_tokens':80,'cache_read_input_tokens':900,'cache_creation_input_tokens':100}}
          Claude Code   | {'span.type':'claude_code.llm_request','gen_ai.system':'anthropic','gen_ai.request.model':'claude-sonnet-4-5','model':'claude-sonnet-4-5','input_tokens':200,'cache_read_tokens':900,'cache_creation_tokens':100,'output_tokens':80}
          ours          | {'spoor.kind':'llm','spoor.model':'claude-sonnet-4-5','spoor.usage':{'input_tokens':1200,'cached_input_tokens':900,'cache_write_tokens':100,'output_tokens':80}}
          """)
  void sameCall_inEveryDialect_givesTheSameUsageAndCost(String dialect, String attributes) {
    Fields call = span(attributes);

    assertEquals(new Usage(200, 900, 100, 0, 80, 0, false), call.get(SpanField.USAGE), dialect);
    assertEquals("$0.002445", String.valueOf(cost(call).amount()), dialect);
  }

  /** Codex and Gemini write nothing to a cache: 300 tokens, 900 read, 80 of output, 20 thought. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          codex.sse_event         | {'conversation.id':'c','model':'gemini-2.5-pro','event.kind':'response.completed','input_token_count':'1200','cached_token_count':'900','output_token_count':'80','reasoning_token_count':'20','tool_token_count':'1280'}
          gemini_cli.api_response | {'session.id':'s','prompt_id':'p','model':'gemini-2.5-pro','input_token_count':1200,'cached_content_token_count':900,'output_token_count':60,'thoughts_token_count':20,'total_token_count':1280}
          gen_ai.client.inference.operation.details | {'gen_ai.operation.name':'chat','gen_ai.request.model':'gemini-2.5-pro','gen_ai.usage.input_tokens':1200,'gen_ai.usage.cache_read.input_tokens':900,'gen_ai.usage.output_tokens':80,'gen_ai.usage.reasoning.output_tokens':20}
          """)
  void sameCall_inLogRecords_givesTheSameUsageAndCost(String event, String attributes) {
    Fields call = log(event, attributes);

    assertEquals(new Usage(300, 900, 0, 0, 80, 20, false), call.get(SpanField.USAGE), event);
    assertEquals("$0.0012875", String.valueOf(cost(call).amount()), event);
  }

  @Test
  void sameCall_inCodexSpan_givesTheSameUsageAndCost() {
    Fields call =
        span(
            "{'codex.usage.total_tokens':1280,'codex.usage.reasoning_output_tokens':20,"
                + "'gen_ai.response.model':'gemini-2.5-pro','gen_ai.usage.input_tokens':1200,"
                + "'gen_ai.usage.cache_read.input_tokens':900,'gen_ai.usage.output_tokens':80}");

    assertEquals(new Usage(300, 900, 0, 0, 80, 20, false), call.get(SpanField.USAGE));
    assertEquals("$0.0012875", String.valueOf(cost(call).amount()));
  }

  @Test
  void claudeLogEvent_andItsSpan_tellTheSameCall() {
    Fields event =
        log(
            "api_request",
            "{'session.id':'s','prompt.id':'p','request_id':'r','model':'claude-sonnet-4-5',"
                + "'input_tokens':200,'cache_read_tokens':900,'cache_creation_tokens':100,"
                + "'output_tokens':80,'cost_usd':0.5}");

    assertEquals(new Usage(200, 900, 100, 0, 80, 0, false), event.get(SpanField.USAGE));
    assertEquals(Usd.of(new BigDecimal("0.5")), event.get(SpanField.COST));
  }

  /** The ways in which tracers are known to be wrong about prompt caches, by 2x to 10x. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          cached input billed in full, 6.6x | 0.04625  | {'openinference.span.kind':'LLM','llm.provider':'openai','llm.model_name':'gpt-5.1','llm.token_count.prompt':200000,'llm.token_count.prompt_details.cache_read':190000,'llm.token_count.completion':1000}
          cached tokens dropped, 9x under   | 0.04515  | {'gen_ai.operation.name':'chat','gen_ai.provider.name':'openai','gen_ai.request.model':'gpt-5.2-codex','gen_ai.usage.input_tokens':200000,'gen_ai.usage.cache_read.input_tokens':198000,'gen_ai.usage.output_tokens':500}
          buckets summed, 3x to 4x          | 0.081    | {'span.type':'claude_code.llm_request','model':'claude-sonnet-5','input_tokens':10000,'cache_read_tokens':80000,'cache_creation_tokens':10000,'output_tokens':2000}
          responses API not discounted      | 0.112    | {'gen_ai.operation.name':'chat','gen_ai.system':'openai','gen_ai.request.model':'gpt-4.1','gen_ai.usage.input_tokens':100000,'gen_ai.usage.cache_read.input_tokens':80000,'gen_ai.usage.output_tokens':4000}
          Bedrock cache tokens always 0     | 0.086625 | {'ai.operationId':'ai.generateText.doGenerate','ai.model.provider':'amazon-bedrock','ai.model.id':'us.anthropic.claude-sonnet-4-5-20250929-v1:0','ai.usage.inputTokens':1000,'ai.usage.outputTokens':1000,'ai.response.providerMetadata':{'bedrock':{'usage':{'cacheReadInputTokens':90000,'cacheWriteInputTokens':9000}}}}
          Anthropic cached tokens ignored   | 0.0775   | {'langfuse.observation.type':'generation','langfuse.observation.model.name':'claude-opus-4-5','langfuse.observation.usage_details':{'input':500,'cache_read_input_tokens':100000,'output':1000}}
          thought tokens missing            | 0.0182   | {'gen_ai.operation.name':'chat','gen_ai.system':'gemini','gen_ai.request.model':'gemini-2.5-flash','gen_ai.usage.input_tokens':100000,'gen_ai.usage.cache_read.input_tokens':90000,'gen_ai.usage.output_tokens':5000,'gen_ai.usage.reasoning.output_tokens':4000}
          cache creation charged twice      | 0.0774   | {'mlflow.spanType':'LLM','mlflow.llm.model':'claude-sonnet-4-6','mlflow.chat.tokenUsage':{'input_tokens':20300,'cache_creation_input_tokens':20000,'output_tokens':100}}
          one-hour writes at 5-minute price | 0.255    | {'langsmith.span.kind':'llm','gen_ai.request.model':'claude-sonnet-4-6','gen_ai.usage.input_tokens':50000,'gen_ai.usage.output_tokens':0,'gen_ai.usage.input_token_details':{'ephemeral_5m_input_tokens':20000,'ephemeral_1h_input_tokens':30000}}
          """)
  void cost_knownMistake_isNotMade(String mistake, BigDecimal dollars, String attributes) {
    assertEquals(Usd.of(dollars), cost(span(attributes)).amount(), mistake);
  }

  @Test
  void usage_ofAgentsAndChains_isNotCounted() {
    Fields agent =
        span(
            "{'gen_ai.operation.name':'invoke_agent','gen_ai.usage.input_tokens':9,'gen_ai.usage.cost':1}");

    assertNull(agent.get(SpanField.USAGE));
    assertNull(agent.get(SpanField.COST));
    assertEquals(SpanKind.AGENT, agent.get(SpanField.KIND));
  }

  private Fields span(String attributes) {
    OtlpSpan span =
        new OtlpSpan(
            origin(),
            TRACE,
            SPAN,
            null,
            "call",
            1,
            START,
            START.plusSeconds(1),
            json(attributes),
            List.of(),
            List.of(),
            0,
            "",
            "");
    return mapping.spans(List.of(span)).spans().get(0).fields();
  }

  private Fields log(String event, String attributes) {
    OtlpLog log =
        new OtlpLog(
            origin(),
            event.startsWith("gen_ai") ? TRACE : null,
            event.startsWith("gen_ai") ? SPAN : null,
            START,
            9,
            event,
            event.equals("api_request") ? new JsonString("claude_code.api_request") : null,
            json(attributes));
    List<SpanDraft> counted =
        mapping.logs(List.of(log), left -> {}).spans().stream()
            .filter(draft -> draft.fields().has(SpanField.USAGE))
            .toList();
    assertEquals(1, counted.size());
    return counted.get(0).fields();
  }

  private Cost cost(Fields call) {
    Cost cost =
        book.price(
            new PricedCall(
                SpanKind.LLM,
                call.get(SpanField.PROVIDER),
                call.get(SpanField.MODEL),
                call.get(SpanField.USAGE),
                null,
                START,
                call.get(SpanField.COST)));
    assertNotNull(cost);
    return cost;
  }

  private static OtlpOrigin origin() {
    return new OtlpOrigin(JsonObject.EMPTY, "", "", JsonObject.EMPTY);
  }

  private static JsonObject json(String text) {
    try {
      return (JsonObject) Json.read(text.replace('\'', '"'));
    } catch (JsonReadException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
