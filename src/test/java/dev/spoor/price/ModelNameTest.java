package dev.spoor.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {
  private static final Map<String, String> HOSTS =
      Map.of(
          "anthropic", "anthropic",
          "openrouter", "openrouter",
          "azure", "azure",
          "bedrock", "aws",
          "vertex_ai", "google");

  private static ModelName of(String sent) {
    return ModelName.of(sent, HOSTS::get);
  }

  @ParameterizedTest
  @CsvSource({
    "Claude-Opus-4-5,                                            , claude-opus-4-5",
    "'  claude-opus-4-5 ',                                       , claude-opus-4-5",
    "claude-sonnet-4-5-20250929[1m],                             , claude-sonnet-4-5-20250929",
    "claude-sonnet-4-5-20250929,                                 , claude-sonnet-4-5",
    "gpt-5-2025-08-07,                                           , gpt-5",
    "models/gemini-2.5-pro,                                      , gemini-2.5-pro",
    "anthropic/claude-sonnet-4.5,                       anthropic, claude-sonnet-4-5",
    "openrouter/anthropic/claude-opus-4.5,             openrouter, anthropic/claude-opus-4.5",
    "openrouter/anthropic/claude-opus-4.5,             openrouter, claude-opus-4-5",
    "azure/gpt-5,                                           azure, gpt-5",
    "vertex_ai/claude-sonnet-4-5@20250929,                 google, claude-sonnet-4-5-20250929",
    "claude-haiku-4-5@latest,                                    , claude-haiku-4-5",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0,            aws, claude-sonnet-4-5-20250929",
    "anthropic.claude-3-5-sonnet-20241022-v2:0,               aws, claude-3-5-sonnet-20241022",
    "bedrock/converse/eu.anthropic.claude-opus-4-6-v1,        aws, claude-opus-4-6",
    "'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4-6-v1', aws, claude-opus-4-6",
    "'arn:aws-us-gov:bedrock:x:1:inference-profile/us-gov.anthropic.claude-opus-4-6-v1', aws, claude-opus-4-6",
    "publishers/anthropic/models/claude-opus-4-5,          google, claude-opus-4-5",
    "projects/p/locations/global/publishers/google/models/gemini-2.5-pro, google, gemini-2.5-pro",
    "claude-4.5-sonnet-thinking,                                 , claude-sonnet-4-5",
    "gpt-5.1-codex-max-xhigh,                                    , gpt-5.1-codex-max",
    "kimi-k2-5,                                                  , kimi-k2.5",
  })
  void of_rawName_hasHostAndSpelling(String sent, String host, String spelling) {
    ModelName name = of(sent);
    assertEquals(host, name.host());
    assertTrue(name.spellings().contains(spelling), name.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5.9", "gpt-5-9", "gpt-5.5", "gpt-5-codex", "gpt-55", "gpt-5.5-high"})
  void of_furtherVersion_neverBecomesTheEarlierOne(String sent) {
    assertFalse(of(sent).spellings().contains("gpt-5"), of(sent).toString());
  }

  @Test
  void of_secondModelVersion_staysApart() {
    assertFalse(of("amazon.titan-embed-text-v2:0").spellings().contains("amazon.titan-embed-text"));
  }

  @Test
  void of_unknownWordBeforeSlash_staysInTheName() {
    ModelName name = of("acme/gpt-5");
    assertEquals(null, name.host());
    assertFalse(name.spellings().contains("gpt-5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "models/", "anthropic/", "[1m]", "arn:aws", "-", "@", "."})
  void of_nothingMuch_doesNotFail(String sent) {
    assertFalse(of(sent).spellings().contains(""), of(sent).toString());
  }
}
