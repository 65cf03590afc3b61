package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.mcp.protocol.Message.Request;

/** Answers the requests of one of the protocol's eras, whatever carries them. Thread-safe. */
interface Era {
  /**
   * The answer to a request, a result or an error. An interrupt says that nobody waits for it.
   *
   * @param exchange takes what is said before the answer
   */
  JsonObject answer(Request request, Exchange exchange);

  /** Whether such requests are answered one after another in the order they came. */
  boolean keepsOrder(Request request);
}
