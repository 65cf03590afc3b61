package dev.spoor.mcp;

/** The server elsewhere did not do what it was asked, which is not the caller's mistake. */
final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message for the agent and its user: what is wrong and what to do
   */
  RemoteFailure(String message) {
    super(message, null, false, false);
  }
}
