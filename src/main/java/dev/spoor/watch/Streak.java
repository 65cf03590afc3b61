package dev.spoor.watch;

import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Finished calls of one lane that follow each other and belong together. What is no finished call
 * may stand between them; a message of the user to the root may not.
 *
 * @param calls in order
 * @param between all spans of the lane after the first call and before the last
 */
record Streak(List<SpanOutline> calls, List<SpanOutline> between) {

  /**
   * The streaks of a run that have at least so many calls.
   *
   * @param continues whether the second call goes on with the streak that the first is the last of
   */
  static List<Streak> of(
      WatchedRun run, int least, BiPredicate<SpanOutline, SpanOutline> continues) {
    List<Streak> streaks = new ArrayList<>();
    for (Map.Entry<Optional<SpanId>, List<SpanOutline>> lane : run.lanes().entrySet()) {
      // A user speaks to the root; what a sub-agent is told is part of its own work.
      new Row(lane.getValue(), lane.getKey().isEmpty(), least, continues, streaks).walk();
    }
    return streaks;
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

  /** Whether both came to the same result. */
  static boolean sameResult(SpanOutline one, SpanOutline other) {
    ToolCall first = one.call();
    ToolCall second = other.call();
    return first != null && second != null && first.resultHash() == second.resultHash();
  }

  /**
   * The streak as a flag.
   *
   * @param what what happened to the tool so many times; has one {@code %d}
   */
  Flag flag(WatchedRun run, FlagCode code, String what) {
    SpanOutline first = calls.get(0);
    SpanOutline last = calls.get(calls.size() - 1);
    Instant end = last.endedAt();
    String tool = first.call() == null ? first.name() : first.call().toolName();
    Waste waste = Waste.of(run, between);
    return new Flag(
        Flag.idOf(run.traceId(), code, first.spanId()),
        code,
        ToolName.shown(tool) + " " + what.replace("%d", Integer.toString(calls.size())),
        calls.stream().map(SpanOutline::spanId).toList(),
        calls.size(),
        waste.tokens(),
        waste.cost(),
        Flag.State.OPEN,
        end == null ? last.startedAt() : end);
  }

  /** One walk along a lane. */
  private static final class Row {
    private final List<SpanOutline> lane;
    private final boolean userSpeaks;
    private final int least;
    private final BiPredicate<SpanOutline, SpanOutline> continues;
    private final List<Streak> streaks;
    private final List<Integer> places = new ArrayList<>();

    Row(
        List<SpanOutline> lane,
        boolean userSpeaks,
        int least,
        BiPredicate<SpanOutline, SpanOutline> continues,
        List<Streak> streaks) {
      this.lane = lane;
      this.userSpeaks = userSpeaks;
      this.least = least;
      this.continues = continues;
      this.streaks = streaks;
    }

    void walk() {
      for (int place = 0; place < lane.size(); place++) {
        SpanOutline span = lane.get(place);
        if (userSpeaks && span.isUserMessage()) {
          close();
        } else if (span.call() != null && span.call().finished()) {
          if (!places.isEmpty() && !continues.test(lane.get(lastPlace()), span)) {
            close();
          }
          places.add(place);
        }
      }
      close();
    }

    private void close() {
      if (places.size() >= least) {
        streaks.add(
            new Streak(
                places.stream().map(lane::get).toList(),
                lane.subList(places.get(0) + 1, lastPlace())));
      }
      places.clear();
    }

    private int lastPlace() {
      return places.get(places.size() - 1);
    }
  }
}
