package dev.spoor.forward;

import dev.spoor.codec.ExportJson;
import dev.spoor.codec.PayloadCut;
import dev.spoor.http.Address;
import dev.spoor.http.HttpServer;
import dev.spoor.http.Identity;
import dev.spoor.http.Site;
import dev.spoor.ingest.ForwardNotes;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.TraceId;
import dev.spoor.otlp.Otlp;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Receiver;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store, what writes into it, what serves it over HTTP, and what passes it on. */
final class Room implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T12:01:00Z");
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Pace BRISK = new Pace(SOON, SOON, SOON.multipliedBy(4));

  final Store store;
  final Ingest ingest;
  final RunQuery runs;
  final ForwardMeter meter = new ForwardMeter();
  final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Path file;
  private int port;
  private @Nullable HttpServer server;
  private @Nullable Forwarder forwarder;

  Room(Path file) {
    InstantSource clock = () -> NOW;
    this.file = file;
    this.store = SqliteStore.open(file, Durability.NORMAL);
    this.ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            clock);
    this.runs = new RunQuery(store.reader(), clock);
  }

  /** Takes OTLP from now on, where it did before. */
  Room served() throws IOException {
    Otlp otlp = new Otlp(ingest, store.storeId(), () -> NOW);
    server =
        HttpServer.start(
            new Address("127.0.0.1", port),
            new Site(
                new Identity("spoor", "1.2.3", store.storeId()),
                otlp::routes,
                Set.of(),
                (what, fault) -> {
                  throw new AssertionError(what, fault);
                }));
    port = server.port();
    return this;
  }

  /** Takes nothing any more. */
  void unserved() {
    server.close();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Room passingOnTo(String url) {
    return passingOnTo(url, false);
  }

  Room passingOnTo(String url, boolean all) {
    Target target = Target.of(url, Map.of());
    forwarder =
        new Forwarder(
            target,
            new Source(
                store.storeId(),
                store.reader(),
                new ForwardNotes(store.writer(), target.toString()),
                ingest::giveUpSilentRuns,
                Path.of(file + ".forward")),
            new Surroundings(BRISK, new Random(1), () -> NOW, meter, said::add));
    forwarder.start(all);
    return this;
  }

  /** Ends the passing on. */
  void passingNoMore() {
    forwarder.close();
  }

  /** Waits until nothing is to be passed on. */
  void awaitPassed() {
    await(() -> receivers().stream().allMatch(receiver -> receiver.waiting() == 0));
  }

  /** Waits until a line was said that holds this. */
  String awaitSaid(String part) {
    await(() -> said.stream().anyMatch(line -> line.contains(part)));
    return said.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }

  /** Waits until something holds, or the test's time is over. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("it does not come");
      }
      Thread.onSpinWait();
    }
  }

  List<Receiver> receivers() {
    return store.reader().receivers();
  }

  boolean has(TraceId traceId) {
    return runs.find(traceId).isPresent();
  }

  /** The run in our own JSON. */
  String exported(TraceId traceId) {
    return ExportJson.json(runs.run(traceId), runs.wholeSpans(traceId), PayloadCut.NONE, null)
        .write()
        .replace("},", "},\n");
  }

  @Override
  public void close() {
    if (forwarder != null) {
      forwarder.close();
    }
    if (server != null) {
      server.close();
    }
    store.close();
  }
}
