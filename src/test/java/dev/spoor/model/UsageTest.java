package dev.spoor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class UsageTest {
  @Test
  void inputTokens_areUncachedCachedAndWritten() {
    Usage usage = new Usage(1, 20, 300, 4_000, 50_000, 600, false);

    assertEquals(4_321, usage.inputTokens());
    assertEquals(54_321, usage.totalTokens());
  }

  @Test
  void plus_addsCounterByCounter() {
    Usage one = new Usage(1, 2, 3, 4, 5, 5, false);
    Usage two = new Usage(10, 20, 30, 40, 50, 0, true);

    assertEquals(new Usage(11, 22, 33, 44, 55, 5, true), one.plus(two));
    assertEquals(new Usage(11, 22, 33, 44, 55, 5, true), two.plus(one));
    assertEquals(one, one.plus(Usage.NONE));
  }

  @Test
  void constructor_refusesEachNegativeCounterByItsName() {
    for (int counter = 0; counter < 6; counter++) {
      long[] tokens = new long[6];
      tokens[counter] = -1;
      BadInput mistake =
          assertThrows(
              BadInput.class,
              () ->
                  new Usage(
                      tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], tokens[5], false));
      String[] names = {
        "uncached_input_tokens",
        "cached_input_tokens",
        "cache_write_tokens",
        "cache_write_1h_tokens",
        "output_tokens",
        "reasoning_tokens"
      };
      assertEquals("usage." + names[counter], mistake.field());
    }
  }
}
