package dev.spoor.viewer;

import dev.spoor.fixture.Drafts;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.Batch;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The pages on a port of their own, over a store in a folder; the clock stands an hour after noon.
 */
public final class VisitedSite implements AutoCloseable {
  /** What the server believes the time to be. */
  public static final Instant NOW = Drafts.NOON.plusSeconds(3600);

  private final SqliteStore store;
  private final Ingest ingest;
  private final Site site;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private VisitedSite(SqliteStore store, Ingest ingest, Site site, HttpServer server) {
    this.store = store;
    this.ingest = ingest;
    this.site = site;
    this.server = server;
  }

  public static VisitedSite in(Path folder) {
    SqliteStore store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    Ingest ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.OFF),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> NOW);
    Viewer viewer = new Viewer(new RunQuery(store.reader(), () -> NOW), () -> NOW, ZoneOffset.UTC);
    Site site =
        new Site(
            new Identity("spoor", "0", store.storeId()),
            viewer::routes,
            Set.of(),
            (what, fault) -> {
              throw new AssertionError(what, fault);
            });
    try {
      HttpServer server = HttpServer.start(new Address("127.0.0.1", 0), site);
      return new VisitedSite(store, ingest, site, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is served, for a server elsewhere. */
  public Site site() {
    return site;
  }

  /** Stores what a sender says. */
  public void record(Batch batch) {
    if (!ingest.accept(batch).rejected().isEmpty()) {
      throw new AssertionError("the fixture was rejected");
    }
  }

  /** What the server answers; redirects are not followed. */
  public HttpResponse<String> get(String path) {
    return get(path, BodyHandlers.ofString());
  }

  /** The bytes that the server answers. */
  public HttpResponse<byte[]> bytes(String path) {
    return get(path, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(HttpRequest.newBuilder(URI.create(url(path))).build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The address of a path. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
