package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.Fields;
import dev.spoor.model.FileMark;
import dev.spoor.model.Receipt;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Score;
import dev.spoor.model.Silence;
import dev.spoor.model.Span;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.TraceId;
import dev.spoor.price.PriceBook;
import dev.spoor.query.RunQuery;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.kit.Filters;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open runs nobody hears of: given up where they are read, stored by whoever writes next. */
class SilentRunsTest {
  private static final Duration LONG = Silence.LIMIT.plusSeconds(1);

  @TempDir private Path folder;
  private Store store;
  private Ingest ingest;
  private RunQuery runs;
  private Instant now = NOON.plusSeconds(10);
  private final Drafts drafts = Drafts.ofRun(0xabcdef);
  private final Drafts other = Drafts.ofRun(0x123456);

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
            () -> now);
    runs = new RunQuery(store.reader(), () -> now);
    ingest.accept(drafts.opened());
    add(drafts.tool(2, 5, "Bash", "ls", "a"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Receipt add(Drafts.One span) {
    return ingest.accept(Batch.ofSpans(List.of(span.draft())));
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private Run stored() {
    return store.reader().run(drafts.traceId()).orElseThrow();
  }

  private Run read() {
    return runs.run(drafts.traceId());
  }

  private List<TraceId> listed(RunStatus status) {
    return runs.list(Filters.status(status), null, 10).runs().stream().map(Run::traceId).toList();
  }

  @Test
  void read_silentForLong_isAbandonedAtItsLastSpan() {
    later(Silence.LIMIT);
    assertEquals(RunStatus.RUNNING, read().status());
    assertEquals(List.of(drafts.traceId()), listed(RunStatus.RUNNING));
    later(Duration.ofSeconds(1));
    assertEquals(RunStatus.ABANDONED, read().status());
    assertEquals("client_disconnected", read().fields().get(RunField.HALT_REASON));
    assertEquals(NOON.plusSeconds(6), read().totals().endedAt());
    assertEquals(List.of(), listed(RunStatus.RUNNING));
    assertEquals(List.of(drafts.traceId()), listed(RunStatus.ABANDONED));
    assertEquals(RunStatus.RUNNING, stored().status());
  }

  @Test
  void nextWriter_storesThatItIsGivenUpAndHearsNothingOfIt() {
    Run before = stored();
    later(LONG);
    Receipt receipt = ingest.accept(other.ended());
    assertEquals(List.of(other.traceId()), receipt.runs().stream().map(Run::traceId).toList());
    assertEquals(RunStatus.ABANDONED, stored().status());
    assertEquals(NOON.plusSeconds(6), stored().totals().endedAt());
    assertEquals(before.totals().spanCount(), stored().totals().spanCount());
    assertEquals(before.revision() + 1, stored().revision());
  }

  @Test
  void lateSpan_revivesItWhetherOrNotItWasStored() {
    for (boolean storedBefore : new boolean[] {false, true}) {
      later(LONG);
      if (storedBefore) {
        ingest.accept(other.ended());
      }
      Receipt receipt = add(drafts.tool(storedBefore ? 4 : 3, 9, "Bash", "pwd", "/"));
      assertEquals(RunStatus.RUNNING, receipt.runs().get(0).status());
      assertEquals(RunStatus.RUNNING, read().status());
      assertEquals(RunStatus.RUNNING, stored().status());
      assertNull(read().totals().endedAt());
      assertNull(read().fields().get(RunField.HALT_REASON));
      assertEquals(List.of(drafts.traceId()), listed(RunStatus.RUNNING));
    }
  }

  @Test
  void lateEnd_endsItWithItsOwnReason() {
    later(LONG);
    ingest.accept(other.ended());
    ingest.accept(
        new Batch(
            List.of(drafts.run(Fields.NONE.with(RunField.HALT_REASON, "max_turns"))),
            List.of(
                new Drafts.One(
                        drafts.traceId(), id(1), Fields.NONE.with(SpanField.STATUS, SpanStatus.OK))
                    .draft()),
            List.of()));
    assertEquals(RunStatus.OK, read().status());
    assertEquals("max_turns", read().fields().get(RunField.HALT_REASON));
    assertEquals(now, read().totals().endedAt());
  }

  @Test
  void score_isNoSignOfLifeAndStillAnswered() {
    later(LONG);
    Receipt receipt =
        ingest.accept(
            Batch.ofScore(
                new Score(
                    "score_1",
                    drafts.traceId(),
                    null,
                    "helpful",
                    BigDecimal.ONE,
                    null,
                    null,
                    Score.Source.HUMAN,
                    null,
                    now)));
    assertEquals(RunStatus.ABANDONED, receipt.runs().get(0).status());
    assertEquals(RunStatus.ABANDONED, stored().status());
  }

  @Test
  void runFromFile_isAsSilentAsItsSpans() {
    later(LONG);
    ingest.accept(other.opened(), List.of(new FileMark("/session.jsonl", 42, "print")));
    assertEquals(RunStatus.ABANDONED, runs.run(other.traceId()).status());
  }

  @Test
  void spanWithOldTimes_isStillASignOfLife() {
    later(LONG.multipliedBy(10));
    add(drafts.tool(3, 7, "Bash", "pwd", "/"));
    assertEquals(RunStatus.RUNNING, read().status());
  }

  @Test
  void clockThatJumpsBackAndForth_losesNothingAndComesRight() {
    later(Duration.ofDays(400));
    ingest.accept(other.opened());
    assertEquals(RunStatus.ABANDONED, stored().status());
    now = NOON.plusSeconds(20);
    add(drafts.tool(3, 9, "Bash", "pwd", "/"));
    assertEquals(RunStatus.RUNNING, read().status());
    assertEquals(List.of(drafts.traceId(), other.traceId()), listed(RunStatus.RUNNING));
    now = NOON.minus(Duration.ofDays(400));
    add(drafts.tool(4, 11, "Bash", "pwd", "/"));
    later(Duration.ofMinutes(5));
    assertEquals(RunStatus.RUNNING, read().status());
    assertEquals(4, read().totals().spanCount());
    now = NOON.plusSeconds(30).plus(LONG);
    assertEquals(RunStatus.ABANDONED, read().status());
    assertEquals(4, runs.spans(drafts.traceId()).stream().map(Span::sequence).distinct().count());
  }
}
