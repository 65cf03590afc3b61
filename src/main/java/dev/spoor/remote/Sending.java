package dev.spoor.remote;

/** What became of a write. */
public sealed interface Sending {
  /** The server answered, whatever it said. */
  record Answered(RemoteReply reply) implements Sending {}

  /**
   * The write is on disk here, and is sent when the server is back.
   *
   * @param waiting how many wait, this one included
   * @param why it was not sent, to follow the server's name
   */
  record Kept(int waiting, String why) implements Sending {}
}
