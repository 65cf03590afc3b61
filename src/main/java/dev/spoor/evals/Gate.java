package dev.spoor.evals;

import dev.spoor.evals.Verdict.Status;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.model.Usd;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The answer in one line. Checks of weight 0 are not looked at; no check at all is a failure.
 *
 * @param status how it came out
 * @param line for example {@code gate passed 4/4, $0.0021, 1.8 s}
 * @param passed how many checks passed
 * @param total how many there were
 * @param cost what judging cost
 * @param took how long it took
 */
public record Gate(Outcome status, String line, int passed, int total, Usd cost, Duration took) {
  private static final int NAMED = 3;

  /** The gate over some verdicts. */
  static Gate over(List<Verdict> verdicts, Usd cost, Duration took) {
    List<Verdict> gating = verdicts.stream().filter(verdict -> verdict.check().gates()).toList();
    List<Verdict> wrong = gating.stream().filter(verdict -> !isGood(verdict.status())).toList();
    Outcome status = outcome(gating);
    int passed = gating.size() - wrong.size();
    String line =
        "gate %s %d/%d, %s, %s s%s"
            .formatted(
                status.word(),
                passed,
                gating.size(),
                cost,
                tenths(took),
                gating.isEmpty() ? ": nothing was graded" : names(wrong));
    return new Gate(status, line, passed, gating.size(), cost, took);
  }

  /** The contract's gate object. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("status", status.word())
        .put("line", line)
        .put("passed", passed)
        .put("total", total)
        .put("cost_usd", JsonNumber.of(cost.dollars()))
        .put("ms", took.toMillis())
        .build();
  }

  private static Outcome outcome(List<Verdict> gating) {
    List<Status> statuses = gating.stream().map(Verdict::status).distinct().toList();
    if (statuses.isEmpty() || statuses.contains(Status.FAIL)) {
      return Outcome.FAILED;
    } else if (statuses.contains(Status.ERROR)) {
      return Outcome.ERROR;
    }
    return statuses.contains(Status.PENDING) ? Outcome.INCOMPLETE : Outcome.PASSED;
  }

  private static boolean isGood(Status status) {
    return status == Status.PASS || status == Status.SKIPPED;
  }

  private static String names(List<Verdict> wrong) {
    if (wrong.isEmpty()) {
      return "";
    }
    boolean oneRun = wrong.stream().map(Verdict::traceId).distinct().count() == 1;
    String named =
        wrong.stream()
            .sorted(Comparator.comparing(verdict -> verdict.status() != Status.FAIL))
            .limit(NAMED)
            .map(verdict -> name(verdict, oneRun))
            .collect(Collectors.joining(", "));
    return ": " + named + (wrong.size() > NAMED ? " and " + (wrong.size() - NAMED) + " more" : "");
  }

  private static String name(Verdict verdict, boolean oneRun) {
    String label = verdict.check().label();
    String mark = verdict.status() == Status.FAIL ? "" : " (" + verdict.status().word() + ")";
    return label + (oneRun ? "" : " in " + verdict.traceId().runId()) + mark;
  }

  private static String tenths(Duration took) {
    long tenths = (took.toMillis() + 50) / 100;
    return tenths / 10 + "." + tenths % 10;
  }

  /** How a gate came out. */
  public enum Outcome {
    /** All checks passed. */
    PASSED,
    /** A check failed, or there was none. */
    FAILED,
    /** None failed, but a judge has still to answer. */
    INCOMPLETE,
    /** None failed, but a run does not hold what a check needs. */
    ERROR;

    /** The word on the wire, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
