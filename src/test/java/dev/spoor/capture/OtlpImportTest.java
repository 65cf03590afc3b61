package dev.spoor.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.codec.otlp.Protobuf;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final TraceId TRACE =
      TraceId.parse("5b8efff798038103d269b633813fc60c").orElseThrow();
  private static final String SPAN = "eee19b7ec3c1b174";

  @TempDir private Path folder;
  private final List<Store> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(Store::close);
  }

  @Test
  void filesOfAllForms_areRead() throws Exception {
    byte[] request = Files.readAllBytes(SAMPLES.resolve("otlp/trace.json"));
    String line = new String(request, UTF_8).replaceAll("\\s*\n\\s*", "");
    Files.write(folder.resolve("a.json"), request);
    Files.writeString(folder.resolve("b.jsonl"), line + "\n\n" + line + "\n{\n[]\n");
    Files.write(
        folder.resolve("c.pb"),
        Protobuf.request(
            Protobuf.span(TRACE.hex(), SPAN), Protobuf.span(TRACE.hex(), "0".repeat(16))));
    Files.writeString(folder.resolve("d.json"), "{\"resourceSpans\":");
    Files.copy(SAMPLES.resolve("otlp/metrics.json"), folder.resolve("e.json"));
    Files.writeString(folder.resolve("f.txt"), "no request");
    Store store = store("spoor.db");
    ImportReport report = new OtlpImport(ingest(store)).run(List.of(folder), path -> {});
    assertEquals(1, report.runs().size());
    assertEquals(1, runs(store).run(TRACE).totals().spanCount());
    List<String> reasons =
        report.failures().stream()
            .map(failure -> failure.file().getFileName() + ": " + failure.reason())
            .toList();
    assertEquals(5, reasons.size(), "" + reasons);
    assertTrue(reasons.get(0).startsWith("b.jsonl: line 4: body must be JSON"), reasons.get(0));
    assertTrue(reasons.get(1).startsWith("b.jsonl: line 5: body must be"), reasons.get(1));
    assertTrue(reasons.get(2).startsWith("c.pb: resourceSpans[0].scopeSpans[0].spans[1]"));
    assertTrue(reasons.get(3).startsWith("d.json: body must be JSON"), reasons.get(3));
    assertEquals("e.json: metrics are not stored", reasons.get(4));
  }

  private Store store(String name) {
    Store store = SqliteStore.open(folder.resolve(name), Durability.NORMAL);
    stores.add(store);
    return store;
  }

  private static RunQuery runs(Store store) {
    return new RunQuery(store.reader(), OtlpImportTest::now);
  }

  private static Ingest ingest(Store store) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        OtlpImportTest::now);
  }

  private static Instant now() {
    return Instant.parse("2026-04-01T10:01:00Z");
  }
}
