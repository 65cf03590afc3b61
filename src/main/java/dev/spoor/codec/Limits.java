package dev.spoor.codec;

import java.time.Duration;

/**
 * How much of each thing one sender may say. Payloads have no limit of their own: the door's limit
 * on a whole message is theirs.
 */
public final class Limits {
  /** Characters of a name. */
  public static final int NAME = 1_000;

  /** Characters of an id, a tag, an agent, a model and every other word to filter by. */
  public static final int WORD = 500;

  /** Characters of a text that people read: an error's message or stack, a reason. */
  public static final int PROSE = 1_000_000;

  /** Characters of compact JSON in attributes, metadata, events or links. */
  public static final int JSON = 4_000_000;

  /** Tags of one run. */
  public static final int TAGS = 50;

  /** Spans of one call; more come with further calls. */
  public static final int SPANS = 50_000;

  /** The longest duration. */
  public static final Duration DURATION = Duration.ofDays(3_653);

  private Limits() {}
}
