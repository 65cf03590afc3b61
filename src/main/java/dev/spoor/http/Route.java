package dev.spoor.http;

import java.util.Locale;
import java.util.Set;

/**
 * What answers a method on a path. {@code HEAD} follows {@code GET}.
 *
 * @param method in capitals, for example {@code GET}
 * @param template a path whose segments may each hold one variable, with or without literal text
 *     around it: {@code /runs/{run}}, {@code /runs/{run}.json}. A variable is never empty and never
 *     spans a slash; of several templates that match, the one with the most literal text answers
 * @param handler what answers
 * @param refusal how it words what it refuses
 * @param rights what a caller needs, in words that the server's {@link Guard} knows; empty leaves
 *     it to the guard
 */
public record Route(
    String method, String template, Handler handler, Refusal refusal, Set<String> rights) {
  /** Checks that method and template have their shapes. */
  public Route {
    rights = Set.copyOf(rights);
    if (!method.equals(method.toUpperCase(Locale.ROOT)) || method.isEmpty()) {
      throw new IllegalArgumentException("a method is in capitals, not " + method);
    }
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("a template begins with a slash, not " + template);
    }
  }

  /** A route whose guard decides by the method what a caller needs. */
  public Route(String method, String template, Handler handler) {
    this(method, template, handler, Refusal.PROBLEM, Set.of());
  }

  /** The same route for callers who have all these rights. */
  public Route needing(String... words) {
    return new Route(method, template, handler, refusal, Set.of(words));
  }

  /** A page or data to read. */
  public static Route get(String template, Handler handler) {
    return new Route("GET", template, handler);
  }

  /** Something to take in. */
  public static Route post(String template, Handler handler) {
    return new Route("POST", template, handler);
  }

  /** The same route with its own words for what it refuses. */
  public Route refusing(Refusal other) {
    return new Route(method, template, handler, other, rights);
  }
}
