package dev.spoor.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.BadInput;
import dev.spoor.model.Cost;
import dev.spoor.model.Usage;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewTableTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final String ACME =
      """
      [{"id": "acme", "models": [
        {"id": "acme-1", "match": {"equals": "acme-1"}, "prices": {"input_mtok": 3}}]}]
      """;

  @Test
  void withTable_takesThePlaceOfTheBundledOne() {
    byte[] table = NewTable.of(ACME.getBytes(UTF_8), "data.json of 2026-11-01", DAY);
    PriceBook book = PriceBook.bundled().withTable(() -> table);
    Cost cost =
        Objects.requireNonNull(
            book.price(Calls.call("acme", "acme-1", new Usage(1_000_000, 0, 0, 0, 0, 0, false))));
    assertEquals("$3", String.valueOf(cost.amount()));
    assertTrue(cost.detail().text().contains("data.json of 2026-11-01"), cost.detail().text());
    assertEquals(DAY, book.tableDate());
    assertEquals(1, book.lines(Calls.TODAY).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "{}",
        "[]",
        "[1]",
        "[{}]",
        "[{\"id\":\"acme\",\"models\":[{}]}]",
        "[{\"id\":\"acme\",\"models\":[{\"id\":\"a\",\"match\":{\"equals\":\"a\"},"
            + "\"prices\":{\"input_mtok\":\"much\"}}]}]",
        "[{\"id\":\"acme\",\"models\":[{\"id\":\"a\",\"match\":{\"near\":\"a\"},"
            + "\"prices\":{}}]}]",
      })
  void of_noSuchData_isRefused(String data) {
    assertThrows(BadInput.class, () -> NewTable.of(data.getBytes(UTF_8), "x", DAY));
  }

  @Test
  void withTable_fileOfOtherForm_isRefusedWhenAsked() {
    PriceBook book = PriceBook.bundled().withTable(() -> "[]".getBytes(UTF_8));
    assertThrows(BadInput.class, book::tableName);
  }
}
