package dev.spoor.http;

/**
 * How a process stands to a port that it shares.
 *
 * @param url where its pages are served now, by itself or another; no slash at its end
 * @param why why it stands apart, to follow "port 4319"; empty in the other roles
 */
public record Standing(Role role, String url, String why) {
  /** What a process can be to the port. */
  public enum Role {
    /** It holds the port. */
    SERVING,
    /** Another process serves the same things there; this one takes over when that one ends. */
    FOLLOWING,
    /** The port is somebody else's; this one serves on a free port. */
    APART
  }
}
