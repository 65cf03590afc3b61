package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Payload;
import dev.spoor.model.Run;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepriceTest {
  private static final Usage MILLION = new Usage(1_000_000, 0, 0, 0, 0, 0, false);
  private static final PriceBook ACME =
      PriceBook.withOwnPrices("{\"prices\":[{\"model\":\"acme-1\",\"input\":4}]}".getBytes(UTF_8));

  @TempDir private Path folder;
  private Store store;
  private final Drafts drafts = Drafts.ofRun(7);

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    Ingest first = ingest(PriceBook.bundled());
    first.accept(drafts.opened());
    first.accept(
        Batch.ofSpans(
            List.of(
                call(2).with(SpanField.INPUT, Payload.text("the question")).draft(),
                call(3).with(SpanField.COST, Usd.of(BigDecimal.ONE)).draft())));
  }

  private Drafts.One call(long number) {
    return drafts
        .span(number, SpanKind.LLM, "chat")
        .with(SpanField.MODEL, "acme-1")
        .with(SpanField.USAGE, MILLION);
  }

  private Ingest ingest(PriceBook prices) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        prices,
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        () -> NOON.plusSeconds(600));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Run run() {
    return store.reader().run(drafts.traceId()).orElseThrow();
  }

  private Span span(long number) {
    return store.reader().span(drafts.traceId(), id(number)).orElseThrow();
  }

  @Test
  void newPrice_isBookedAndTheFigureBeforeStaysToBeSeen() {
    assertEquals(CostStatus.PARTIAL, run().totals().costStatus());
    assertEquals(1, ingest(ACME).reprice(drafts.traceId(), false));
    assertEquals("$4", String.valueOf(span(2).cost().amount()));
    assertTrue(
        span(2).cost().detail().text().contains("\"previous\":{\"cost_usd\":null"),
        span(2).cost().detail().text());
    assertEquals("$5", String.valueOf(run().totals().cost()));
    assertEquals(0, new TotalsRecount(store.reader(), store.writer()).wrong());
  }

  @Test
  void reportedCost_stays() {
    ingest(ACME).reprice(drafts.traceId(), false);
    assertEquals(CostStatus.REPORTED, span(3).cost().status());
    assertEquals("$1", String.valueOf(span(3).cost().amount()));
  }

  @Test
  void payloads_stay() {
    ingest(ACME).reprice(drafts.traceId(), false);
    assertEquals(
        "the question",
        store.reader().spans(drafts.traceId(), Payloads.WHOLE).stream()
            .filter(span -> span.spanId().equals(id(2)))
            .findFirst()
            .orElseThrow()
            .input()
            .text());
  }

  @Test
  void samePrice_changesNothing() {
    ingest(ACME).reprice(drafts.traceId(), false);
    long revision = run().revision();
    assertEquals(0, ingest(ACME).reprice(drafts.traceId(), false));
    assertEquals(revision, run().revision());
  }

  @Test
  void dryRun_countsAndChangesNothing() {
    Ingest ingest = ingest(ACME);
    assertEquals(1, ingest.reprice(drafts.traceId(), true));
    assertNull(span(2).cost().amount());
    assertEquals(1, ingest.reprice(drafts.traceId(), false));
  }
}
