package dev.spoor.mcp.protocol;

import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One request, as the handler that answers it sees it. What is sent through it after the request is
 * answered or taken back goes nowhere. Thread-safe.
 */
public interface Call {
  /** The parameters exactly as they came, {@code _meta} included. */
  JsonObject params();

  /** The arguments of a tool or a prompt; empty when none were sent. */
  default JsonObject arguments() {
    return params().object("arguments");
  }

  /** The request's {@code _meta}; empty when there was none. */
  default JsonObject meta() {
    return params().object("_meta");
  }

  /** What the client declared, for this request. */
  ClientCapabilities client();

  /** The answers to what an {@link InputRequired} asked, by its keys; none of them is checked. */
  JsonObject inputResponses();

  /**
   * What an {@link InputRequired} gave along, as the client sent it back; null when there is none.
   */
  @Nullable String requestState();

  /**
   * Tells how far the work is; goes nowhere unless the client asked for it, and unless it is more
   * than the last time.
   *
   * @param progress how much is done, in any unit
   * @param total of that unit; null when it is not known
   * @param message what is being done; null for nothing
   */
  void progress(double progress, @Nullable Double total, @Nullable String message);

  /**
   * Tells the client's log; goes nowhere unless the client asked for messages this grave.
   *
   * @param logger the part that speaks
   */
  void log(LogLevel level, String logger, JsonValue data);
}
