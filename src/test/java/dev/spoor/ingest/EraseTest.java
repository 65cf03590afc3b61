package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.Receipt;
import dev.spoor.model.RunFilter;
import dev.spoor.model.SpanKind;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.SpanReader.Payloads;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing, and what those do who still write to the run. */
class EraseTest {
  @TempDir private Path folder;
  private Store store;

  /** Two processes' ways into one store. */
  private Ingest ingest;

  private Ingest other;
  private final Drafts drafts = Drafts.ofRun(0xabcdef);

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    ingest = ingest();
    other = ingest();
  }

  private Ingest ingest() {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        () -> Drafts.NOON.plusSeconds(600));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Receipt add(Ingest ingest, Drafts.One span) {
    return ingest.accept(Batch.ofSpans(List.of(span.draft())));
  }

  @Test
  void erase_namesThoseThatWereStored() {
    ingest.accept(drafts.opened());
    assertEquals(
        List.of(drafts.traceId()),
        ingest.erase(List.of(Drafts.ofRun(7).traceId(), drafts.traceId())));
    assertEquals(0, store.reader().runs(RunFilter.ALL, null, 1).total());
  }

  @Test
  void lateSpan_ofRunThatAnotherProcessErased_isRejected() {
    ingest.accept(drafts.opened());
    other.erase(List.of(drafts.traceId()));
    for (long number = 2; number <= 3; number++) {
      Receipt receipt = add(ingest, drafts.span(number, SpanKind.TOOL, "late"));
      assertEquals(1, receipt.rejected().size());
      assertTrue(
          receipt.rejected().get(0).mistake().getMessage().contains("erased"),
          receipt.rejected()::toString);
    }
    assertTrue(store.reader().run(drafts.traceId()).isEmpty());
  }

  @Test
  void lateEnd_ofErasedRun_isNoRun() {
    ingest.accept(drafts.opened());
    ingest.erase(List.of(drafts.traceId()));
    ingest.abandon(drafts.traceId(), "client_disconnected");
    assertTrue(store.reader().run(drafts.traceId()).isEmpty());
  }

  @Test
  void restOfBatch_isStored() {
    ingest.accept(drafts.opened());
    other.erase(List.of(drafts.traceId()));
    Drafts another = Drafts.ofRun(2);
    Receipt receipt =
        ingest.accept(
            Batch.ofSpans(
                List.of(
                    drafts.span(2, SpanKind.TOOL, "late").draft(),
                    another.span(1, SpanKind.AGENT, "new").draft())));
    assertEquals(1, receipt.rejected().size());
    assertEquals(
        List.of(another.traceId()), receipt.runs().stream().map(run -> run.traceId()).toList());
  }

  @Test
  void runThatCameBack_isNotMixedWithWhatWasRemembered() {
    ingest.accept(drafts.ended(drafts.llm(2, 1).under(1).draft()));
    other.erase(List.of(drafts.traceId()));
    // Brought back by another process, shorter and with the same revision.
    other.accept(Drafts.ofRun(0xabcdef).opened());
    ingest().accept(drafts.opened());
    add(ingest, drafts.tool(3, 5, "Bash", "ls", "a").under(1));
    assertEquals(
        List.of(id(1), id(3)),
        store.reader().spans(drafts.traceId(), Payloads.SIZES).stream()
            .map(span -> span.spanId())
            .toList());
    assertEquals(2, store.reader().run(drafts.traceId()).orElseThrow().totals().spanCount());
    assertEquals(0, store.reader().run(drafts.traceId()).orElseThrow().totals().llmCallCount());
  }
}
