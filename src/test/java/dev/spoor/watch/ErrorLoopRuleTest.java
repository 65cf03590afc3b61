package dev.spoor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ErrorLoopRuleTest {
  private final Steps run = new Steps();

  @Test
  void threeErrors_withOtherTexts_areAnErrorLoop() {
    SpanId first = run.failure("Bash", 7, 1);
    SpanId second = run.failure("Bash", 7, 2);
    SpanId third = run.failure("Bash", 7, 3);

    Flag flag = run.flags().get(0);

    assertEquals(1, run.flags().size());
    assertEquals(FlagCode.ERROR_LOOP, flag.code());
    assertEquals(List.of(first, second, third), flag.spanIds());
    assertEquals(Flag.idOf(Steps.TRACE, FlagCode.ERROR_LOOP, first), flag.flagId());
  }

  @Test
  void equalErrors_areALoopAlone() {
    for (int i = 0; i < 4; i++) {
      run.failure("Bash", 7, 1);
    }

    assertEquals(List.of(), run.flags(FlagCode.ERROR_LOOP));
    assertEquals(1, run.flags(FlagCode.LOOP).size());
  }

  @Test
  void success_endsTheRow() {
    run.failure("Bash", 7, 1);
    run.failure("Bash", 7, 2);
    run.call("Bash", 7, 3);
    run.failure("Bash", 7, 4);

    assertEquals(List.of(), run.flags());
  }

  @Test
  void otherArguments_endTheRow() {
    run.failure("Bash", 7, 1);
    run.failure("Bash", 7, 2);
    run.failure("Bash", 6, 3);

    assertEquals(List.of(), run.flags());
  }

  @Test
  void userMessage_endsTheRow() {
    run.failure("Bash", 7, 1);
    run.failure("Bash", 7, 2);
    run.userMessageIn(Steps.ROOT);
    run.failure("Bash", 7, 3);

    assertEquals(List.of(), run.flags());
  }
}
