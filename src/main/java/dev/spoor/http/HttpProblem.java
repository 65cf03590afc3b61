package dev.spoor.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A mistake of the caller, or a lack of room, that a handler cannot answer in any better way. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Response worded;
  private final @Nullable Duration later;

  /**
   * A mistake.
   *
   * @param status 400 to 499, or 503
   * @param detail what is wrong and what would be right, in a sentence for the caller
   */
  public HttpProblem(int status, String detail) {
    this(status, detail, null, null);
  }

  /** A mistake that is answered with this problem, which says more than a sentence. */
  public HttpProblem(Response problem) {
    this(problem.status(), "status " + problem.status(), problem, null);
  }

  private HttpProblem(
      int status, String detail, @Nullable Response worded, @Nullable Duration later) {
    super(detail, null, false, false);
    this.status = status;
    this.worded = worded;
    this.later = later;
  }

  /** The same problem, which may be gone after so long; whole seconds. */
  public HttpProblem retryAfter(Duration duration) {
    return new HttpProblem(status, String.valueOf(getMessage()), worded, duration);
  }

  int status() {
    return status;
  }

  /** The problem as it is answered where a route has no words of its own. */
  public Response response() {
    return response(Refusal.PROBLEM, "");
  }

  /** The problem as a route words it. */
  Response response(Refusal refusal, String contentType) {
    Response response =
        worded == null
            ? refusal.response(contentType, status, String.valueOf(getMessage()))
            : worded;
    return later == null
        ? response
        : response.withHeader("Retry-After", String.valueOf(later.toSeconds()));
  }
}
