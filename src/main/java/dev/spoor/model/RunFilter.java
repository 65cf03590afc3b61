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
  public static final RunFilter ALL = builder().build();

  /** A builder that begins with every run. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with what must hold here. */
  public Builder toBuilder() {
    Builder builder = builder();
    builder.status = status;
    builder.agent = agent;
    builder.project = project;
    builder.feature = feature;
    builder.model = model;
    builder.tag = tag;
    builder.sessionId = sessionId;
    builder.runnerId = runnerId;
    builder.threadId = threadId;
    builder.since = since;
    builder.until = until;
    builder.text = text;
    builder.flagged = flagged;
    builder.minCost = minCost;
    builder.parent = parent;
    return builder;
  }

  /** The same, and started at exactly this time. */
  public RunFilter startedAt(Instant time) {
    Instant next = time.plusNanos(1);
    return toBuilder()
        .since(since == null || since.isBefore(time) ? time : since)
        .until(until == null || until.isAfter(next) ? next : until)
        .build();
  }

  /** Collects what must hold; null takes a condition back. Not thread-safe. */
  public static final class Builder {
    private @Nullable RunStatus status;
    private @Nullable String agent;
    private @Nullable String project;
    private @Nullable String feature;
    private @Nullable String model;
    private @Nullable String tag;
    private @Nullable String sessionId;
    private @Nullable String runnerId;
    private @Nullable String threadId;
    private @Nullable Instant since;
    private @Nullable Instant until;
    private @Nullable String text;
    private @Nullable Boolean flagged;
    private @Nullable Usd minCost;
    private @Nullable TraceId parent;

    private Builder() {}

    /** How the run stands. */
    public Builder status(@Nullable RunStatus value) {
      status = value;
      return this;
    }

    /** Exactly this agent. */
    public Builder agent(@Nullable String value) {
      agent = value;
      return this;
    }

    /** Exactly this project. */
    public Builder project(@Nullable String value) {
      project = value;
      return this;
    }

    /** Exactly this feature. */
    public Builder feature(@Nullable String value) {
      feature = value;
      return this;
    }

    /** A model that answered. */
    public Builder model(@Nullable String value) {
      model = value;
      return this;
    }

    /** A tag of the run. */
    public Builder tag(@Nullable String value) {
      tag = value;
      return this;
    }

    /** Exactly this session. */
    public Builder sessionId(@Nullable String value) {
      sessionId = value;
      return this;
    }

    /** Exactly this runner. */
    public Builder runnerId(@Nullable String value) {
      runnerId = value;
      return this;
    }

    /** Exactly this thread. */
    public Builder threadId(@Nullable String value) {
      threadId = value;
      return this;
    }

    /** Started at this time or later. */
    public Builder since(@Nullable Instant value) {
      since = value;
      return this;
    }

    /** Started before this time. */
    public Builder until(@Nullable Instant value) {
      until = value;
      return this;
    }

    /** Part of the name, or words of a span. */
    public Builder text(@Nullable String value) {
      text = value;
      return this;
    }

    /** With or without a flag that is not dismissed. */
    public Builder flagged(@Nullable Boolean value) {
      flagged = value;
      return this;
    }

    /** Cost at least this. */
    public Builder minCost(@Nullable Usd value) {
      minCost = value;
      return this;
    }

    /** Started under a span of this run. */
    public Builder parent(@Nullable TraceId value) {
      parent = value;
      return this;
    }

    /** The filter. */
    public RunFilter build() {
      return new RunFilter(
          status, agent, project, feature, model, tag, sessionId, runnerId, threadId, since, until,
          text, flagged, minCost, parent);
    }
  }
}
