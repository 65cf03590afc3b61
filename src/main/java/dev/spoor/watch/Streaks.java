package dev.spoor.watch;

import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Finds calls of one lane that follow each other and belong together. */
final class Streaks {
  private Streaks() {}

  /**
   * The streaks of at least so many calls.
   *
   * @param lane the lane's spans in order
   * @param continues whether a call goes on with the streak that the other one is the last of
   */
  static List<List<SpanOutline>> of(
      List<SpanOutline> lane, int least, BiPredicate<SpanOutline, SpanOutline> continues) {
    List<List<SpanOutline>> streaks = new ArrayList<>();
    List<SpanOutline> current = new ArrayList<>();
    for (SpanOutline span : lane) {
      if (span.isUserMessage()) {
        close(current, least, streaks);
        current = new ArrayList<>();
      } else if (isFinishedCall(span)) {
        if (!current.isEmpty() && !continues.test(current.get(current.size() - 1), span)) {
          close(current, least, streaks);
          current = new ArrayList<>();
        }
        current.add(span);
      }
    }
    close(current, least, streaks);
    return streaks;
  }

  private static void close(List<SpanOutline> streak, int least, List<List<SpanOutline>> streaks) {
    if (streak.size() >= least) {
      streaks.add(List.copyOf(streak));
    }
  }

  static boolean isFinishedCall(SpanOutline span) {
    ToolCall call = span.call();
    return call != null && call.finished();
  }

  /** Whether both call the same tool with the same arguments. */
  static boolean sameCall(SpanOutline one, SpanOutline other) {
    ToolCall first = one.call();
    ToolCall second = other.call();
    return first != null
        && second != null
        && first.toolName().equals(second.toolName())
        && first.argumentsHash() == second.argumentsHash();
  }

  /**
   * The flag of a streak.
   *
   * @param what what happened to the tool so many times; has one {@code %d}
   */
  static Flag flag(RunView run, FlagCode code, String what, List<SpanOutline> streak, Waste waste) {
    SpanOutline first = streak.get(0);
    SpanOutline last = streak.get(streak.size() - 1);
    Instant end = last.endedAt();
    String tool = first.call() == null ? first.name() : first.call().toolName();
    return new Flag(
        Flag.idOf(run.traceId(), code, first.spanId()),
        code,
        tool + " " + what.replace("%d", Integer.toString(streak.size())),
        streak.stream().map(SpanOutline::spanId).toList(),
        streak.size(),
        waste.tokens(),
        waste.cost(),
        Flag.State.OPEN,
        end == null ? last.startedAt() : end);
  }

  /** Whether both came to the same result. */
  static boolean sameResult(SpanOutline one, SpanOutline other) {
    ToolCall first = one.call();
    ToolCall second = other.call();
    return first != null && second != null && first.resultHash() == second.resultHash();
  }
}
