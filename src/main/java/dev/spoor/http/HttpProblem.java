package dev.spoor.http;

/** A mistake of the caller that a handler cannot answer in any better way. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A mistake.
   *
   * @param status 400 to 499, or 503
   * @param detail what is wrong and what would be right, in a sentence for the caller
   */
  public HttpProblem(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  /** The problem as it is answered. */
  Response response() {
    return Response.problem(status, String.valueOf(getMessage()));
  }
}
