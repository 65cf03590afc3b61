package dev.spoor.watch;

import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanOutline;
import java.util.List;

/**
 * The same tool, canonical arguments and result, three times in a row or more, failing or not,
 * parallel or not.
 */
final class LoopRule implements WatchRule {
  private static final int LEAST = 3;
  private static final String WHAT =
      "was called %d times in a row with the same arguments and the same result";

  @Override
  public FlagCode code() {
    return FlagCode.LOOP;
  }

  @Override
  public List<Flag> flags(WatchedRun run) {
    return Streak.of(run, LEAST, LoopRule::continues).stream()
        .map(streak -> streak.flag(run, code(), WHAT))
        .toList();
  }

  private static boolean continues(SpanOutline last, SpanOutline next) {
    return Streak.sameCall(last, next) && Streak.sameResult(last, next);
  }

  @Override
  public String suggestion() {
    return "The result will not change: change the arguments, try another way, or ask the user.";
  }
}
