package dev.spoor.sdk;

/**
 * What became of the spans and scores that a program recorded.
 *
 * @param sent taken by the server
 * @param waiting not sent yet
 * @param dropped given up: no room, no server, or no time at the end
 * @param rejected not taken by the server
 * @param invalid values that could not be recorded and were left out
 * @param lastProblem the last that went wrong, in words; empty when nothing did
 */
public record Stats(
    long sent, long waiting, long dropped, long rejected, long invalid, String lastProblem) {
  /** All that were recorded. */
  public long recorded() {
    return sent + waiting + dropped + rejected;
  }
}
