package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Flag;
import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.model.SpanField;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@code SpanReader.runs} promises. */
public abstract class SearchContract extends FreshStore {
  /** Every condition alone; each holds for the odd runs of {@link #putOddAndEven}. */
  private static final List<RunFilter> ODD = Filters.one();

  private void putOddAndEven(int count) {
    for (long number = 1; number <= count; number++) {
      put(number % 2 == 1 ? odd(number) : even(number));
      put(Spans.answer(number, 1, number % 2 == 1 ? "claude-x" : "gpt-y"));
    }
  }

  private static Run odd(long number) {
    return Runs.make(number)
        .name("Fix the build")
        .status(RunStatus.ERROR)
        .with(RunField.AGENT, "codex")
        .with(RunField.PROJECT, "spoor")
        .with(RunField.FEATURE, "search")
        .with(RunField.TAGS, new Tags(List.of("nightly", "slow")))
        .with(RunField.SESSION_ID, "session-1")
        .with(RunField.RUNNER_ID, "runner-1")
        .with(RunField.THREAD_ID, "thread-1")
        .with(RunField.PARENT_TRACE, Runs.id(99))
        .cost(5)
        .flags(Runs.flag("flag_1", Flag.State.OPEN))
        .run();
  }

  /** Comes close to each filter and matches none but the end of the window. */
  private static Run even(long number) {
    return Runs.make(number)
        .name("Write the docs")
        .status(RunStatus.OK)
        .with(RunField.AGENT, "Codex")
        .with(RunField.PROJECT, "spoo")
        .with(RunField.TAGS, new Tags(List.of("slow")))
        .with(RunField.SESSION_ID, "session-10")
        .startedAt(Runs.NOON.minusSeconds(number))
        .cost(4)
        .flags(Runs.flag("flag_1", Flag.State.DISMISSED))
        .run();
  }

  @Test
  void models_areThoseThatAnsweredNewestRunFirst() {
    assertEquals(List.of(), reader().models(10));
    put(Runs.run(1));
    put(Spans.answer(1, 1, "claude-x"));
    put(Spans.answer(1, 2, "gpt-y"));
    put(Runs.make(2).startedAt(Runs.NOON.plusSeconds(9)).run());
    put(Spans.answer(2, 1, "gemini-z"));
    put(Spans.answer(2, 2, "claude-x"));
    put(Spans.span(2, 3));
    assertEquals(List.of("claude-x", "gemini-z", "gpt-y"), reader().models(10));
    assertEquals(List.of("claude-x", "gemini-z"), reader().models(2));
  }

  @Test
  void model_thatChangesToOneOfSameRun_isFoundOnce() {
    put(Runs.run(1));
    put(
        Spans.answer(1, 1, "claude-x"),
        Spans.answer(1, 2, "gpt-y"),
        Spans.answer(1, 2, "claude-x"));
    assertEquals(List.of(1L), find(Filters.model("claude-x")));
    assertEquals(List.of(), find(Filters.model("gpt-y")));
  }

  private List<Long> find(RunFilter filter) {
    RunPage page = reader().runs(filter, null, 100);
    assertEquals(page.runs().size(), page.total());
    assertTrue(page.totalIsExact());
    return numbers(page.runs());
  }

  private static List<Long> numbers(List<Run> runs) {
    return runs.stream().map(run -> Long.parseLong(run.traceId().hex(), 16)).toList();
  }

  @Test
  void all_areNewestFirst() {
    put(Runs.run(2), Runs.run(3), Runs.run(1));
    assertEquals(List.of(3L, 2L, 1L), find(RunFilter.ALL));
  }

  @Test
  void equalStarts_areOrderedByTraceIdDescending() {
    TraceId high = new TraceId("f".repeat(32));
    put(
        Runs.make(2).startedAt(Runs.NOON).run(),
        Runs.make(1).startedAt(Runs.NOON).run(),
        Runs.make(3).id(high).startedAt(Runs.NOON).run());
    assertEquals(
        List.of(high, Runs.id(2), Runs.id(1)),
        reader().runs(RunFilter.ALL, null, 10).runs().stream().map(Run::traceId).toList());
  }

  @Test
  void listedRun_isWholeRun() {
    put(Runs.full(1));
    write(session -> session.put(Runs.fullScore(1, "score_1")));
    assertEquals(
        List.of(reader().run(Runs.id(1)).orElseThrow()),
        reader().runs(RunFilter.ALL, null, 1).runs());
    assertEquals(
        new RunMaker(Runs.full(1)).scores(Runs.fullScore(1, "score_1")).run(),
        reader().run(Runs.id(1)).orElseThrow());
  }

