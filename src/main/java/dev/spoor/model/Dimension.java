package dev.spoor.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * By what totals are broken down. The order is the storage code: add at the end only.
 *
 * <p>Of a run, everything counts in {@link #ALL}, {@link #PROJECT} and {@link #AGENT}, and in
 * {@link #FEATURE}, {@link #RUNNER} and {@link #TAG} when it has one; a run with two tags counts in
 * both. Calls alone count in {@link #MODEL} and {@link #TOOL}.
 */
public enum Dimension {
  /** Not broken down: one value, which is null. */
  ALL,
  /** The run's project; null for runs without one. */
  PROJECT,
  /** The run's agent; null for runs without one. */
  AGENT,
  /** The run's feature. */
  FEATURE,
  /** The run's runner. */
  RUNNER,
  /** A tag of the run. */
  TAG,
  /** The model that answered a billed call; null for calls that name none. */
  MODEL,
  /** The tool that was called. */
  TOOL;

  /**
   * The dimension whose cells are kept to answer for this one: every run is in one cell of {@link
   * #AGENT} an hour, so that these add up to {@link #ALL} and {@link #PROJECT}.
   */
  public Dimension kept() {
    return this == ALL || this == PROJECT ? AGENT : this;
  }

  /** The word on the wire, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty for an unknown one. */
  public static Optional<Dimension> parse(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
