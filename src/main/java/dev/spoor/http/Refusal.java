package dev.spoor.http;

/**
 * Words what a route refuses, in the form that its callers expect. Also used for what never reaches
 * the handler, such as a body that is too large.
 */
@FunctionalInterface
public interface Refusal {
  /** As {@code application/problem+json} (RFC 9457). */
  Refusal PROBLEM = (contentType, status, detail) -> Response.problem(status, detail);

  /**
   * The answer.
   *
   * @param contentType what the caller says its body is; empty when it does not say
   * @param status 400 to 599
   * @param detail a sentence for the caller
   */
  Response response(String contentType, int status, String detail);
}