  @Test
  void everyFilterAlone_findsWhatMatches() {
    putOddAndEven(6);
    List<Long> oddOnes = List.of(5L, 3L, 1L);
    for (RunFilter filter : ODD) {
      if (filter.until() == null) {
        assertEquals(oddOnes, find(filter), filter::toString);
      }
    }
    assertEquals(List.of(5L, 3L, 1L, 2L, 4L, 6L), find(Filters.until(Runs.NOON.plusSeconds(9))));
    assertEquals(List.of(2L, 4L, 6L), find(Filters.flagged(false)));
  }

  @Test
  void everyPairOfFilters_findsWhatMatchesBoth() {
    putOddAndEven(4);
    put(Runs.run(7));
    for (RunFilter one : ODD) {
      for (RunFilter other : ODD) {
        RunFilter both = Filters.both(one, other);
        Set<Long> expected = new TreeSet<>(find(one));
        expected.retainAll(find(other));
        assertEquals(expected, new TreeSet<>(find(both)), both::toString);
      }
    }
  }

  @Test
  void everyFilterButOne_decides() {
    RunFilter all = ODD.stream().reduce(RunFilter.ALL, Filters::both);
    put(odd(1));
    put(Spans.answer(1, 1, "claude-x"));
    assertEquals(List.of(1L), find(all));
    for (RunFilter miss :
        List.of(
            Filters.status(RunStatus.OK),
            Filters.agent("x"),
            Filters.project("x"),
            Filters.feature("x"),
            Filters.model("x"),
            Filters.tag("x"),
            Filters.session("x"),
            Filters.runner("x"),
            Filters.thread("x"),
            Filters.since(Runs.NOON.plusSeconds(2)),
            Filters.until(Runs.NOON.plusSeconds(1)),
            Filters.name("x!"),
            Filters.flagged(false),
            Filters.minCost(6),
            Filters.parent(Runs.id(98)))) {
      assertEquals(List.of(), find(Filters.both(miss, all)), miss::toString);
    }
  }

  @Test
  void window_beginsAtSinceAndEndsBeforeUntil() {
    put(Runs.run(1), Runs.run(2), Runs.run(3));
    Instant second = Runs.NOON.plusSeconds(2);
    assertEquals(List.of(3L, 2L), find(Filters.since(second)));
    assertEquals(List.of(3L), find(Filters.since(second.plusNanos(1))));
    assertEquals(List.of(1L), find(Filters.until(second)));
    assertEquals(List.of(2L, 1L), find(Filters.until(second.plusNanos(1))));
    assertEquals(
        List.of(2L), find(Filters.both(Filters.since(second), Filters.until(second.plusNanos(1)))));
    assertEquals(List.of(), find(Filters.both(Filters.since(second), Filters.until(second))));
  }

  @Test
  void window_mayReachBeyondAllTimes() {
    put(Runs.run(1));
    assertEquals(
        List.of(1L), find(Filters.both(Filters.since(Instant.MIN), Filters.until(Instant.MAX))));
    assertEquals(List.of(), find(Filters.since(Instant.MAX)));
    assertEquals(List.of(), find(Filters.until(Instant.MIN)));
  }

  @Test
  void nameContains_looksAtAllLettersWhateverTheirCase() {
    put(Runs.make(1).name("\u00dcbersicht der Stra\u00dfe: \u03a3\u0391\u03a3\u0391 100%").run());
    for (String part :
        List.of(
            "\u00fcBERSICHT", "STRASSE", "stra\u00dfe", "\u03c3\u03b1\u03c3", "100%", "", " d")) {
      assertEquals(List.of(1L), find(Filters.name(part)), part);
    }
    for (String part : List.of("ubersicht", "%1", "_", "berichtx")) {
      assertEquals(List.of(), find(Filters.name(part)), part);
    }
  }

  @Test
  void minCost_doesNotMatchUnknownCost() {
    put(Runs.make(1).run(), Runs.make(2).cost(0).run(), Runs.make(3).cost(5).run());
    assertEquals(List.of(3L, 2L), find(Filters.minCost(0)));
    assertEquals(List.of(3L), find(Filters.minCost(5)));
    assertEquals(List.of(), find(Filters.minCost(6)));
  }

  @Test
  void flagged_meansAnyFlagThatIsNotDismissed() {
    put(
        Runs.make(1).run(),
        Runs.make(2).flags(Runs.flag("flag_1", Flag.State.DISMISSED)).run(),
        Runs.make(3)
            .flags(
                Runs.flag("flag_1", Flag.State.DISMISSED), Runs.flag("flag_2", Flag.State.ACCEPTED))
            .run());
    assertEquals(List.of(3L), find(Filters.flagged(true)));
    assertEquals(List.of(2L, 1L), find(Filters.flagged(false)));
    put(Runs.make(3).run());
    assertEquals(List.of(), find(Filters.flagged(true)));
  }

