package dev.spoor.forward;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.http.Site;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes OTLP in JSON, answers as it is told, and keeps the requests and what it took. */
final class StubReceiver implements AutoCloseable {
  static final Response TAKEN = Response.json("{}");

  private final List<List<String>> taken = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final Function<List<String>, Response> answer;
  private final HttpServer server;

  /**
   * Serves.
   *
   * @param answer to a request with spans of these names
   */
  StubReceiver(Function<List<String>, Response> answer) throws IOException {
    this.answer = answer;
    this.server =
        HttpServer.start(
            new Address("127.0.0.1", 0),
            new Site(
                new Identity("stub", "1", "1"),
                () -> List.of(Route.post("/v1/traces", this::answer)),
                Set.of(),
                (what, fault) -> {
                  throw new AssertionError(what, fault);
                }));
  }

  private Response answer(Request request) {
    List<String> names = names(request.body());
    Response told = answer.apply(names);
    bodies.add(request.body());
    if (told.status() == 200) {
      taken.add(names);
    }
    return told;
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** The names of the spans of each request that was taken. */
  List<List<String>> taken() {
    return List.copyOf(taken);
  }

  /** All names that were taken. */
  List<String> names() {
    return taken.stream().flatMap(List::stream).toList();
  }

  /** All requests, as they came. */
  List<byte[]> bodies() {
    return List.copyOf(bodies);
  }

  private static List<String> names(byte[] body) {
    try {
      List<String> names = new ArrayList<>();
      objects(((JsonObject) Json.read(body)).array("resourceSpans"))
          .flatMap(resource -> objects(resource.array("scopeSpans")))
          .flatMap(scope -> objects(scope.array("spans")))
          .forEach(span -> names.add(span.text("name")));
      return names;
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.elements().stream().map(JsonObject.class::cast);
  }

  @Override
  public void close() {
    server.close();
  }
}
