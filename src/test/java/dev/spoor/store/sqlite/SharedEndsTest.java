package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedEndsTest {
  @ParameterizedTest
  @CsvSource({
    "abcdef, abcXdef, 3, 3",
    "abc, abc, 3, 0",
    "aaa, aaaaa, 3, 0",
    "'', abc, 0, 0",
    "abc, xyz, 0, 0",
    // In UTF-8 the letters share their first byte, then their last.
    "xéy, xêy, 1, 1",
    "xéy, xǩy, 1, 1",
    "日本, 日木, 3, 0"
  })
  void ends_areSharedInWholeCharacters(String base, String raw, int prefix, int suffix) {
    assertEquals(
        new SharedEnds(prefix, suffix),
        SharedEnds.of(base.getBytes(StandardCharsets.UTF_8), raw.getBytes(StandardCharsets.UTF_8)));
  }
}
