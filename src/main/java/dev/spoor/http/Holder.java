package dev.spoor.http;

/** Who holds a port. */
public sealed interface Holder {
  /** Nobody listens, or whoever did has just ended. */
  record Nobody() implements Holder {}

  /** A server of the kind that this room builds. */
  record Known(Identity identity) implements Holder {}

  /**
   * Another program.
   *
   * @param sign how that showed, to follow "another program, which"
   */
  record Stranger(String sign) implements Holder {}
}
