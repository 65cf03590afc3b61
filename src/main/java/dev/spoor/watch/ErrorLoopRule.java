package dev.spoor.watch;

import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import java.util.List;

/**
 * The same tool and arguments, three errors in a row or more whose texts differ; equal texts are a
 * {@link LoopRule} matter.
 */
final class ErrorLoopRule implements WatchRule {
  private static final int LEAST = 3;
  private static final String WHAT = "failed %d times in a row with the same arguments";

  @Override
  public FlagCode code() {
    return FlagCode.ERROR_LOOP;
  }

  @Override
  public List<Flag> flags(WatchedRun run) {
    return Streak.of(run, LEAST, ErrorLoopRule::continues).stream()
        .map(streak -> streak.flag(run, code(), WHAT))
        .toList();
  }

  private static boolean continues(SpanOutline last, SpanOutline next) {
    return last.status() == SpanStatus.ERROR
        && next.status() == SpanStatus.ERROR
        && Streak.sameCall(last, next)
        && !Streak.sameResult(last, next);
  }

  @Override
  public String suggestion() {
    return "Read the errors before the next try; the call itself is likely wrong.";
  }
}
