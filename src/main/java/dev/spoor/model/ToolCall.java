package dev.spoor.model;

/**
 * The fingerprints of a tool call, by which repeats are seen without reading payloads.
 *
 * @param toolName the tool
 * @param argumentsHash of the tool's name and its canonical arguments
 * @param resultHash of the result as far as it is known, or of the error's text when the call
 *     failed
 * @param counted the place in the run's order of arrival, from 1, at which the result first came; 0
 *     while there is none. A call counts once
 */
public record ToolCall(String toolName, long argumentsHash, long resultHash, long counted) {
  /** Whether the result is stored. */
  public boolean finished() {
    return counted > 0;
  }

  /** The same call so many places later in the order of arrival. */
  public ToolCall later(long places) {
    return finished() ? new ToolCall(toolName, argumentsHash, resultHash, counted + places) : this;
  }
}
