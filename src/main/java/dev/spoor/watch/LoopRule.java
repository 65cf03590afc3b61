package dev.spoor.watch;

import dev.spoor.model.Advice;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanOutline;
import java.util.ArrayList;
import java.util.List;

/**
 * The same tool, canonical arguments and result, three times in a row or more, failing or not,
 * parallel or not.
 */
final class LoopRule implements WatchRule {
  private static final int LEAST = 3;

  @Override
  public FlagCode code() {
    return FlagCode.LOOP;
  }

  @Override
  public List<Flag> flags(RunView run) {
    List<Flag> flags = new ArrayList<>();
    for (List<SpanOutline> lane : run.lanes().values()) {
      for (List<SpanOutline> streak : Streaks.of(lane, LEAST, LoopRule::continues)) {
        flags.add(flag(run, lane, streak));
      }
    }
    return flags;
  }

  private static boolean continues(SpanOutline last, SpanOutline next) {
    return Streaks.sameCall(last, next) && Streaks.sameResult(last, next);
  }

  private Flag flag(RunView run, List<SpanOutline> lane, List<SpanOutline> streak) {
    return Streaks.flag(
        run,
        code(),
        "was called %d times in a row with the same arguments and the same result",
        streak,
        Waste.of(run, lane, streak));
  }

  @Override
  public Advice advice(Flag flag) {
    return new Advice(
        code(),
        flag.message(),
        flag.spanIds(),
        "The result will not change: change the arguments, try another way, or ask the user.");
  }
}
