package dev.spoor.http;

import java.io.IOException;

/** Answers the requests of one route. Called from many threads at once. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers a request.
   *
   * @throws HttpProblem when the caller made a mistake; it is answered with its status and words
   * @throws IOException when something of ours cannot be read; like every other exception it is
   *     answered with 500 and reported
   */
  Answer handle(Request request) throws IOException;
}
