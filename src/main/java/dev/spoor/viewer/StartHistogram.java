package dev.spoor.viewer;

import dev.spoor.model.Run;
import dev.spoor.model.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When runs began, as bars side by side.
 *
 * @param from where the first bar begins
 * @param to where the last bar ends
 * @param bars from left to right; empty without runs
 */
record StartHistogram(Instant from, Instant to, List<Bar> bars) {
  private static final int BARS = 48;
  private static final int STEP = 15;
  private static final int WIDTH = 11;
  private static final int HEIGHT = 34;

  /** The width of the drawing. */
  static final int ROOM = BARS * STEP;

  /**
   * One bar.
   *
   * @param x its left edge
   * @param height its height, from 2; 0 without runs
   * @param failedHeight the part of it that failed
   * @param words what it says
   * @param url the list narrowed to it
   */
  record Bar(int x, int height, int failedHeight, String words, String url) {
    int width() {
      return WIDTH;
    }

    int top() {
      return HEIGHT - height;
    }

    int failedTop() {
      return HEIGHT - failedHeight;
    }
  }

  /** The bars of some runs, newest first. */
  static StartHistogram of(List<Run> runs, RunSearch search, Instant now) {
    if (runs.isEmpty()) {
      return new StartHistogram(now, now, List.of());
    }
    Instant first = runs.get(runs.size() - 1).totals().startedAt();
    Instant last = runs.get(0).totals().startedAt();
    Instant end = search.value("until") == null && now.isAfter(last) ? now : last;
    long stepSeconds = Math.max(60, Duration.between(first, end).toSeconds() / BARS + 1);
    Instant from = first.truncatedTo(ChronoUnit.SECONDS);
    long[] all = new long[BARS];
    long[] failed = new long[BARS];
    for (Run run : runs) {
      int bar = (int) (Duration.between(from, run.totals().startedAt()).toSeconds() / stepSeconds);
      all[bar]++;
      failed[bar] += run.status() == RunStatus.ERROR ? 1 : 0;
    }
    long most = 1;
    for (long each : all) {
      most = Math.max(most, each);
    }
    List<Bar> bars = new ArrayList<>();
    for (int bar = 0; bar < BARS; bar++) {
      Instant start = from.plusSeconds(bar * stepSeconds);
      Instant next = start.plusSeconds(stepSeconds);
      bars.add(
          new Bar(
              bar * STEP,
              height(all[bar], most),
              height(failed[bar], most),
              words(all[bar], failed[bar], start),
              search.with("since", start.toString()).with("until", next.toString()).url()));
    }
    return new StartHistogram(from, from.plusSeconds(BARS * stepSeconds), bars);
  }

  private static int height(long count, long most) {
    return count == 0 ? 0 : (int) Math.max(2, Math.round((double) HEIGHT * count / most));
  }

  private static String words(long all, long failed, Instant start) {
    return all
        + (all == 1 ? " run" : " runs")
        + (failed == 0 ? "" : ", " + failed + " failed")
        + ", from "
        + start;
  }
}
