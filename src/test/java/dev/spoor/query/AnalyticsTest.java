package dev.spoor.query;

import static dev.spoor.fixture.Drafts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.fixture.Drafts;
import dev.spoor.ingest.Ingest;
import dev.spoor.model.BadInput;
import dev.spoor.model.Batch;
import dev.spoor.model.CostStatus;
import dev.spoor.model.Dimension;
import dev.spoor.model.Fields;
import dev.spoor.model.RunField;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Sums.Count;
import dev.spoor.model.Tags;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.Usd;
import dev.spoor.price.PriceBook;
import dev.spoor.query.Analytics.Line;
import dev.spoor.query.Periods.Length;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsTest {
  private static final Periods DAY =
      Periods.of(NOON, NOON.plus(Duration.ofDays(1)), Length.WHOLE, ZoneOffset.UTC);

  @TempDir private Path folder;
  private Store store;
  private Analytics analytics;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    analytics = new Analytics(store.reader());
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A run of ten seconds with these spans under its root. */
  private void record(Drafts run, Fields fields, Drafts.One... below) {
    Drafts.One root =
        run.span(1, SpanKind.AGENT, "fix").at(0, 10).with(SpanField.STATUS, SpanStatus.ERROR);
    new Ingest(
            store.writer(),
            new Redactor(RedactionMode.ON),
            PriceBook.bundled(),
            new Watches(RunLimits.NONE),
            Ingest.Content.FULL,
            () -> NOON.plusSeconds(600))
        .accept(
            new Batch(
                List.of(run.run(fields)),
                Stream.concat(Stream.of(root), Stream.of(below)).map(Drafts.One::draft).toList(),
                List.of()));
  }

  private Line only(Dimension dimension, String value) {
    List<Line> lines = analytics.lines(new TotalsFilter(dimension, null, value), DAY);
    assertEquals(1, lines.size(), lines::toString);
    return lines.get(0);
  }

  private static void assertClose(Duration expected, Duration found) {
    assertTrue(Math.abs(found.toMillis() - expected.toMillis()) <= expected.toMillis() * 0.02);
  }

  @Test
  void lines_ofRun_areInEveryDimensionItHas() {
    Drafts run = Drafts.ofRun(1);
    record(
        run,
        Fields.NONE
            .with(RunField.AGENT, "codex")
            .with(RunField.PROJECT, "spoor")
            .with(RunField.FEATURE, "search")
            .with(RunField.RUNNER_ID, "ci-7")
            .with(RunField.TAGS, new Tags(List.of("slow", "nightly"))),
        run.llm(2, 1).under(1),
        run.tool(3, 2, "Bash", "ls", "a").under(1));
    Line all = only(Dimension.ALL, null);
    assertEquals(1, all.sums().get(Count.RUNS));
    assertEquals(1, all.sums().get(Count.FAILED_RUNS));
    assertEquals(3, all.sums().get(Count.SPANS));
    assertEquals(1, all.sums().get(Count.ERRORS));
    assertEquals(1, all.sums().get(Count.LLM_CALLS));
    assertEquals(1, all.sums().get(Count.TOOL_CALLS));
    assertEquals(1_100, all.sums().usage().totalTokens());
    assertEquals(CostStatus.COMPUTED, all.sums().costStatus());
    assertClose(Duration.ofSeconds(10), all.percentiles().p99());
    assertEquals(all.sums(), only(Dimension.PROJECT, "spoor").sums());
    assertEquals(all.sums(), only(Dimension.AGENT, "codex").sums());
    assertEquals(all.sums(), only(Dimension.FEATURE, "search").sums());
    assertEquals(all.sums(), only(Dimension.RUNNER, "ci-7").sums());
    assertEquals(all.sums(), only(Dimension.TAG, "slow").sums());
    assertEquals(all.sums(), only(Dimension.TAG, "nightly").sums());
  }

  @Test
  void lines_ofCalls_countCallsAndTheirTimes() {
    Drafts run = Drafts.ofRun(1);
    record(
        run,
        Fields.NONE,
        run.llm(2, 1).under(1),
        run.llm(3, 2).under(1).with(SpanField.COST, new Usd(7)),
        run.llm(4, 3).under(1).with(SpanField.MODEL, "nobody-knows"),
        run.tool(5, 2, "Bash", "ls", "a").under(1).with(SpanField.STATUS, SpanStatus.ERROR),
        run.tool(6, 2, "Read", "a", "b").under(1).with(SpanField.STATUS, SpanStatus.RUNNING));
    Line sonnet = only(Dimension.MODEL, "claude-sonnet-4-5");
    assertEquals(2, sonnet.sums().get(Count.SPANS));
    assertEquals(0, sonnet.sums().get(Count.RUNS));
    assertEquals(CostStatus.COMPUTED, sonnet.sums().costStatus());
    assertClose(Duration.ofSeconds(1), sonnet.percentiles().p50());
    Line unknown = only(Dimension.MODEL, "nobody-knows");
    assertNull(unknown.sums().cost());
    assertEquals(CostStatus.UNPRICED, unknown.sums().costStatus());
    assertEquals(CostStatus.PARTIAL, only(Dimension.ALL, null).sums().costStatus());
    assertEquals(1, only(Dimension.TOOL, "Bash").sums().get(Count.ERRORS));
    assertNull(only(Dimension.TOOL, "Read").percentiles().p50());
    List<Line> together = analytics.together(TotalsFilter.by(Dimension.MODEL), DAY);
    assertEquals(1, together.size());
    assertEquals(3, together.get(0).sums().get(Count.LLM_CALLS));
    assertEquals(3, together.get(0).sums().latencies().count());
  }

  @Test
  void lines_ofGrading_areNone() {
    Drafts run = Drafts.ofRun(1);
    record(
        run,
        Fields.NONE,
        run.span(2, SpanKind.EVAL, "suite").under(1).at(1, 5),
        run.llm(3, 2).under(2),
        run.tool(4, 2, "Bash", "ls", "a").under(3));
    assertEquals(List.of(), analytics.lines(TotalsFilter.by(Dimension.MODEL), DAY));
    assertEquals(List.of(), analytics.lines(TotalsFilter.by(Dimension.TOOL), DAY));
    assertEquals(1, only(Dimension.ALL, null).sums().get(Count.SPANS));
    assertNull(only(Dimension.ALL, null).sums().cost());
  }

  @Test
  void together_ofQuietDays_isZeroForEach() {
    Periods week = Periods.of(NOON, NOON.plus(Duration.ofDays(7)), Length.DAY, ZoneOffset.UTC);
    List<Line> lines = analytics.together(TotalsFilter.by(Dimension.ALL), week);
    assertEquals(8, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.sums().isZero()));
    assertEquals(NOON, lines.get(0).from());
    assertEquals(Instant.parse("2026-11-21T00:00:00Z"), lines.get(0).to());
    assertEquals(NOON.plus(Duration.ofDays(7)), lines.get(7).to());
  }

  @Test
  void periods_ofCalendar_beginWhereItDoes() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant since = Instant.parse("2026-10-24T10:17:00Z");
    assertEquals(
        List.of(
            Instant.parse("2026-10-24T10:00:00Z"),
            Instant.parse("2026-10-24T22:00:00Z"),
            // Clocks were put back: a day of 25 hours.
            Instant.parse("2026-10-25T23:00:00Z"),
            Instant.parse("2026-10-26T13:00:00Z")),
        Periods.of(since, Instant.parse("2026-10-26T12:00:01Z"), Length.DAY, berlin).bounds());
    assertEquals(
        List.of(
            Instant.parse("2026-10-24T10:00:00Z"),
            Instant.parse("2026-10-25T23:00:00Z"),
            Instant.parse("2026-10-27T00:00:00Z")),
        Periods.of(since, Instant.parse("2026-10-27T00:00:00Z"), Length.WEEK, berlin).bounds());
    assertEquals(
        List.of(
            Instant.parse("2026-10-24T10:00:00Z"),
            Instant.parse("2026-10-31T23:00:00Z"),
            Instant.parse("2026-11-02T00:00:00Z")),
        Periods.of(since, Instant.parse("2026-11-02T00:00:00Z"), Length.MONTH, berlin).bounds());
    assertEquals(3, Periods.of(since, since.plusSeconds(7_300), Length.HOUR, berlin).count());
  }

  @Test
  void periods_thatCannotBeKnown_areRefused() {
    Instant until = NOON.plus(Duration.ofDays(3));
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    BadInput torn =
        assertThrows(BadInput.class, () -> Periods.of(NOON, until, Length.DAY, kolkata));
    assertEquals("zone", torn.field());
    assertEquals(72, Periods.of(NOON, until, Length.HOUR, kolkata).count());
    assertThrows(BadInput.class, () -> Periods.of(until, NOON, Length.DAY, ZoneOffset.UTC));
    assertThrows(
        BadInput.class, () -> Periods.of(Instant.EPOCH, until, Length.HOUR, ZoneOffset.UTC));
  }
}
