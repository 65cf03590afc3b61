package dev.spoor.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Jetty received into a {@link dev.spoor.http.Request} and sends what its route says.
 */
final class RouteHandler extends Handler.Abstract {
  private final RouteTable routes;
  private final Failures failures;

  RouteHandler(List<Route> routes, Failures failures) {
    this.routes = new RouteTable(routes);
    this.failures = failures;
  }

  @Override
  public boolean handle(
      Request request, org.eclipse.jetty.server.Response response, Callback callback) {
    try {
      ResponseWriter.send(answer(request), request, response, callback);
    } catch (IOException callerIsGone) {
      callback.failed(callerIsGone);
    }
    return true;
  }

  private Response answer(Request request) throws IOException {
    String path = request.getHttpURI().getPath();
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    try {
      Optional<RouteTable.Match> match = routes.find(method, path);
      if (match.isEmpty()) {
        return noRoute(path, routes.methods(path));
      }
      return answer(match.get(), received(request, method, path, match.get()));
    } catch (HttpProblem mistake) {
      return mistake.response();
    }
  }

  private static Response noRoute(String path, Set<String> methods) {
    if (methods.isEmpty()) {
      return Response.notFound("there is nothing at " + path);
    }
    String allowed = String.join(", ", methods);
    return Response.problem(405, "this path takes " + allowed).withHeader("Allow", allowed);
  }

  private static dev.spoor.http.Request received(
      Request request, String method, String path, RouteTable.Match match) throws IOException {
    return new dev.spoor.http.Request(
        method,
        path,
        match.variables(),
        query(request.getHttpURI().getQuery()),
        headers(request),
        RequestBody.read(request));
  }

  /**
   * Whatever goes wrong here is answered: a fault of one route must not take a connection along.
   */
  private Response answer(RouteTable.Match match, dev.spoor.http.Request request) {
    try {
      return match.route().handler().handle(request);
    } catch (HttpProblem mistake) {
      return mistake.response();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      String id = failures.report(request.method() + " " + match.route().template(), fault);
      return Response.problem(500, "this is a fault of ours; the log tells more under " + id);
    }
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    return headers;
  }

  private static Map<String, List<String>> query(@Nullable String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (query == null) {
      return parameters;
    }
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (!parameter.isEmpty()) {
        parameters
            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
            .add(parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "the query must be percent-encoded UTF-8");
    }
  }
}
