package dev.spoor.http;

/** Where faults of ours go, since a caller never sees more of them than an id. */
@FunctionalInterface
public interface Failures {
  /**
   * Writes a fault down where we find it again.
   *
   * @param what what was being done, for example {@code GET /runs}
   * @return a new id that leads to what was written; printable ASCII
   */
  String report(String what, Throwable fault);
}
