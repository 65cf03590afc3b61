package dev.spoor.remote;

import java.nio.file.Path;

/** What became of a write. */
public sealed interface Sending {
  /** The server answered, whatever it said. */
  record Answered(RemoteReply reply) implements Sending {}

  /**
   * The write is on disk here, and is sent when the server is back.
   *
   * @param waiting how many wait, this one included
   * @param folder where
   * @param why it was not sent, to follow the server's name
   */
  record Kept(int waiting, Path folder, String why) implements Sending {}
}
