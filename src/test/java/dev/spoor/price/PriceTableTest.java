package dev.spoor.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the table that comes with the program. */
class PriceTableTest {
  private static PriceTable table;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream json = PriceBook.class.getResourceAsStream("genai-prices-0.1.8.json")) {
      table = PriceTableReader.read(json.readAllBytes(), "table", LocalDate.EPOCH);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                    | us.anthropic.claude-sonnet-4-5-20250929-v1:0  | aws | regional.anthropic.claude-sonnet-4-5-20250929-v1:0
          bedrock   | anthropic.claude-sonnet-4-5-20250929-v1:0     | aws | regional.anthropic.claude-sonnet-4-5-20250929-v1:0
          aws       | global.anthropic.claude-opus-4-6-v1:0         | aws | global.anthropic.claude-opus-4-6-v1:0
          anthropic | us.anthropic.claude-opus-4-5-20251101-v1:0    | aws | regional.anthropic.claude-opus-4-5-v1:0
          amazon-bedrock | mistral.mistral-7b-instruct-v0:2         | aws | mistral.mistral-7b-instruct-v0:2
                    | anthropic/claude-sonnet-4.5                   | anthropic  | claude-sonnet-4-5
                    | vertex_ai/claude-sonnet-4-5@20250929          | google     | claude-sonnet-4-5
          gcp.vertex_ai | claude-opus-4-5@20251101                  | anthropic  | claude-opus-4-5
          google    | claude-opus-4-6                               | google     | claude-opus-4-6
                    | openrouter/anthropic/claude-opus-4.5          | openrouter | anthropic/claude-opus-4.5
          openrouter | anthropic/claude-opus-4-5                    | openrouter | anthropic/claude-opus-4.5
                    | azure/gpt-5                                   | openai     | gpt-5
          azure.ai.openai | o3                                      | azure      | o3-2025-04-16
                    | models/gemini-2.5-pro                         | google     | gemini-2.5-pro
                    | gemini-2.5-pro-preview-05-06                  | google     | gemini-2.5-pro
                    | gemini-2.5-pro-preview-tts                    | google     | gemini-2.5-pro-tts
                    | claude-sonnet-4-5-20250929[1m]                | anthropic  | claude-sonnet-4-5
                    | claude-4.5-sonnet-thinking                    | anthropic  | claude-sonnet-4-5
                    | claude-3-7-sonnet-latest                      | anthropic  | claude-3-7-sonnet-latest
                    | kimi-k2.5                                     | moonshotai | kimi-k2.5
          anthropic | kimi-k2.5                                     | moonshotai | kimi-k2.5
          litellm   | anthropic/claude-haiku-4-5                    | anthropic  | claude-haiku-4-5
          openai.responses | gpt-5.2-codex                          | openai     | gpt-5.2
          openai    | gpt-5-2025-08-07                              | openai     | gpt-5
                    | gpt-5-5                                       | openai     | gpt-5.5
                    | text-embedding-3-small                        | openai     | text-embedding-3-small
                    | ft:gpt-4o-2024-08-06:acme::abc                | openai     | ft:gpt-4o
                    | devstral-small-latest                         | mistral    | devstral-small
          xai.chat  | grok-4                                        | x-ai       | grok-4-0709
          groq      | llama-3.3-70b-versatile                       | groq       | llama-3.3-70b-versatile
          together_ai | meta-llama/Llama-3.3-70B-Instruct-Turbo     | together   | meta-llama/Llama-3.3-70B-Instruct-Turbo
                    | accounts/fireworks/models/kimi-k2p5           | fireworks  | kimi-k2p5
          """)
  void find_rawName_row(String provider, String model, String rowProvider, String rowId) {
    PriceTable.Answer answer = table.find(provider, model);
    PriceTable.Found found = assertInstanceOf(PriceTable.Found.class, answer);
    assertEquals(rowProvider, found.row().provider());
    assertEquals(rowId, found.row().id());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                 | gpt-5.9                       | a later version        |
                 | gpt-5-9                       | a later version        |
                 | claude-sonnet-5-5             | a later version        | claude-sonnet-5
                 | claude-sonnet-5.5             | a later version        | claude-sonnet-5
                 | claude-sonnet-51              | a later version        | claude-sonnet-5
                 | claude-opus-4-50              | a later version        | claude-opus-4-5
                 | kimi-k2.51                    | a later version        | kimi-k2.5
                 | kimi-k2.5.1                   | a later version        | kimi-k2.5
          aws    | amazon.titan-embed-text-v2:0  | a later version        | amazon.titan-embed-text-v1
          aws    | us.anthropic.claude-sonnet-5-5-v1:0 | a later version  | regional.anthropic.claude-sonnet-5-v1:0
          google | claude-opus-4-6-1             | a later version        | claude-opus-4-6
                 | claude-opus-4-6-fast          | six times as dear      | claude-opus-4-6
                 | kimi-k2.5-turbo               | another price          | kimi-k2.5
                 | deepseek-r1-distill-llama-70b | another model          | deepseek-reasoner
                 | deepseek-r1:7b                | another model          | deepseek-reasoner
          google | my-claude-3-haiku             | someone's own          | claude-3-haiku
                 | acme/gpt-5                    | someone's own          |
          ollama | gpt-oss-20b                   | a provider not listed  |
          anthropic | claude-instant-1           | a model not listed     |
                 | qwen/qwen3-32b                | only hosts sell it     |
                 | llama-3.3-70b                 | only hosts sell it     |
          openrouter | claude-opus-4.5           | not its name there     |
          """)
  void find_nameThatNoRowMeans_missing(
      String provider, String model, String reason, String nearest) {
    PriceTable.Answer answer = table.find(provider, model);
    PriceTable.Missing missing = assertInstanceOf(PriceTable.Missing.class, answer, reason);
    assertEquals(nearest, missing.nearest(), reason);
  }

  @Test
  void find_nameThatARowEquals_isThatRowOrAnEqualOne() {
    List<String> wrong = new ArrayList<>();
    for (PriceRow row : table.rows()) {
      for (String name : equals(row.match())) {
        boolean right =
            table.find(row.provider(), name) instanceof PriceTable.Found found
                && found.row().match().find(name) != null
                && found.row().provider().equals(row.provider());
        if (!right) {
          wrong.add(row.provider() + " " + name + ": " + table.find(row.provider(), name));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static List<String> equals(Match match) {
    if (match instanceof Match.Or or) {
      return or.rules().stream().flatMap(rule -> equals(rule).stream()).toList();
    }
    return match instanceof Match.Equal equal ? List.of(equal.text()) : List.of();
  }

  @Test
  void rows_all_haveAPriceAtAnyTime() {
    assertEquals(1_372, table.rows().size());
    for (PriceRow row : table.rows()) {
      assertNotNull(row.at(Instant.EPOCH), row.id());
      assertTrue(row.versions().get(0).validity().from() == null, row.id());
    }
  }
}
