package dev.spoor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {
  private final BodyMemory memory = new BodyMemory();

  @Test
  void moreThanAllTogether_isAskedToComeAgain() {
    try (BodyMemory.Share first = memory.share();
        BodyMemory.Share second = memory.share()) {
      first.add(BodyMemory.MOST_BYTES - 1);
      second.add(1);
      HttpProblem refusal = assertThrows(HttpProblem.class, () -> second.add(1));
      Response response = refusal.response(Refusal.PROBLEM, "");
      assertEquals(503, response.status());
      assertEquals("1", response.headers().get("Retry-After"));
    }
  }

  @Test
  void whatWasAnswered_isFreeAgain() {
    for (int i = 0; i < 3; i++) {
      try (BodyMemory.Share share = memory.share()) {
        share.add(BodyMemory.MOST_BYTES);
      }
    }
  }
}
