package dev.spoor.model;

import java.time.Instant;
import java.util.List;

/**
 * What a sender can say about a run beside its root span, which carries name, status, times, input,
 * output and error (contract, section 1); every field may be missing.
 */
public final class RunField {
  /** The run that started this one. */
  public static final Field<TraceId> PARENT_TRACE =
      new Field<>(0, "parent_trace_id", TraceId.class);

  /** The span of that run under which this one is shown. */
  public static final Field<SpanId> PARENT_SPAN = new Field<>(1, "parent_span_id", SpanId.class);

  /** The agent, for example {@code claude-code}. */
  public static final Field<String> AGENT = new Field<>(2, "agent", String.class);

  /** The machine or job that ran it. */
  public static final Field<String> RUNNER_ID = new Field<>(3, "runner_id", String.class);

  /** The conversation it belongs to. */
  public static final Field<String> THREAD_ID = new Field<>(4, "thread_id", String.class);

  /** The project it worked on. */
  public static final Field<String> PROJECT = new Field<>(5, "project", String.class);

  /** The feature its cost is booked to. */
  public static final Field<String> FEATURE = new Field<>(6, "feature", String.class);

  /** Groups the runs of one session. */
  public static final Field<String> SESSION_ID = new Field<>(7, "session_id", String.class);

  /** On whose behalf it ran. */
  public static final Field<String> USER_ID = new Field<>(8, "user_id", String.class);

  /** Where it ran, for example {@code ci}. */
  public static final Field<String> ENVIRONMENT = new Field<>(9, "environment", String.class);

  /** The version of the agent or its prompts. */
  public static final Field<String> RELEASE = new Field<>(10, "release", String.class);

  /** Words to filter by. */
  public static final Field<Tags> TAGS = new Field<>(11, "tags", Tags.class);

  /** Why it stopped, in the sender's words. */
  public static final Field<String> HALT_REASON = new Field<>(12, "halt_reason", String.class);

  /** Everything else, a JSON object. */
  public static final Field<JsonText> METADATA = new Field<>(13, "metadata", JsonText.class);

  /** The code it worked on. */
  public static final Field<Git> GIT = new Field<>(14, "git", Git.class);

  /**
   * When the run was given up because its connection ended or nobody heard of it for long; of
   * senders only an export of a run that was given up says it, and a later word on the run takes it
   * back.
   */
  public static final Field<Instant> ABANDONED_AT = new Field<>(15, "abandoned_at", Instant.class);

  /**
   * When something of the run last arrived that shows it alive; no sender can say it. What is read
   * from a file arrived when it happened.
   */
  public static final Field<Instant> HEARD_AT = new Field<>(16, "heard_at", Instant.class);

  /**
   * Through which other stores the run came here: their ids, a blank between two. Only a store that
   * passes runs on says it.
   */
  public static final Field<String> VIA = new Field<>(17, "via", String.class);

  /** All of them a sender can say, in the order of their index. */
  public static final List<Field<?>> ALL =
      List.of(
          PARENT_TRACE,
          PARENT_SPAN,
          AGENT,
          RUNNER_ID,
          THREAD_ID,
          PROJECT,
          FEATURE,
          SESSION_ID,
          USER_ID,
          ENVIRONMENT,
          RELEASE,
          TAGS,
          HALT_REASON,
          METADATA,
          GIT);

  private RunField() {}
}
