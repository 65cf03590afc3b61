package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;

/** The way to the client while one of its requests is being answered. Thread-safe. */
public interface Exchange {
  /** For a request whose notifications find their way without it. */
  Exchange OPEN =
      new Exchange() {
        @Override
        public void send(JsonObject message) {}

        @Override
        public boolean isOpen() {
          return true;
        }
      };

  /** Sends a notification that belongs to the request; does nothing when it is not open. */
  void send(JsonObject message);

  /** Whether the request is neither answered nor taken back. */
  boolean isOpen();
}
