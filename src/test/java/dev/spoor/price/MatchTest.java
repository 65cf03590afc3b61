package dev.spoor.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {
  private static Match of(String json) throws JsonReadException {
    return Match.of((JsonObject) Json.read(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"equals":"GPT-5"}                                  | gpt-5     | 0 | 5
          {"equals":"gpt-5"}                                  | gpt-55    |   |
          {"starts_with":"gpt-"}                              | gpt-5     | 0 | 4
          {"ends_with":"-5"}                                  | gpt-5     | 3 | 5
          {"ends_with":"-5"}                                  | gpt-5x    |   |
          {"contains":"T-"}                                   | gpt-5     | 2 | 4
          {"regex":"^gpt-\\\\d$"}                             | gpt-5     | 0 | 5
          {"regex":"^gpt-\\\\d$"}                             | gpt-55    |   |
          {"or":[{"equals":"x"},{"starts_with":"g"},{"starts_with":"gp"}]} | gpt-5 | 0 | 2
          {"and":[{"starts_with":"gpt"},{"contains":"5"}]}    | gpt-5     | 0 | 3
          {"and":[{"starts_with":"gpt"},{"contains":"6"}]}    | gpt-5     |   |
          """)
  void find_rule_partOfTheName(String rule, String name, Integer start, Integer end)
      throws JsonReadException {
    Match.Hit hit = of(rule).find(name);
    assertEquals(start, hit == null ? null : (Integer) hit.start());
    assertEquals(end, hit == null ? null : (Integer) hit.end());
  }

  @Test
  void find_lookahead_refusesWhatItNames() {
    Match noSpeech = Match.regex("^(?!.*-[tT][tT][sS](?:$|-))");
    assertNotNull(noSpeech.find("gemini-2.5-pro"));
    assertNull(noSpeech.find("gemini-2.5-pro-tts"));
    assertNull(noSpeech.find("gemini-2.5-pro-tts-preview"));
    assertNotNull(noSpeech.find("gemini-2.5-pro-ttsx"));
    Match mistral = Match.regex("^(?![^/]+/)(?:labs-)?(?:mistral|mixtral)");
    assertNotNull(mistral.find("labs-mistral-large"));
    assertNull(mistral.find("mistral/mistral-large"));
    assertNotNull(Match.regex("^(?!a\\)b)c").find("c"));
  }

  @Test
  void of_ruleThatNobodyKnows_fails() {
    assertThrows(IllegalArgumentException.class, () -> of("{\"sounds_like\":\"gpt\"}"));
    assertThrows(IllegalArgumentException.class, () -> of("{\"xor\":[{\"equals\":\"gpt\"}]}"));
    assertThrows(IllegalArgumentException.class, () -> Match.regex("^(?!never-closed"));
  }
}
