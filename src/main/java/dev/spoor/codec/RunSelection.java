package dev.spoor.codec;

import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunStatus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a caller means that filters them.
 *
 * @param project the project they are of; null: any
 * @param filter what must hold
 * @param after the last row of the page before; null for the first
 * @param limit how many
 */
public record RunSelection(
    @Nullable String project, RunFilter filter, @Nullable RunCursor after, int limit) {
  private static final String ALL_PROJECTS = "*";
  private static final List<String> STATUSES =
      Arrays.stream(RunStatus.values()).map(RunStatus::word).toList();

  /**
   * Reads the filters.
   *
   * @param usualProject the project when none is named; null: any
   * @param usual how many runs when nothing is said
   * @param most runs of one page
   */
  public static RunSelection of(
      Arguments arguments, @Nullable String usualProject, long usual, long most) {
    Argument<String> sent = arguments.text("project", Limits.WORD, ALL_PROJECTS);
    String named = sent.absent() ? usualProject : sent.value();
    String project = ALL_PROJECTS.equals(named) ? null : named;
    RunFilter filter =
        RunFilter.builder()
            .status(arguments.word("status", RunStatus::parse, STATUSES).value())
            .agent(arguments.text("agent", Limits.WORD, "claude-code").value())
            .project(project)
            .feature(arguments.text("feature", Limits.WORD, "login").value())
            .model(arguments.text("model", Limits.WORD, "claude-sonnet-4-5").value())
            .tag(arguments.text("tag", Limits.WORD, "bugfix").value())
            .sessionId(arguments.text("session_id", Limits.WORD, "session-3").value())
            .runnerId(arguments.text("runner_id", Limits.WORD, "build-7").value())
            .threadId(arguments.text("thread_id", Limits.WORD, "thread-12").value())
            .since(arguments.time("since").value())
            .until(arguments.time("until").value())
            .text(arguments.text("q", Limits.NAME, "login").value())
            .flagged(arguments.truth("flagged").value())
            .minCost(arguments.money("min_cost_usd").value())
            .build();
    String cursor = arguments.text("cursor", Limits.WORD, "the next_cursor of an answer").value();
    return new RunSelection(
        project,
        filter,
        cursor == null ? null : RunCursor.parse(cursor),
        arguments.whole("limit", 1, most, usual).or(usual).intValue());
  }
}
