package dev.spoor.viewer;

import dev.spoor.model.CostStatus;
import dev.spoor.model.Flag;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Git;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run as a row of the list.
 *
 * @param url its page
 * @param status the word
 * @param name what it is called; its run id when it has no name yet
 * @param under agent, branch or project in small type
 * @param flags codes of findings that are not dismissed, each once
 * @param startedAt when it began
 * @param duration how long it took, or has taken so far; empty when nobody knows
 * @param durationBar length of the bar, from 0 to {@link #BAR}; more means that it is cut
 * @param cost what it cost in words
 * @param costKnown whether that is an amount
 * @param costBar as {@code durationBar}
 * @param tokens input and output
 * @param llmCalls how many
 * @param toolCalls how many
 * @param failedSpans how many spans failed
 * @param checks for example {@code 4 / 5}; empty when nothing was checked
 * @param checksFailed whether one of them failed
 */
record RunRow(
    String url,
    String status,
    String name,
    String under,
    List<FlagCode> flags,
    Instant startedAt,
    String duration,
    int durationBar,
    String cost,
    boolean costKnown,
    int costBar,
    String tokens,
    String llmCalls,
    String toolCalls,
    long failedSpans,
    String checks,
    boolean checksFailed) {
  /** The length of a bar that ends at the 90th percentile. */
  static final int BAR = 64;

  private static final Set<FlagCode> SEVERE =
      Set.of(FlagCode.ERROR_LOOP, FlagCode.TOOL_ERRORS, FlagCode.BUDGET_HARD);

  /** Whether a flag is drawn in the colour of errors. */
  static boolean isSevere(FlagCode code) {
    return SEVERE.contains(code);
  }

  /** The row. */
  static RunRow of(Run run, RunsOverview overview, Instant now) {
    Duration duration = lasted(run, now);
    Usd cost = run.totals().cost();
    List<Score> checks = run.scores().stream().filter(RunRow::isCheck).toList();
    long passed = checks.stream().filter(score -> score.value().signum() > 0).count();
    return new RunRow(
        "/runs/" + run.runId(),
        run.status().word(),
        run.name().isBlank() ? run.runId() : run.name(),
        under(run),
        run.flags().stream()
            .filter(flag -> flag.state() != Flag.State.DISMISSED)
            .map(Flag::code)
            .distinct()
            .toList(),
        run.totals().startedAt(),
        duration == null ? "" : Figures.duration(duration),
        duration == null ? 0 : overview.bar(duration),
        cost(run),
        cost != null,
        cost == null ? 0 : overview.bar(cost),
        Figures.shortCount(run.totals().usage().totalTokens()),
        Figures.count(run.totals().llmCallCount()),
        Figures.count(run.totals().toolCallCount()),
        run.totals().errorCount(),
        checks.isEmpty() ? "" : passed + " / " + checks.size(),
        passed < checks.size());
  }

  private static @Nullable Duration lasted(Run run, Instant now) {
    Duration soFar = Duration.between(run.totals().startedAt(), now);
    return run.status() == RunStatus.RUNNING && !soFar.isNegative() ? soFar : run.duration();
  }

  /** The session of a run; null when it belongs to none. */
  static @Nullable String session(Run run) {
    return run.fields().get(RunField.SESSION_ID);
  }

  private static boolean isCheck(Score score) {
    return score.source() == Score.Source.CHECK || score.source() == Score.Source.JUDGE;
  }

  private static String cost(Run run) {
    Usd cost = run.totals().cost();
    if (cost == null) {
      return run.totals().costStatus() == null ? "" : "unpriced";
    }
    boolean partial = run.totals().costStatus() == CostStatus.PARTIAL;
    return (partial ? "\u2265 " : "") + Figures.money(cost);
  }

  private static String under(Run run) {
    List<String> words = new ArrayList<>();
    if (run.agent() != null) {
      words.add(run.agent());
    }
    String project = run.fields().get(RunField.PROJECT);
    if (project != null) {
      words.add(project);
    }
    Git git = run.fields().get(RunField.GIT);
    if (git != null && git.branch() != null) {
      words.add(git.branch());
    }
    words.addAll(run.tags());
    return String.join(" \u00b7 ", words);
  }
}
