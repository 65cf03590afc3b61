package dev.spoor.remote;

/**
 * What became of a request to the server.
 *
 * @param outcome what it comes to
 * @param status of the answer; 0 when there was none
 * @param body of the answer; empty when there was none
 * @param why it was not done, to follow the server's name: {@code does not answer (...)}; empty
 *     when it was
 */
public record RemoteReply(Outcome outcome, int status, String body, String why) {
  /** What a request comes to. */
  public enum Outcome {
    /** The server did it. */
    DONE,
    /** The server will never do it. */
    REFUSED,
    /** Nothing is done before the settings change: it is not ours, or does not let us in. */
    DENIED,
    /** The server is away or busy; later the same request may be done. */
    AWAY
  }

  static RemoteReply without(Outcome outcome, String why) {
    return new RemoteReply(outcome, 0, "", why);
  }

  /** Whether the server did it. */
  public boolean done() {
    return outcome == Outcome.DONE;
  }
}
