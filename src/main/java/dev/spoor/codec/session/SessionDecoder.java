package dev.spoor.codec.session;

import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.Batch;
import org.jspecify.annotations.Nullable;

/**
 * One session of a coding agent, read line by line: its own file and those of its sub-agents. Lines
 * may come in any portions, and what is new may be taken at any time: taking it often leaves the
 * same runs in a store as taking it once. Nothing in a file is an error; what is not understood is
 * counted. Not thread-safe.
 */
public interface SessionDecoder {
  /**
   * Reads the next line of one of the session's files.
   *
   * @param agentId the sub-agent whose file it is; null for the session's own
   * @param utf8 the line without its line feed
   */
  void read(@Nullable String agentId, byte[] utf8);

  /** What is new or changed since the last call. */
  Batch changes();

  /**
   * Says that all that was read so far is stored already, from an earlier time. What had no place
   * then, and so was not stored, is still new.
   */
  void isStored();

  /**
   * Whether a line is whole although its line feed is missing: only a JSON object tells its end.
   */
  static boolean isWhole(byte[] utf8) {
    try {
      return Json.read(utf8) instanceof JsonObject;
    } catch (JsonReadException e) {
      return false;
    }
  }
}
