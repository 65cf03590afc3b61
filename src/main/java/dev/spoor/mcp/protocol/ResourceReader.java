package dev.spoor.mcp.protocol;

import java.util.Map;

/** Reads what a client names. */
@FunctionalInterface
public interface ResourceReader {
  /**
   * Reads it.
   *
   * @param uri the address as the client wrote it: never trusted as a path
   * @param variables what stands in the places of a template, percent-decoded; empty for a fixed
   *     address
   */
  ResourceOutcome read(Call call, String uri, Map<String, String> variables);
}
