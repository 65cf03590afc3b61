package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommonTextTest {
  private static final int MOST_BYTES = 100_000;

  private static String words(int seed, int count) {
    Random random = new Random(seed);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(Integer.toString(random.nextInt(1_000_000), 36)).append(' ');
    }
    return words.toString();
  }

  private static CommonText of(String shared, int runs) {
    CommonText texts = new CommonText();
    for (int run = 1; run <= runs; run++) {
      String own = words(run, 200);
      texts.add(run, (own + shared + own).getBytes(StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  void textOfThreeRuns_isCommonWhereverItStands() {
    String shared = words(77, 2_000);
    String common =
        new String(of(shared, CommonText.FEWEST_RUNS).common(MOST_BYTES), StandardCharsets.UTF_8);
    assertTrue(shared.contains(common), "nothing else, and once");
    assertTrue(common.length() > shared.length() - 500, common.length() + " of " + shared.length());
  }

  @Test
  void textOfFewerRuns_isLeftOut() {
    assertEquals(0, of(words(77, 2_000), CommonText.FEWEST_RUNS - 1).common(MOST_BYTES).length);
    CommonText repeated = new CommonText();
    for (int i = 0; i < 9; i++) {
      repeated.add(1, words(5, 500).getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(0, repeated.common(MOST_BYTES).length);
  }

  @Test
  void common_isNoLongerThanAsked() {
    byte[] common = of(words(77, 2_000), 4).common(1_000);
    assertTrue(common.length <= 1_000 && common.length > 500, () -> "" + common.length);
    assertFalse(common.length == 0);
  }
}
