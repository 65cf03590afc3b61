package dev.spoor.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the surroundings of the process say about the runs it records, where a call does not.
 *
 * @param project the project; null when there is none
 * @param feature the feature; null when there is none
 * @param tags words added to every run's own
 * @param sessionId the session; null when there is none
 * @param traceparent where the process itself was called from, W3C form; null when nobody said
 */
public record RunDefaults(
    @Nullable String project,
    @Nullable String feature,
    List<String> tags,
    @Nullable String sessionId,
    @Nullable String traceparent) {
  /** Nothing is known. */
  public static final RunDefaults NONE = new RunDefaults(null, null, List.of(), null, null);

  public RunDefaults {
    tags = List.copyOf(tags);
  }
}
