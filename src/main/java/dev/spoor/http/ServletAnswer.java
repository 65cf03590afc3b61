package dev.spoor.http;

import java.util.Map;

/**
 * The answer of a servlet, which gets the request with its body whole and decompressed.
 *
 * @param servlet answers, and is loaded and started when it first does
 * @param request as the route got it; another body may stand in it
 * @param attributes what the servlet finds in the request's attributes
 * @param whenGone runs once, on a thread of the server, when the caller goes away before the end
 */
public record ServletAnswer(
    HostedServlet servlet, Request request, Map<String, Object> attributes, Runnable whenGone)
    implements Answer {
  /** Copies the attributes. */
  public ServletAnswer {
    attributes = Map.copyOf(attributes);
  }
}
