package dev.spoor.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list: all that is not null must hold.
 *
 * @param status how the run stands
 * @param agent exactly this agent
 * @param project exactly this project
 * @param feature exactly this feature
 * @param model a model that answered in the run
 * @param tag a tag of the run
 * @param sessionId exactly this session
 * @param runnerId exactly this runner
 * @param threadId exactly this thread
 * @param since started at this time or later
 * @param until started before this time
 * @param text part of the name, whatever its case, or words that one of its spans holds: all of
 *     them in any order, each whole or with a star at its end
 * @param flagged true: with at least one flag that is not dismissed; false: without
 * @param minCost cost at least this; runs of unknown cost do not match
 * @param parent started under a span of this run
 */
public record RunFilter(
    @Nullable RunStatus status,
    @Nullable String agent,
    @Nullable String project,
    @Nullable String feature,
    @Nullable String model,
    @Nullable String tag,
    @Nullable String sessionId,
    @Nullable String runnerId,
    @Nullable String threadId,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String text,
    @Nullable Boolean flagged,
    @Nullable Usd minCost,
    @Nullable TraceId parent) {
  /** Every run. */
  public static final RunFilter ALL =
      new RunFilter(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** The same, and started below a span of this run. */
  public RunFilter startedBy(TraceId parentTrace) {
    return new RunFilter(
        status,
        agent,
        project,
        feature,
        model,
        tag,
        sessionId,
        runnerId,
        threadId,
        since,
        until,
        text,
        flagged,
        minCost,
        parentTrace);
  }

  /** The same, and started at exactly this time. */
  public RunFilter startedAt(Instant time) {
    Instant next = time.plusNanos(1);
    return new RunFilter(
        status,
        agent,
        project,
        feature,
        model,
        tag,
        sessionId,
        runnerId,
        threadId,
        since == null || since.isBefore(time) ? time : since,
        until == null || until.isAfter(next) ? next : until,
        text,
        flagged,
        minCost,
        parent);
  }

  /** The same, and of this session. */
  public RunFilter ofSession(String session) {
    return new RunFilter(
        status, agent, project, feature, model, tag, session, runnerId, threadId, since, until,
        text, flagged, minCost, parent);
  }
}
