package dev.spoor.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.json.JsonObject;
import dev.spoor.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageJsonTest {
  private final Warnings warnings = new Warnings();

  /** Uncached, cached, written for 5 minutes, for an hour, output, reasoning; p for partial. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          # plain
          {'input_tokens':100,'output_tokens':20} | 100 0 0 0 20 0
          {'prompt_tokens':100,'completion_tokens':20,'total_tokens':120} | 100 0 0 0 20 0
          {'input_tokens':0,'output_tokens':0} | 0 0 0 0 0 0
          {'input_tokens':1.0e2,'output_tokens':null} | 100 0 0 0 0 0 p
          # Anthropic
          {'input_tokens':3,'cache_read_input_tokens':900,'cache_creation_input_tokens':100,'output_tokens':20} | 3 900 100 0 20 0
          {'input_tokens':3,'cache_creation_input_tokens':100,'cache_creation':{'ephemeral_5m_input_tokens':40,'ephemeral_1h_input_tokens':60},'output_tokens':20,'service_tier':'standard','server_tool_use':{'web_search_requests':0},'inference_geo':'','iterations':[],'speed':'standard'} | 3 0 40 60 20 0
          {'input_tokens':3,'cache_creation':{'ephemeral_5m_input_tokens':40,'ephemeral_1h_input_tokens':60},'output_tokens':20} | 3 0 40 60 20 0
          {'input_tokens':500,'cache_read_input_tokens':100,'output_tokens':20} | 500 100 0 0 20 0
          # OpenAI
          {'prompt_tokens':100,'completion_tokens':20,'total_tokens':120,'prompt_tokens_details':{'cached_tokens':60,'audio_tokens':0},'completion_tokens_details':{'reasoning_tokens':15,'audio_tokens':0,'accepted_prediction_tokens':0,'rejected_prediction_tokens':0}} | 40 60 0 0 20 15
          {'input_tokens':100,'input_tokens_details':{'cached_tokens':60},'output_tokens':20,'output_tokens_details':{'reasoning_tokens':15},'total_tokens':120} | 40 60 0 0 20 15
          {'prompt_tokens':100,'completion_tokens':20,'prompt_tokens_details':null} | 100 0 0 0 20 0
          {'prompt_tokens':100,'completion_tokens':20,'prompt_tokens_details':{'cached_tokens':60},'cache_read_input_tokens':60,'cache_creation_input_tokens':0} | 40 60 0 0 20 0
          {'prompt_tokens':8,'total_tokens':8} | 8 0 0 0 0 0
          {'prompt_tokens':100,'completion_tokens':20,'reasoning_tokens':30,'total_tokens':150} | 100 0 0 0 50 30
          # Codex
          {'input_tokens':100,'cached_input_tokens':60,'output_tokens':20,'reasoning_output_tokens':5,'total_tokens':120} | 40 60 0 0 20 5
          # AI SDK
          {'inputTokens':100,'outputTokens':20,'totalTokens':120,'cachedInputTokens':60,'reasoningTokens':5} | 40 60 0 0 20 5
          # Gemini
          {'promptTokenCount':100,'cachedContentTokenCount':60,'candidatesTokenCount':20,'thoughtsTokenCount':30,'toolUsePromptTokenCount':7,'totalTokenCount':157,'promptTokensDetails':[{'modality':'TEXT','tokenCount':100}]} | 47 60 0 0 50 30
          {'prompt_token_count':100,'candidates_token_count':20,'thoughts_token_count':30,'prompt_tokens_details':[{'modality':'TEXT'}],'traffic_type':null} | 100 0 0 0 50 30
          {'input':100,'output':20,'cached':60,'thoughts':30,'tool':0,'total':150} | 40 60 0 0 50 30
          # OpenCode
          {'input':3,'output':20,'reasoning':5,'cache':{'read':900,'write':100}} | 3 900 100 0 20 5
          # the guard: what is more than the input is beside it
          {'input_tokens':3,'cached_input_tokens':900,'output_tokens':20} | 3 900 0 0 20 0
          {'input_tokens':900,'cached_input_tokens':900,'output_tokens':20} | 0 900 0 0 20 0
          # ours
          {'input_tokens':100,'output_tokens':20,'total_tokens':120,'uncached_input_tokens':10,'cached_input_tokens':40,'cache_write_tokens':20,'cache_write_1h_tokens':30,'reasoning_tokens':5} | 10 40 20 30 20 5
          {'uncached_input_tokens':10,'cached_input_tokens':40,'output_tokens':20} | 10 40 0 0 20 0
          {'input_tokens':100,'cache_write_tokens':20,'output_tokens':20} | 80 0 20 0 20 0
          # something is missing
          {'output_tokens':20} | 0 0 0 0 20 0 p
          {'cached_input_tokens':5,'output_tokens':20} | 0 5 0 0 20 0 p
          {'input_tokens':100} | 100 0 0 0 0 0 p
          {'input_tokens':100,'reasoning_tokens':7} | 100 0 0 0 7 7 p
          {'input_tokens':100,'total_tokens':130} | 100 0 0 0 30 0
          {'output_tokens':30,'total_tokens':130} | 100 0 0 0 30 0
          {'input_tokens':100,'output_tokens':20,'partial':true} | 100 0 0 0 20 0 p
          """)
  void read_knowsEveryProvider(String json, String counters) {
    Usage usage = read(json, UsageConvention.BY_NAMES);

    assertEquals(counters, text(usage));
    assertEquals(List.of(), warnings.texts());
    assertEquals(usage, read(UsageJson.json(usage)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          EXCLUSIVE | {'input_tokens':100,'cache_read_input_tokens':60,'output_tokens':20} | 100 60 0 0 20 0
          INCLUSIVE | {'input_tokens':100,'cache_read_input_tokens':60,'output_tokens':20} | 40 60 0 0 20 0
          BY_NAMES | {'input_tokens':100,'cache_read_input_tokens':60,'output_tokens':20} | 100 60 0 0 20 0
          EXCLUSIVE | {'input_tokens':100,'cached_tokens':60,'output_tokens':20} | 100 60 0 0 20 0
          GEMINI | {'input_tokens':100,'output_tokens':20,'reasoning_tokens':5} | 100 0 0 0 25 5
          INCLUSIVE | {'promptTokenCount':100,'candidatesTokenCount':20,'thoughtsTokenCount':5} | 100 0 0 0 20 5
          """)
  void read_followsTheConvention(UsageConvention convention, String json, String counters) {
    assertEquals(counters, text(read(json, convention)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {'input_tokens':8} | 8 0 0 0 0 0
          {'total_tokens':8} | 8 0 0 0 0 0
          {'prompt_tokens':8,'total_tokens':8} | 8 0 0 0 0 0
          """)
  void read_missesNoOutputOfAnEmbedding(String json, String counters) {
    Calls calls = new Calls();
    Usage usage =
        calls
            .span("{'kind':'embedding','usage':" + json + "}")
            .fields()
            .get(dev.spoor.model.SpanField.USAGE);

    assertEquals(counters, text(usage));
  }

  @Test
  void read_ofNothingKnownIsNone() {
    assertNull(read("{}", UsageConvention.BY_NAMES));
    assertNull(read("{'total_tokens':500}", UsageConvention.BY_NAMES));
    assertEquals(2, warnings.texts().size());
  }

  @Test
  void read_warnsOfTheUnknown() {
    read("{'input_tokens':1,'output_tokens':1,'outputt_tokens':2}", UsageConvention.BY_NAMES);

    assertEquals(
        List.of("unknown field `outputt_tokens` was ignored; did you mean `output_tokens`?"),
        warnings.texts());
  }

  @Test
  void json_namesEightCounters() {
    assertEquals(
        "{\"input_tokens\":100,\"output_tokens\":20,\"total_tokens\":120,"
            + "\"uncached_input_tokens\":10,\"cached_input_tokens\":40,\"cache_write_tokens\":20,"
            + "\"cache_write_1h_tokens\":30,\"reasoning_tokens\":5}",
        UsageJson.json(new Usage(10, 40, 20, 30, 20, 5, false)).write());
  }

  private Usage read(String json, UsageConvention convention) {
    return read(Calls.json(json), convention);
  }

  private Usage read(JsonObject json) {
    return read(json, UsageConvention.BY_NAMES);
  }

  private Usage read(JsonObject json, UsageConvention convention) {
    Arguments arguments = Arguments.of(json, warnings);
    Usage usage = UsageJson.read(arguments, convention, true);
    arguments.finish();
    return usage;
  }

  private static String text(Usage usage) {
    return usage.uncachedInputTokens()
        + " "
        + usage.cachedInputTokens()
        + " "
        + usage.cacheWriteTokens()
        + " "
        + usage.cacheWriteOneHourTokens()
        + " "
        + usage.outputTokens()
        + " "
        + usage.reasoningTokens()
        + (usage.partial() ? " p" : "");
  }
}
