package dev.spoor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Advice;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Receipt;
import dev.spoor.model.SpanId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WatchesTest {
  private static final Watches WATCHES = new Watches(RunLimits.NONE);

  private static Flag flag(String id, FlagCode code, long count, long second) {
    return new Flag(
        id,
        code,
        id,
        List.of(SpanId.of(1)),
        count,
        null,
        null,
        Flag.State.OPEN,
        Instant.ofEpochSecond(second));
  }

  private static List<String> messages(List<Flag> before, List<Flag> after) {
    return WATCHES.advice(before, after).stream().map(Advice::message).toList();
  }

  @Test
  void advice_speaksOfWhatIsNewOrGrew() {
    Flag same = flag("same", FlagCode.LOOP, 3, 1);
    Flag grown = flag("grown", FlagCode.LOOP, 4, 2);
    Flag fresh = flag("fresh", FlagCode.LOOP, 3, 3);

    assertEquals(
        List.of("fresh", "grown"),
        messages(List.of(same, flag("grown", FlagCode.LOOP, 3, 1)), List.of(same, grown, fresh)));
  }

  @Test
  void advice_isSilentAboutWhatAPersonDismissed() {
    Flag dismissed = flag("a", FlagCode.LOOP, 3, 1).withState(Flag.State.DISMISSED);

    assertEquals(
        List.of(),
        messages(List.of(dismissed), List.of(flag("a", FlagCode.LOOP, 4, 2))),
        "flags that are worked out afresh are open");
    assertEquals(List.of(), messages(List.of(), List.of(dismissed)));
  }

  @Test
  void advice_isTheNewestAndNoMoreThanAReceiptHolds() {
    List<Flag> flags =
        IntStream.rangeClosed(1, 5).mapToObj(i -> flag("f" + i, FlagCode.LOOP, 3, i)).toList();

    assertEquals(Receipt.MAX_ADVICE, messages(List.of(), flags).size());
    assertEquals(List.of("f5", "f4", "f3"), messages(List.of(), flags));
  }

  @Test
  void flagsOfNoRule_takeNoPlaceInTheAdvice() {
    List<Flag> flags =
        List.of(
            flag("loop", FlagCode.LOOP, 3, 1),
            flag("x", FlagCode.ABANDONED, 1, 2),
            flag("y", FlagCode.ABANDONED, 1, 3),
            flag("z", FlagCode.ABANDONED, 1, 4));

    assertEquals(List.of("loop"), messages(List.of(), flags));
  }

  @Test
  void advice_isShortHoweverLongTheLoop() {
    Steps run = new Steps();
    for (int i = 0; i < 200; i++) {
      run.call("mcp__a_server_with_a_long_name__and_a_tool_with_a_long_name", 7, 8);
    }

    Advice advice = WATCHES.advice(List.of(), run.flags()).get(0);

    assertTrue(advice.spanIds().size() <= 5);
    assertEquals(SpanId.of(201), advice.spanIds().get(advice.spanIds().size() - 1));
    assertTrue((advice.message() + advice.suggestion()).length() <= 240, "about 60 tokens");
  }

  @Test
  void flags_ofAnEmptyRun_areNone() {
    assertEquals(List.of(), new Steps().flags());
  }
}
