package dev.spoor.rest;

import dev.spoor.http.Handler;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Our own JSON over HTTP. Thread-safe. */
public final class RestApi {
  private final RestServices services;
  private final TraceWrites traces;
  private final SpanWrites spans;
  private final ScoreWrites scores;
  private final Logs logs;
  private final AnalyticsAnswers analytics;
  private final Metrics metrics;

  /** Wires the routes. */
  public RestApi(RestServices services) {
    this.services = services;
    this.traces = new TraceWrites(services);
    this.spans = new SpanWrites(services);
    this.scores = new ScoreWrites(services);
    this.logs = new Logs(services);
    this.analytics = new AnalyticsAnswers(services);
    this.metrics = new Metrics(services.ingest().meter(), services.figures());
  }

  /** What to serve; {@code openapi.json} describes it. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(post("/api/traces", traces::record));
    routes.add(post("/api/traces/start", traces::start));
    routes.add(post("/api/traces/{run}/spans", spans::add));
    routes.add(post("/api/traces/{run}/end", traces::end));
    routes.add(
        new Route("DELETE", "/api/traces/{run}", Problems.answering(traces::erase))
            .needing(Scope.ADMIN.word()));
    routes.add(post("/api/scores", scores::add));
    routes.add(get("/api/logs", logs::list));
    routes.add(get("/api/logs/{run}", logs::one));
    for (AnalyticsAnswers.Subject subject : AnalyticsAnswers.Subject.values()) {
      String path = "/api/analytics/" + subject.word();
      routes.add(get(path, request -> analytics.answer(subject, request)));
    }
    routes.add(get("/api/openapi.json", RestApi::description));
    routes.add(get("/metrics", metrics::answer));
    routes.add(get("/readyz", this::ready));
    return List.copyOf(routes);
  }

  private static Route get(String template, Handler handler) {
    return Route.get(template, Problems.answering(handler));
  }

  private static Route post(String template, Handler handler) {
    return Route.post(template, Problems.answering(handler));
  }

  private static Response description(Request request) throws IOException {
    try (InputStream in = RestApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IOException("openapi.json is not in this program");
      }
      return Response.json(in.readAllBytes());
    }
  }

  private Response ready(Request request) {
    return services
        .whyNotReady()
        .get()
        .map(why -> Response.problem(503, why).withHeader("Retry-After", "5"))
        .orElseGet(() -> Response.json(JsonObject.builder().put("ready", true).build().write()));
  }
}
