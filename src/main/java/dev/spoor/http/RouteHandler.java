package dev.spoor.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Jetty received into a {@link dev.spoor.http.Request} and sends what its route says.
 */
final class RouteHandler extends Handler.Abstract {
  private static final byte[] NO_BODY = {};
  private static final Duration ROOM_AGAIN = Duration.ofSeconds(5);

  private final RouteTable routes;
  private final Guard guard;
  private final Failures failures;
  private final Duration quiet;
  private final BodyMemory bodies = new BodyMemory();
  private final Set<LateAnswer> open = ConcurrentHashMap.newKeySet();
  private final Map<HostedServlet, ServletHost> hosts = new ConcurrentHashMap<>();

  /**
   * Routes.
   *
   * @param quiet how long a stream of events may say nothing
   */
  RouteHandler(List<Route> routes, Guard guard, Failures failures, Duration quiet) {
    this.routes = new RouteTable(routes);
    this.guard = guard;
    this.failures = failures;
    this.quiet = quiet;
  }

  @Override
  public boolean handle(
      Request request, org.eclipse.jetty.server.Response response, Callback callback) {
    try {
      send(answer(request), request, response, callback);
    } catch (IOException callerIsGone) {
      callback.failed(callerIsGone);
    }
    return true;
  }

  private void send(
      Answer answer, Request request, org.eclipse.jetty.server.Response response, Callback done) {
    if (answer instanceof Response whole) {
      ResponseWriter.send(whole, request, response, done);
    } else if (answer instanceof LateAnswer late) {
      open.add(late);
      Callback closed = Callback.from(() -> open.remove(late), done);
      LateWriter.start(late, request, response, closed, quiet);
    } else if (answer instanceof ServletAnswer through) {
      send(through, request, response, done);
    }
  }

  private void send(
      ServletAnswer answer,
      Request request,
      org.eclipse.jetty.server.Response response,
      Callback done) {
    try {
      hosts
          .computeIfAbsent(answer.servlet(), hosted -> new ServletHost(getServer(), hosted))
          .answer(answer, request, response, done);
    } catch (Exception | LinkageError fault) {
      ResponseWriter.send(
          Response.problem(500, ours(answer.request().path(), fault)), request, response, done);
    }
  }

  /** Asks answers to end that would otherwise stay open. */
  void endStreams() {
    open.forEach(LateAnswer::stopping);
    hosts.values().forEach(ServletHost::end);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    hosts.values().forEach(ServletHost::stop);
    hosts.clear();
  }

  private Answer answer(Request request) throws IOException {
    String path = request.getHttpURI().getPath();
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    try {
      Optional<RouteTable.Match> match = routes.find(method, path);
      if (match.isEmpty()) {
        return noRoute(path, routes.methods(path));
      }
      dev.spoor.http.Request head = head(request, method, path, match.get());
      Response refusal = refusal(match.get().route(), head);
      return refusal == null
          ? answer(match.get(), request, head)
          : worded(refusal, match.get().route(), contentType(request));
    } catch (HttpProblem mistake) {
      return mistake.response(Refusal.PROBLEM, "");
    }
  }

  private Answer answer(RouteTable.Match match, Request request, dev.spoor.http.Request head)
      throws IOException {
    String contentType = contentType(request);
    try (BodyMemory.Share memory = bodies.share()) {
      return answer(match, head.withBody(RequestBody.read(request, memory)), contentType);
    } catch (HttpProblem mistake) {
      return mistake.response(match.route().refusal(), contentType);
    } catch (OutOfMemoryError noRoom) {
      return new HttpProblem(503, ours(match.route().template(), noRoom))
          .retryAfter(ROOM_AGAIN)
          .response(match.route().refusal(), contentType);
    }
  }

  private static String contentType(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return type == null ? "" : type;
  }

  /** The guard's refusal in the route's own words. */
  private static Response worded(Response refusal, Route route, String contentType) {
    if (refusal.detail().isEmpty() || route.refusal() == Refusal.PROBLEM) {
      return refusal;
    }
    Response worded = route.refusal().response(contentType, refusal.status(), refusal.detail());
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      worded = worded.withHeader(header.getKey(), header.getValue());
    }
    return worded;
  }

  private static Response noRoute(String path, Set<String> methods) {
    if (methods.isEmpty()) {
      return Response.notFound("there is nothing at " + path);
    }
    String allowed = String.join(", ", methods);
    return Response.problem(405, "this path takes " + allowed).withHeader("Allow", allowed);
  }

  private static dev.spoor.http.Request head(
      Request request, String method, String path, RouteTable.Match match) {
    return new dev.spoor.http.Request(
        method,
        path,
        match.variables(),
        query(request.getHttpURI().getQuery()),
        headers(request),
        NO_BODY);
  }

  private @Nullable Response refusal(Route route, dev.spoor.http.Request head) {
    try {
      return guard.refusal(route, head).orElse(null);
    } catch (RuntimeException fault) {
      return Response.problem(500, ours("the guard of " + route.template(), fault));
    }
  }

  /**
   * Whatever goes wrong here is answered: a fault of one route must not take a connection along.
   */
  private Answer answer(
      RouteTable.Match match, dev.spoor.http.Request request, String contentType) {
    Route route = match.route();
    try {
      return route.handler().handle(request);
    } catch (HttpProblem mistake) {
      throw mistake;
    } catch (IOException | RuntimeException | StackOverflowError fault) {
      String what = request.method() + " " + route.template();
      return route.refusal().response(contentType, 500, ours(what, fault));
    }
  }

  private String ours(String what, Throwable fault) {
    String id = failures.report(what, fault);
    return "this is a fault of ours; the log tells more under " + id;
  }

  static Map<String, String> headers(Request request) {
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
