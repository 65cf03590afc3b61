package dev.spoor.sdk;

import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Request;
import dev.spoor.http.Response;
import dev.spoor.http.Route;
import dev.spoor.http.Site;
import dev.spoor.json.Json;
import dev.spoor.json.JsonArray;
import dev.spoor.json.JsonNull;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** A server that takes OTLP in JSON, answers as told, and keeps what it took. */
final class Collector implements AutoCloseable {
  private final List<JsonObject> spans = new CopyOnWriteArrayList<>();
  private final List<JsonObject> scores = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Response> answers = new ConcurrentLinkedQueue<>();
  private final Semaphore arrived = new Semaphore(0);
  private final CountDownLatch held;
  private final HttpServer server;

  Collector() throws IOException {
    this(0, new CountDownLatch(0));
  }

  Collector(int port, CountDownLatch held) throws IOException {
    this.held = held;
    this.server =
        HttpServer.start(
            new Address("127.0.0.1", port),
            new Site(
                new Identity("collector", "1", "1"),
                () ->
                    List.of(
                        Route.post("/v1/traces", this::take), Route.post("/v1/logs", this::take)),
                Set.of(),
                (what, fault) -> String.valueOf(fault)));
  }

  /** What the next requests are answered; 200 when nothing is told. */
  Collector answering(Response... told) {
    answers.addAll(List.of(told));
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  int port() {
    return server.port();
  }

  private Response take(Request request) {
    requests.add(request);
    Response told = answers.poll();
    if (told == null || told.status() == 200) {
      keep(request);
    }
    arrived.release();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return told == null ? Response.json("{}") : told;
  }

  private void keep(Request request) {
    try {
      boolean traces = request.path().endsWith("traces");
      String signal = traces ? "Spans" : "Logs";
      JsonObject body = (JsonObject) Json.read(request.body());
      for (JsonObject resource : objects(body.array("resource" + signal))) {
        for (JsonObject scope : objects(resource.array("scope" + signal))) {
          (traces ? spans : scores).addAll(objects(scope.array(traces ? "spans" : "logRecords")));
        }
      }
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  List<JsonObject> spans() {
    return spans;
  }

  List<JsonObject> scores() {
    return scores;
  }

  List<Request> requests() {
    return requests;
  }

  Semaphore arrived() {
    return arrived;
  }

  /** The only span of that name. */
  JsonObject span(String name) {
    List<JsonObject> found = spans.stream().filter(span -> name.equals(span.text("name"))).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans are called " + name + ": " + spans);
    }
    return found.get(0);
  }

  /** The plain values of a record's attributes, as JSON. */
  static Map<String, JsonValue> values(JsonObject holder) {
    return objects(holder.array("attributes")).stream()
        .collect(Collectors.toMap(pair -> pair.text("key"), pair -> plain(pair.object("value"))));
  }

  private static JsonValue plain(JsonObject any) {
    if (any.members().containsKey("arrayValue")) {
      List<JsonValue> elements = new ArrayList<>();
      objects(any.object("arrayValue").array("values")).forEach(each -> elements.add(plain(each)));
      return new JsonArray(elements);
    } else if (any.members().containsKey("kvlistValue")) {
      JsonObject.Builder object = JsonObject.builder();
      for (JsonObject pair : objects(any.object("kvlistValue").array("values"))) {
        object.put(pair.text("key"), plain(pair.object("value")));
      }
      return object.build();
    }
    JsonValue only = any.members().values().stream().findFirst().orElse(JsonNull.NULL);
    return any.members().containsKey("intValue") ? number((JsonString) only) : only;
  }

  private static JsonValue number(JsonString digits) {
    try {
      return Json.read(digits.value());
    } catch (JsonReadException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.elements().stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