  @Test
  void filters_followWhatIsWrittenLater() {
    putOddAndEven(2);
    put(
        new RunMaker(odd(1))
            .status(RunStatus.OK)
            .name("done")
            .with(RunField.AGENT, "gemini")
            .with(RunField.TAGS, new Tags(List.of("slow", "new")))
            .startedAt(Runs.NOON.minusSeconds(60))
            .run());
    assertEquals(List.of(), find(Filters.status(RunStatus.ERROR)));
    assertEquals(List.of(1L), find(Filters.agent("gemini")));
    assertEquals(List.of(), find(Filters.tag("nightly")));
    assertEquals(List.of(1L), find(Filters.tag("new")));
    assertEquals(List.of(2L, 1L), find(Filters.tag("slow")));
    assertEquals(List.of(2L, 1L), find(RunFilter.ALL));
    assertEquals(List.of(), find(Filters.both(Filters.tag("new"), Filters.since(Runs.NOON))));
    assertEquals(
        List.of(), find(Filters.both(Filters.model("claude-x"), Filters.since(Runs.NOON))));
    assertEquals(List.of(1L), find(Filters.model("claude-x")));
    assertEquals(List.of(1L), find(Filters.name("DONE")));
  }

  @Test
  void model_isForgottenWhenNoSpanNamesItAnyMore() {
    put(Runs.run(1));
    put(Spans.answer(1, 1, "old"), Spans.answer(1, 2, "old"));
    put(Spans.answer(1, 1, "new"));
    assertEquals(List.of(1L), find(Filters.model("old")));
    assertEquals(List.of(1L), find(Filters.model("new")));
    put(Spans.span(1, 2));
    assertEquals(List.of(), find(Filters.model("old")));
    put(Spans.span(1, 1, Spans.required(1).with(SpanField.MODEL, "old")));
    assertEquals(List.of(), find(Filters.model("new")));
    assertEquals(List.of(1L), find(Filters.model("old")));
  }

  @Test
  void pages_coverAllWithoutLossOrRepeat() {
    putOddAndEven(23);
    List<RunFilter> filters = new ArrayList<>(ODD);
    filters.add(RunFilter.ALL);
    filters.add(Filters.flagged(false));
    for (RunFilter filter : filters) {
      List<Long> expected = find(filter);
      for (int limit : new int[] {1, 2, 5, expected.size(), expected.size() + 1}) {
        assertEquals(expected, allPages(filter, limit), () -> limit + " of " + filter);
      }
    }
  }

  private List<Long> allPages(RunFilter filter, int limit) {
    List<Long> seen = new ArrayList<>();
    RunCursor after = null;
    do {
      RunPage page = reader().runs(filter, after, limit);
      assertFalse(page.runs().isEmpty());
      seen.addAll(numbers(page.runs()));
      after = page.next();
    } while (after != null);
    return seen;
  }

  @Test
  void pages_coverEqualStarts() {
    LongStream.rangeClosed(1, 7)
        .forEach(number -> put(Runs.make(number).startedAt(Runs.NOON).run()));
    assertEquals(List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L), allPages(RunFilter.ALL, 2));
  }

  @Test
  void pages_areNotMovedByRunsThatArriveMeanwhile() {
    putOddAndEven(9);
    RunPage first = reader().runs(Filters.tag("nightly"), null, 2);
    put(odd(101), odd(103));
    RunPage second = reader().runs(Filters.tag("nightly"), first.next(), 10);
    assertEquals(List.of(9L, 7L), numbers(first.runs()));
    assertEquals(List.of(5L, 3L, 1L), numbers(second.runs()));
  }

  @Test
  void cursor_holdsInEveryFilterAndAsText() {
    putOddAndEven(9);
    RunCursor cursor = reader().runs(RunFilter.ALL, null, 2).next();
    RunCursor read = RunCursor.parse(cursor.text());
    for (RunFilter filter : ODD) {
      List<Long> expected =
          find(filter).stream().filter(number -> number != 9 && number != 7).toList();
      assertEquals(expected, numbers(reader().runs(filter, read, 10).runs()), filter::toString);
    }
  }

  @Test
  void total_isCountedToThousandAndDoesNotDependOnPage() {
    write(
        session ->
            LongStream.rangeClosed(1, RunPage.EXACT_TOTAL)
                .forEach(number -> session.put(Runs.run(number))));
    RunPage exact = reader().runs(RunFilter.ALL, null, 1);
    assertEquals(RunPage.EXACT_TOTAL, exact.total());
    assertTrue(exact.totalIsExact());
    put(Runs.run(RunPage.EXACT_TOTAL + 1));
    RunPage atLeast = reader().runs(RunFilter.ALL, exact.next(), 1);
    assertEquals(RunPage.EXACT_TOTAL, atLeast.total());
    assertFalse(atLeast.totalIsExact());
  }
}
