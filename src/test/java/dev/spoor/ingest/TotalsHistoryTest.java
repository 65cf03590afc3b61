package dev.spoor.ingest;

import static dev.spoor.fixture.Drafts.NOON;
import static dev.spoor.fixture.Drafts.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.fixture.Drafts;
import dev.spoor.model.Batch;
import dev.spoor.model.Dimension;
import dev.spoor.model.Field;
import dev.spoor.model.Fields;
import dev.spoor.model.Run;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunTotals;
import dev.spoor.model.SpanDraft;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanKind;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.SpanStatus;
import dev.spoor.model.Sums;
import dev.spoor.model.Sums.Count;
import dev.spoor.model.Tags;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TotalsRow;
import dev.spoor.model.Usage;
import dev.spoor.model.Usd;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.TotalsScan;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After whatever history, told to two stores on one file in turns as two processes would, the
 * totals are what a count of all spans gives.
 */
class TotalsHistoryTest {
  private static final int RUNS = 5;
  private static final int STEPS = 120;
  private static final List<SpanKind> KINDS =
      List.of(
          SpanKind.LLM,
          SpanKind.LLM,
          SpanKind.TOOL,
          SpanKind.MCP,
          SpanKind.EMBEDDING,
          SpanKind.AGENT,
          SpanKind.CHAIN,
          SpanKind.EVAL);

  @TempDir private Path folder;
  private Instant now = NOON;

  private Store open() {
    return SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
  }

