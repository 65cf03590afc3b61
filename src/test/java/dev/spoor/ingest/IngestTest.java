package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Fields;
import dev.spoor.model.FileMark;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Payload;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Span;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanError;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  @TempDir private Path folder;
  private Store store;
  private Ingest ingest;
  private Instant now = NOON.plusSeconds(600);
  private final Drafts drafts = Drafts.ofRun(0xabcdef);

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    ingest = ingest(Ingest.Content.FULL);
  }

  private Ingest ingest(Ingest.Content content) {
    InstantSource clock = () -> now;
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.ON),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        content,
        clock);
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

  private Receipt add(Drafts.One... spans) {
    return ingest.accept(Batch.ofSpans(List.of(spans).stream().map(Drafts.One::draft).toList()));
  }

  @Test
  void accept_openedAndEnded_readsBack() {
    ingest.accept(drafts.opened());
    assertEquals(RunStatus.RUNNING, run().status());
    assertNull(run().duration());
    add(new Drafts.One(drafts.traceId(), id(1), Fields.NONE.with(SpanField.STATUS, SpanStatus.OK)));
    assertEquals(RunStatus.OK, run().status());
    assertEquals("fix the test", run().name());
    assertEquals(600, run().duration().toSeconds());
  }

  @Test
  void accept_modelFirstAndUsageLater_isPriced() {
    ingest.accept(drafts.opened());
    add(
        drafts
            .span(2, SpanKind.LLM, "chat")
            .with(SpanField.MODEL, "claude-sonnet-4-5")
            .with(SpanField.STATUS, SpanStatus.RUNNING));
    assertNull(run().totals().cost());
    add(
        new Drafts.One(
            drafts.traceId(),
            id(2),
            Fields.NONE
                .with(SpanField.USAGE, new Usage(1_000_000, 0, 0, 0, 0, 0, false))
                .with(SpanField.STATUS, SpanStatus.OK)));
    assertEquals(CostStatus.COMPUTED, run().totals().costStatus());
    assertTrue(run().totals().cost().compareTo(Usd.of(BigDecimal.ONE)) > 0);
    assertEquals("claude-sonnet-4-5", span(2).model());
  }

  @Test
  void accept_sameSpanTwice_changesNothing() {
    ingest.accept(
        drafts.ended(drafts.llm(2, 1).draft(), drafts.tool(3, 2, "Bash", "ls", "a").draft()));
    Run first = run();
    ingest.accept(
        drafts.ended(drafts.llm(2, 1).draft(), drafts.tool(3, 2, "Bash", "ls", "a").draft()));
    assertEquals(first.totals(), run().totals());
    assertEquals(3, store.reader().spans(drafts.traceId(), Payloads.SIZES).size());
  }

  @Test
  void accept_unknownModel_isUnpricedAndNull() {
    ingest.accept(drafts.ended(drafts.llm(2, 1).with(SpanField.MODEL, "nobody-1").draft()));
    assertNull(run().totals().cost());
    assertEquals(CostStatus.UNPRICED, run().totals().costStatus());
  }

  @Test
  void accept_someUnpriced_isPartial() {
    ingest.accept(
        drafts.ended(
            drafts.llm(2, 1).draft(), drafts.llm(3, 2).with(SpanField.MODEL, "nobody-1").draft()));
    assertEquals(CostStatus.PARTIAL, run().totals().costStatus());
  }

  @Test
  void accept_modelCallBelowAModelCall_takesTheUpperShareBack() {
    ingest.accept(drafts.ended(drafts.llm(2, 1).draft()));
    assertEquals(1_100, run().totals().usage().totalTokens());
    add(drafts.llm(3, 1).under(2));
    assertEquals(1_100, run().totals().usage().totalTokens());
    assertEquals(1, run().totals().llmCallCount());
  }

  @Test
  void accept_belowEval_countsInSpanCountAndEvalCostOnly() {
    ingest.accept(
        drafts.ended(
            drafts.llm(2, 1).draft(),
            drafts.span(3, SpanKind.EVAL, "suite").at(500, 100).draft(),
            drafts.llm(4, 510).under(3).draft(),
            drafts.tool(5, 520, "Bash", "ls", "x").under(3).draft()));
    Run run = run();
    assertEquals(5, run.totals().spanCount());
    assertEquals(1, run.totals().llmCallCount());
    assertEquals(0, run.totals().toolCallCount());
    assertEquals(run.totals().cost(), run.totals().evalCost());
  }

  @Test
  void accept_threeSameCalls_adviseAndFlagOnce() {
    ingest.accept(drafts.opened());
    List<Receipt> receipts =
        IntStream.range(0, 4)
            .mapToObj(i -> add(drafts.tool(10 + i, i * 2L, "Bash", "make", "error: no rule")))
            .toList();
    assertTrue(receipts.get(1).advice().isEmpty());
    assertEquals(FlagCode.LOOP, receipts.get(2).advice().get(0).code());
    assertEquals(FlagCode.LOOP, receipts.get(3).advice().get(0).code());
    assertEquals(1, run().flags().size());
    assertEquals(4, run().flags().get(0).count());
    Receipt resent = add(drafts.tool(13, 6, "Bash", "make", "error: no rule"));
    assertTrue(resent.advice().isEmpty());
  }

  @Test
  void accept_userSpokeBetweenSameCalls_isNoLoopWhileTheRunGoes() {
    ingest.accept(drafts.opened());
    add(
        drafts.tool(10, 1, "Bash", "make", "no rule"),
        drafts.tool(11, 2, "Bash", "make", "no rule"));
    add(drafts.span(12, SpanKind.INTERNAL, SpanOutline.USER_MESSAGE).at(3, 0));
    assertTrue(add(drafts.tool(13, 4, "Bash", "make", "no rule")).advice().isEmpty());
    assertTrue(run().flags().isEmpty());
  }

  @Test
  void accept_modelCallsBetweenSameCalls_areTheLoopsWaste() {
    ingest.accept(drafts.opened());
    for (int i = 0; i < 3; i++) {
      add(drafts.tool(10 + i, i * 2L, "Bash", "make", "no rule"));
      add(drafts.llm(20 + i, i * 2L + 1));
    }
    assertEquals(2_200, run().flags().get(0).wastedTokens());
  }

  @Test
  void accept_resultsInAnotherOrderThanCalls_countWhereTheyArrive() {
    ingest.accept(drafts.opened());
    add(drafts.tool(10, 1, "Bash", "make", "no rule").with(SpanField.STATUS, SpanStatus.RUNNING));
    add(drafts.tool(11, 2, "Read", "a", "b"), drafts.tool(12, 3, "Bash", "make", "no rule"));
    add(drafts.tool(13, 4, "Bash", "make", "no rule"));
    assertTrue(run().flags().isEmpty());
    add(
        new Drafts.One(
            drafts.traceId(), id(10), Fields.NONE.with(SpanField.STATUS, SpanStatus.OK)));
    assertEquals(3, run().flags().get(0).count());
  }

  @Test
  void accept_childBeforeItsParent_warnsAndIsStored() {
    ingest.accept(drafts.opened());
    Receipt receipt = add(drafts.tool(3, 1, "Bash", "ls", "a").under(2));
    assertEquals(1, receipt.warnings().size());
    assertTrue(receipt.warnings().get(0).contains(id(2).hex()));
    assertTrue(add(drafts.span(2, SpanKind.AGENT, "helper").at(0, 5)).warnings().isEmpty());
    assertEquals(3, run().totals().spanCount());
  }

  @Test
  void accept_oneBadSpan_isNamedAndTheRestStored() {
    SpanDraft bad =
        drafts
            .span(2, SpanKind.TOOL, "x")
            .with(SpanField.STARTED_AT, NOON)
            .with(SpanField.ENDED_AT, NOON.minusSeconds(1))
            .draft();
    Receipt receipt = ingest.accept(drafts.ended(bad, drafts.llm(3, 1).draft()));
    assertEquals(id(2).hex(), receipt.rejected().get(0).id());
    assertEquals("ended_at", receipt.rejected().get(0).mistake().field());
    assertEquals(2, run().totals().spanCount());
  }

  @Test
  void accept_newSpanWithoutName_isRejected() {
    ingest.accept(drafts.opened());
    Receipt receipt = add(new Drafts.One(drafts.traceId(), id(9), Fields.NONE));
    assertEquals("name", receipt.rejected().get(0).mistake().field());
  }

  @Test
  void accept_nullClearsAPayload_absentKeepsIt() {
    ingest.accept(drafts.ended(drafts.tool(2, 1, "Bash", "ls", "a").draft()));
    Fields clearing =
        Fields.builder().clear(SpanField.INPUT).set(SpanField.NAME, "renamed").build();
    add(new Drafts.One(drafts.traceId(), id(2), clearing));
    assertNull(span(2).input());
    assertEquals(Payload.text("a"), span(2).output());
    assertEquals("renamed", span(2).name());
  }

  @Test
  void accept_secrets_areReplacedAndCounted() {
    String secret = "ghp_" + "a1B2".repeat(9);
    ingest.accept(drafts.ended(drafts.tool(2, 1, "Bash", "export T=" + secret, "ok").draft()));
    assertEquals(1, span(2).redactions());
    assertTrue(span(2).input().text().contains("[redacted:"));
  }

  @Test
  void accept_metadataOnly_keepsNoPayload() {
    ingest(Ingest.Content.METADATA)
        .accept(drafts.ended(drafts.tool(2, 1, "Bash", "ls", "a").draft()));
    assertNull(span(2).input());
    assertEquals(1, run().totals().toolCallCount());
  }

  @Test
  void accept_scoreOfAnUnknownRun_isRejected() {
    Receipt receipt = ingest.accept(Batch.ofScore(score()));
    assertEquals("trace_id", receipt.rejected().get(0).mistake().field());
    ingest.accept(drafts.opened());
    ingest.accept(Batch.ofScore(score()));
    assertEquals(List.of(score()), run().scores());
  }

  private Score score() {
    return new Score(
        "score_1",
        drafts.traceId(),
        null,
        "helpful",
        BigDecimal.ONE,
        null,
        null,
        Score.Source.HUMAN,
        null,
        NOON);
  }

  @Test
  void accept_spanAfterTheEnd_isStoredAndDoesNotReopen() {
    ingest.accept(drafts.ended());
    add(drafts.tool(2, 5, "Bash", "ls", "a"));
    assertEquals(RunStatus.OK, run().status());
    assertEquals(2, run().totals().spanCount());
  }

  @Test
  void accept_failedRoot_failsTheRunButAFailedSpanDoesNot() {
    ingest.accept(
        drafts.ended(
            drafts
                .tool(2, 1, "Bash", "ls", "a")
                .with(SpanField.ERROR, new SpanError(null, "no", null))
                .draft()));
    assertEquals(RunStatus.OK, run().status());
    assertEquals(1, run().totals().errorCount());
    add(
        new Drafts.One(
            drafts.traceId(),
            id(1),
            Fields.NONE.with(SpanField.ERROR, new SpanError("t", "m", null))));
    assertEquals(RunStatus.ERROR, run().status());
    assertEquals("m", run().error().message());
  }

  @Test
  void abandon_openRun_endsAtItsLastSpanAndIsRevived() {
    ingest.accept(drafts.opened());
    add(drafts.tool(2, 5, "Bash", "ls", "a"));
    ingest.abandon(drafts.traceId(), "client_disconnected");
    assertEquals(RunStatus.ABANDONED, run().status());
    assertEquals("client_disconnected", run().fields().get(RunField.HALT_REASON));
    assertEquals(6, run().duration().toSeconds());
    add(drafts.tool(3, 9, "Bash", "pwd", "/"));
    assertEquals(RunStatus.RUNNING, run().status());
    assertNull(run().fields().get(RunField.HALT_REASON));
  }

  @Test
  void abandon_endedRun_staysAsItIs() {
    ingest.accept(drafts.ended());
    ingest.abandon(drafts.traceId(), "client_disconnected");
    assertEquals(RunStatus.OK, run().status());
  }

  @Test
  void accept_anotherProcessWroteBetween_seesItsSpans() {
    Ingest other = ingest(Ingest.Content.FULL);
    ingest.accept(drafts.opened());
    other.accept(Batch.ofSpans(List.of(drafts.llm(2, 1).draft())));
    add(drafts.llm(3, 2));
    other.accept(Batch.ofSpans(List.of(drafts.llm(4, 3).draft())));
    assertEquals(4, run().totals().spanCount());
    assertEquals(3, run().totals().llmCallCount());
    assertNotEquals(span(3).sequence(), span(4).sequence());
  }

  @Test
  void accept_withMarks_remembersHowFarFilesWereRead() {
    FileMark mark = new FileMark("/session.jsonl", 42, "print");
    ingest.accept(drafts.opened(), List.of(mark));
    ingest.accept(Batch.ofSpans(List.of()), List.of(new FileMark("/other.jsonl", 1, "print")));

    assertEquals(RunStatus.RUNNING, run().status());
    assertEquals(mark, store.reader().fileMark("/session.jsonl").orElseThrow());
    assertEquals(1, store.reader().fileMark("/other.jsonl").orElseThrow().offset());
  }
}
