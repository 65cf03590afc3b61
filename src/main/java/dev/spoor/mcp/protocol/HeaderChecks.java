package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a transport with headers checks between the checks of {@link ModernEra#check}, each at its
 * place (2026-07-28, streamable HTTP); every one throws a {@link ProtocolError}.
 */
public interface HeaderChecks {
  /** For a transport without headers. */
  HeaderChecks NONE = new HeaderChecks() {};

  /** The version in the header is the message's. */
  default void version(String protocolVersion) {}

  /**
   * The method in the header is the message's, and so is the name of what it is about.
   *
   * @param name of the tool, the prompt or the resource; null for methods that name none
   */
  default void target(String method, @Nullable String name) {}

  /** The arguments that have headers are the message's. */
  default void arguments(Tool tool, JsonObject arguments) {}
}
