package dev.spoor.mcp;

import dev.spoor.model.TraceId;
import org.jspecify.annotations.Nullable;

/** Where people look at what an agent recorded. */
@FunctionalInterface
public interface Links {
  /** Nothing is served: there is only the command line. */
  Links NONE = traceId -> null;

  /** The address of a run's page; null when no page is served. */
  @Nullable String run(TraceId traceId);

  /** The line that tells a person how to look at a run. */
  default String view(TraceId traceId) {
    return (run(traceId) == null ? "view: spoor show " : "view: spoor open ") + traceId.runId();
  }
}
