package dev.spoor.mcp;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;

/** Answers the requests of one of the protocol's eras, whatever carries them. Thread-safe. */
interface Era {
  /** The result of a request; what breaks the protocol is a {@link ProtocolError}. */
  JsonValue answer(String method, JsonObject params);

  /** Whether such requests are answered one after another in the order they came. */
  boolean keepsOrder(String method, JsonObject params);
}
