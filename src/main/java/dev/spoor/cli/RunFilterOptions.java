package dev.spoor.cli;

import dev.spoor.model.RunFilter;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose runs by what is said about them. */
final class RunFilterOptions {
  @Option(names = "--status", description = "running, ok, error, cancelled or abandoned")
  private @Nullable RunStatus status;

  @Option(names = "--agent", description = "exactly this agent")
  private @Nullable String agent;

  @Option(names = "--project", description = "exactly this project")
  private @Nullable String project;

  @Option(names = "--feature", description = "exactly this feature")
  private @Nullable String feature;

  @Option(names = "--model", description = "a model that answered in the run")
  private @Nullable String model;

  @Option(names = "--tag", description = "a tag of the run")
  private @Nullable String tag;

  @Option(names = "--session", description = "exactly this session")
  private @Nullable String session;

  @Option(
      names = "--since",
      description = "run started at this time or later, for example 2026-11-20T00:00:00Z")
  private @Nullable Instant since;

  @Option(names = "--until", description = "run started before this time")
  private @Nullable Instant until;

  /** What they choose, narrowed further. */
  RunFilter filter(@Nullable String text, @Nullable Boolean flagged, @Nullable Usd minCost) {
    return RunFilter.builder()
        .status(status)
        .agent(agent)
        .project(project)
        .feature(feature)
        .model(model)
        .tag(tag)
        .sessionId(session)
        .since(since)
        .until(until)
        .text(text)
        .flagged(flagged)
        .minCost(minCost)
        .build();
  }
}
