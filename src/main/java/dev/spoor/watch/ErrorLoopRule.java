package dev.spoor.watch;

import dev.spoor.model.Advice;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * The same tool and arguments, three errors in a row or more whose texts differ; equal texts are a
 * {@link LoopRule} matter.
 */
final class ErrorLoopRule implements WatchRule {
  private static final int LEAST = 3;

  @Override
  public FlagCode code() {
    return FlagCode.ERROR_LOOP;
  }

  @Override
  public List<Flag> flags(RunView run) {
    List<Flag> flags = new ArrayList<>();
    for (List<SpanOutline> lane : run.lanes().values()) {
      for (List<SpanOutline> streak : Streaks.of(lane, LEAST, ErrorLoopRule::continues)) {
        flags.add(flag(run, lane, streak));
      }
    }
    return flags;
  }

  private static boolean continues(SpanOutline last, SpanOutline next) {
    return last.status() == SpanStatus.ERROR
        && next.status() == SpanStatus.ERROR
        && Streaks.sameCall(last, next)
        && !Streaks.sameResult(last, next);
  }

  private Flag flag(RunView run, List<SpanOutline> lane, List<SpanOutline> streak) {
    return Streaks.flag(
        run,
        code(),
        "failed %d times in a row with the same arguments",
        streak,
        Waste.of(run, lane, streak));
  }

  @Override
  public Advice advice(Flag flag) {
    return new Advice(
        code(),
        flag.message(),
        flag.spanIds(),
        "Read the errors before the next try; the call itself is likely wrong.");
  }
}
