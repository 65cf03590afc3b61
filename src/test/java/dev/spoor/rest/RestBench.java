package dev.spoor.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.codec.RandomIds;
import dev.spoor.evals.Evals;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Route;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.price.PriceBook;
import dev.spoor.query.Analytics;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.viewer.Viewer;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The routes on a port of their own, over a real store. The clock stands still until it is moved.
 * Every answer is held to what {@code openapi.json} says.
 */
final class RestBench implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final String PAGES = "http://pages.example";

  private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

  final RestServices services;
  final List<Route> routes = new ArrayList<>();
  final ApiDescription description = new ApiDescription();
  private final Store store;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private Instant now = NOON;

  RestBench(Path folder) {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> now);
    RunQuery runs = new RunQuery(store.reader(), () -> now);
    services =
        new RestServices(
            ingest,
            runs,
            new Analytics(store.reader()),
            new Evals(runs, ingest, () -> now),
            run -> {
              boolean erased = !ingest.erase(List.of(run)).isEmpty();
              store.scrub();
              return erased;
            },
            Optional::empty,
            run -> PAGES + "/runs/" + run.runId(),
            List::of,
            new RandomIds(new Random(1)),
            () -> now);
    routes.addAll(new RestApi(services).routes());
    routes.addAll(new Viewer(runs, () -> now, ZoneOffset.UTC).routes());
    Site site =
        new Site(
            new Identity("spoor", "0", store.storeId()),
            () -> routes,
            Set.of(),
            (what, fault) -> {
              throw new AssertionError(what, fault);
            });
    try {
      server = HttpServer.start(new Address("127.0.0.1", 0), site);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void later(Duration duration) {
    now = now.plus(duration);
  }

  /** An answer. */
  record Reply(int status, HttpResponse<byte[]> whole) {
    String text() {
      return new String(whole.body(), StandardCharsets.UTF_8);
    }

    JsonObject json() {
      return object(text());
    }
  }

  static JsonObject object(String json) {
    try {
      return (JsonObject) Json.read(json);
    } catch (JsonReadException e) {
      throw new AssertionError(json, e);
    }
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  /** Posts JSON, with headers as names and values. */
  Reply post(String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return send("POST", path, json, all.toArray(String[]::new));
  }

  /** Posts JSON that must be taken whole. */
  JsonObject stored(String path, String json, String... headers) {
    Reply reply = post(path, json, headers);
    assertEquals(200, reply.status(), reply::text);
    return reply.json();
  }

  /** Reads JSON that must be there. */
  JsonObject read(String path) {
    Reply reply = get(path);
    assertEquals(200, reply.status(), reply::text);
    return reply.json();
  }

  Reply send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      Reply reply = new Reply(answer.statusCode(), answer);
      hold(method, path, reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private void hold(String method, String path, Reply reply) {
    String type = reply.whole().headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    described(method, path.split("\\?", 2)[0])
        .ifPresent(operation -> description.check(operation, reply.status(), type, reply.text()));
  }

  /** The operation with the most literal text that the path matches. */
  private Optional<String> described(String method, String path) {
    return description.operations().keySet().stream()
        .filter(
            operation ->
                operation.startsWith(method + " ")
                    && path.matches(
                        VARIABLE
                            .matcher(operation.substring(method.length() + 1).replace(".", "\\."))
                            .replaceAll("[^/]+")))
        .max(
            java.util.Comparator.comparingInt(
                operation -> VARIABLE.matcher(operation).replaceAll("").length()));
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
