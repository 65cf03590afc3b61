package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.JsonText;
import dev.spoor.model.Receipt;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanDraft.Laying;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
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

/** Spans that several messages tell of, each in its own way. */
class LayersTest {
  private static final TraceId TRACE = new TraceId("0af7651916cd43dd8448eb211c80319c");
  private static final SpanId SPAN = new SpanId("b7ad6b7169203331");

  @TempDir private Path folder;
  private Store store;
  private Ingest ingest;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    ingest =
        new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void tell(Laying laying, Fields fields) {
    Receipt receipt =
        ingest.accept(Batch.ofSpans(List.of(new SpanDraft(TRACE, SPAN, fields).laid(laying))));
    assertEquals(List.of(), receipt.rejected());
  }

  private Span span() {
    return store.reader().span(TRACE, SPAN).orElseThrow();
  }

  private static Fields whole() {
    return Fields.builder()
        .set(SpanField.NAME, "chat")
        .set(SpanField.KIND, SpanKind.LLM)
        .set(SpanField.STATUS, SpanStatus.ERROR)
        .set(SpanField.STARTED_AT, NOON.minusSeconds(9))
        .set(SpanField.ENDED_AT, NOON.minusSeconds(5))
        .set(SpanField.ATTRIBUTES, new JsonText("{\"a\":1,\"both\":\"span\"}"))
        .set(SpanField.EVENTS, new JsonText("[{\"name\":\"first\"}]"))
        .build();
  }

  private static Fields hearsay() {
    return Fields.builder()
        .set(SpanField.NAME, "span")
        .set(SpanField.KIND, SpanKind.INTERNAL)
        .set(SpanField.STATUS, SpanStatus.OK)
        .set(SpanField.STARTED_AT, NOON.minusSeconds(7))
        .set(SpanField.ENDED_AT, NOON.minusSeconds(1))
        .set(SpanField.MODEL, "claude-sonnet-4-5")
        .set(SpanField.ATTRIBUTES, new JsonText("{\"b\":2,\"both\":\"log\"}"))
        .set(SpanField.EVENTS, new JsonText("[{\"name\":\"second\"}]"))
        .build();
  }

  private void assertWhole() {
    Fields fields = span().fields();
    assertEquals("chat", span().name());
    assertEquals(SpanKind.LLM, span().kind());
    assertEquals(SpanStatus.ERROR, span().status());
    assertEquals(NOON.minusSeconds(9), span().startedAt());
    assertEquals(NOON.minusSeconds(5), fields.get(SpanField.ENDED_AT));
    assertEquals("claude-sonnet-4-5", fields.get(SpanField.MODEL));
  }

  @Test
  void under_whatIsStored_onlyFills() {
    tell(Laying.BESIDE, whole());
    tell(Laying.UNDER, hearsay());

    assertWhole();
    assertEquals(
        new JsonText("{\"a\":1,\"both\":\"span\",\"b\":2}"),
        span().fields().get(SpanField.ATTRIBUTES));
    assertEquals(
        new JsonText("[{\"name\":\"first\"},{\"name\":\"second\"}]"),
        span().fields().get(SpanField.EVENTS));
  }

  @Test
  void beside_whatWasHeardBefore_replacesAllButDocuments() {
    tell(Laying.UNDER, hearsay());
    tell(Laying.BESIDE, whole());

    assertWhole();
    assertEquals(
        new JsonText("{\"b\":2,\"both\":\"span\",\"a\":1}"),
        span().fields().get(SpanField.ATTRIBUTES));
    assertEquals(
        new JsonText("[{\"name\":\"second\"},{\"name\":\"first\"}]"),
        span().fields().get(SpanField.EVENTS));
  }

  @Test
  void beside_sentTwice_addsNothing() {
    tell(Laying.BESIDE, whole());
    tell(Laying.BESIDE, whole());

    assertEquals(whole().get(SpanField.EVENTS), span().fields().get(SpanField.EVENTS));
    assertEquals(whole().get(SpanField.ATTRIBUTES), span().fields().get(SpanField.ATTRIBUTES));
  }

  @Test
  void under_aRunningSpan_doesNotEndIt() {
    tell(Laying.OVER, whole().with(SpanField.STATUS, SpanStatus.RUNNING));
    tell(Laying.UNDER, hearsay());

    assertEquals(SpanStatus.RUNNING, span().status());
    assertNull(span().fields().get(SpanField.ENDED_AT));
  }

  @Test
  void beside_aStartThatWasGuessed_isNoGuessAnyMore() {
    tell(Laying.OVER, Fields.NONE.with(SpanField.NAME, "chat"));
    tell(Laying.BESIDE, whole());

    assertEquals(whole().get(SpanField.ATTRIBUTES), span().fields().get(SpanField.ATTRIBUTES));
  }

  @Test
  void over_whatIsStored_replacesDocuments() {
    tell(Laying.BESIDE, whole());
    tell(Laying.OVER, Fields.NONE.with(SpanField.ATTRIBUTES, new JsonText("{\"only\":\"this\"}")));

    assertEquals(new JsonText("{\"only\":\"this\"}"), span().fields().get(SpanField.ATTRIBUTES));
  }
}