  private Ingest ingest(Store store) {
    return new Ingest(
        store.writer(),
        new Redactor(RedactionMode.OFF),
        PriceBook.bundled(),
        new Watches(RunLimits.NONE),
        Ingest.Content.FULL,
        () -> now);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void totals_afterAnyHistory_areWhatSpansAddUpTo(long seed) {
    History history = new History(new Random(seed));
    try (Store one = open();
        Store other = open()) {
      List<Ingest> processes = List.of(ingest(one), ingest(other));
      for (int step = 0; step < STEPS; step++) {
        now = now.plusSeconds(history.random.nextInt(1_200));
        history.step(processes.get(history.random.nextInt(2)));
        if (step % 10 == 9) {
          assertRight(one);
        }
      }
      assertRight(other);
      eraseAll(processes.get(1), one);
    }
  }

  /** Right by a recount, and by the sums in the runs themselves, which are worked out elsewhere. */
  private static void assertRight(Store store) {
    assertEquals(0, new TotalsRecount(store.reader(), store.writer()).wrong());
    Sums all = all(store);
    List<Run> runs = store.reader().runs(RunFilter.ALL, null, 100).runs();
    List<RunTotals> totals = runs.stream().map(Run::totals).toList();
    assertEquals(runs.size(), all.get(Count.RUNS));
    assertEquals(totals.stream().mapToLong(RunTotals::errorCount).sum(), all.get(Count.ERRORS));
    assertEquals(
        totals.stream().mapToLong(RunTotals::llmCallCount).sum(), all.get(Count.LLM_CALLS));
    assertEquals(
        totals.stream().mapToLong(RunTotals::toolCallCount).sum(), all.get(Count.TOOL_CALLS));
    assertEquals(
        totals.stream().map(RunTotals::usage).reduce(Usage.NONE, Usage::plus), all.usage());
    assertEquals(
        totals.stream().map(RunTotals::cost).filter(cost -> cost != null).reduce(Usd::plus),
        Optional.ofNullable(all.cost()));
  }

  private static Sums all(Store store) {
    Instant first = Instant.parse("2026-11-01T00:00:00Z");
    List<TotalsRow> rows =
        store
            .reader()
            .totals(
                TotalsFilter.by(Dimension.ALL), List.of(first, first.plus(Duration.ofDays(60))));
    return rows.isEmpty() ? new Sums() : rows.get(0).sums();
  }

  private static void eraseAll(Ingest ingest, Store store) {
    ingest.erase(
        store.reader().runs(RunFilter.ALL, null, 100).runs().stream().map(Run::traceId).toList());
    store.reader().scan(new Nothing());
  }

  private static final class Nothing implements TotalsScan {
    @Override
    public void begin(long corrections) {
      assertEquals(1, corrections);
    }

    @Override
    public void run(Run run, List<SpanOutline> spans) {
      throw new AssertionError(run + " is left");
    }

    @Override
    public void cell(TotalsCell cell, Sums sums) {
      throw new AssertionError(cell + " is left with " + sums);
    }
  }

  /** Something that senders do, at random. */
  private static final class History {
    private final Random random;
    private final List<Batch> sent = new ArrayList<>();

    History(Random random) {
      this.random = random;
    }

    void step(Ingest ingest) {
      Drafts run = Drafts.ofRun(0xabc0 + random.nextInt(RUNS));
      switch (random.nextInt(9)) {
        case 0 -> ingest.abandon(run.traceId(), "client_disconnected");
        case 1 -> {
          if (!sent.isEmpty()) {
            ingest.accept(sent.get(random.nextInt(sent.size())));
          }
        }
        case 2 -> send(ingest, new Batch(List.of(run.run(runFields())), spans(run), List.of()));
        case 4 -> {
          if (random.nextInt(4) == 0) {
            ingest.erase(List.of(run.traceId()));
          }
        }
        case 3 -> ingest.regrade(Batch.ofSpans(spans(run)), "suite/");
        default -> send(ingest, Batch.ofSpans(spans(run)));
      }
    }

    private void send(Ingest ingest, Batch batch) {
      sent.add(batch);
      ingest.accept(batch);
    }

    private Fields runFields() {
      Fields.Builder fields = Fields.builder();
      say(fields, RunField.AGENT, word("agent"));
      say(fields, RunField.PROJECT, word("project"));
      say(fields, RunField.FEATURE, word("feature"));
      say(fields, RunField.RUNNER_ID, word("runner"));
      say(
          fields,
          RunField.TAGS,
          new Tags(random.nextBoolean() ? List.of("slow", "slow", word("tag")) : List.of("slow")));
      return fields.build();
    }

    private String word(String of) {
      return of + "-" + random.nextInt(3);
    }

    private <T> void say(Fields.Builder fields, Field<T> field, T value) {
      switch (random.nextInt(4)) {
        case 0 -> fields.clear(field);
        case 1 -> fields.forget(field);
        default -> fields.set(field, value);
      }
    }

    private List<SpanDraft> spans(Drafts run) {
      List<SpanDraft> spans = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        spans.add(new SpanDraft(run.traceId(), id(1 + random.nextInt(14)), spanFields()));
      }
      return spans;
    }

    private Fields spanFields() {
      Fields.Builder fields = Fields.builder();
      fields.set(SpanField.NAME, word("step"));
      say(fields, SpanField.KIND, KINDS.get(random.nextInt(KINDS.size())));
      say(fields, SpanField.PARENT, id(1 + random.nextInt(16)));
      say(fields, SpanField.STATUS, SpanStatus.values()[random.nextInt(4)]);
      say(fields, SpanField.MODEL, random.nextBoolean() ? "claude-sonnet-4-5" : word("model"));
      say(fields, SpanField.TOOL_NAME, word("tool"));
      say(fields, SpanField.COST, new Usd(random.nextInt(1_000_000)));
      say(
          fields,
          SpanField.USAGE,
          new Usage(random.nextInt(900), 1, 2, 3, random.nextInt(9), 0, random.nextBoolean()));
      Instant start = NOON.plusSeconds(random.nextInt(200_000) - 100_000);
      say(fields, SpanField.STARTED_AT, start);
      if (random.nextBoolean()) {
        fields.set(SpanField.DURATION, Duration.ofMillis(random.nextInt(100_000)));
      }
      return fields.build();
    }
  }

  @Test
  void recount_ofStoreThatWasNotCounted_countsOnce() {
    try (Store store = open()) {
      Drafts drafts = Drafts.ofRun(1);
      ingest(store).accept(drafts.ended(drafts.llm(2, 1).draft()));
      TotalsRecount recount = new TotalsRecount(store.reader(), store.writer());
      Sums right = all(store);
      store
          .writer()
          .write(
              session -> {
                session.add(RunState.read(session, drafts.traceId()).withdrawal());
                return true;
              });
      assertEquals(new Sums(), all(store));
      // Agent and model, each by the hour and by the day.
      assertEquals(4, recount.wrong());
      recount.countOnce();
      assertEquals(4, recount.wrong(), "a store that is counted is not counted again");
      assertEquals(4, recount.repair());
      assertEquals(0, recount.repair());
      assertEquals(right, all(store));
    }
  }
}
