package dev.spoor.mcp.protocol;

/** There is no such resource. */
public enum ResourceMissing implements ResourceOutcome {
  /** The only one. */
  MISSING
}
