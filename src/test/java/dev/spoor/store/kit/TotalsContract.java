package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Dimension;
import dev.spoor.model.Grain;
import dev.spoor.model.Run;
import dev.spoor.model.SpanOutline;
import dev.spoor.model.Sums;
import dev.spoor.model.Sums.Count;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TotalsFilter;
import dev.spoor.model.TotalsRow;
import dev.spoor.store.TotalsScan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What totals promise. */
public abstract class TotalsContract extends FreshStore {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");
  private static final long HOUR = MIDNIGHT.getEpochSecond() / 3_600;

  private static Sums sums(long spans, Duration... latencies) {
    Sums sums = new Sums();
    sums.add(Count.SPANS, spans);
    List.of(latencies).forEach(sums::add);
    return sums;
  }

  /** Adds to the hour and to its day, as writers do. */
  private void add(long hour, String project, Dimension dimension, String value, Sums sums) {
    Map<TotalsCell, Sums> both = new HashMap<>();
    for (Grain grain : Grain.values()) {
      both.put(new TotalsCell(grain, grain.begin(hour), project, dimension, value), sums);
    }
    write(session -> session.add(both));
  }

  private static List<Instant> hours(long... hours) {
    return LongStream.of(hours).mapToObj(hour -> Instant.ofEpochSecond(hour * 3_600)).toList();
  }

  private List<TotalsRow> read(TotalsFilter filter, long... bounds) {
    return reader().totals(filter, hours(bounds));
  }

  private Seen scan() {
    Seen seen = new Seen();
    reader().scan(seen);
    return seen;
  }

  private static final class Seen implements TotalsScan {
    private final Map<Run, List<SpanOutline>> runs = new HashMap<>();
    private final Map<TotalsCell, Sums> cells = new HashMap<>();
    private long corrections = -1;

    @Override
    public void begin(long correctionsSoFar) {
      corrections = correctionsSoFar;
      runs.clear();
      cells.clear();
    }

    @Override
    public void run(Run run, List<SpanOutline> spans) {
      runs.put(run, spans);
    }

    @Override
    public void cell(TotalsCell cell, Sums sums) {
      cells.put(cell, sums);
    }
  }

  @Test
  void add_twice_sumsUp() {
    add(HOUR, "spoor", Dimension.MODEL, "claude-x", sums(2, Duration.ofSeconds(1)));
    add(HOUR, "spoor", Dimension.MODEL, "claude-x", sums(3, Duration.ofHours(1)));
    Sums both = sums(5, Duration.ofSeconds(1), Duration.ofHours(1));
    assertEquals(
        List.of(new TotalsRow(0, "claude-x", both)),
        read(TotalsFilter.by(Dimension.MODEL), HOUR, HOUR + 1));
    assertEquals(
        List.of(new TotalsRow(0, "claude-x", both)),
        read(TotalsFilter.by(Dimension.MODEL), HOUR, HOUR + 24));
  }

  @Test
  void add_everyCount_readsBack() {
    Sums all = new Sums();
    Count.ALL.forEach(count -> all.add(count, 1L << Count.ALL.indexOf(count)));
    all.add(Duration.ZERO);
    all.add(Duration.ofNanos(Long.MAX_VALUE));
    IntStream.range(0, 300).forEach(i -> all.add(Duration.ofMillis(7)));
    add(HOUR, null, Dimension.TOOL, "Bash", all);
    assertEquals(
        List.of(new TotalsRow(0, "Bash", all)),
        read(TotalsFilter.by(Dimension.TOOL), HOUR, HOUR + 1));
  }

  @Test
  void add_whatIsTakenBack_leavesNoCell() {
    Sums huge = sums(Long.MAX_VALUE, Duration.ofSeconds(1));
    add(HOUR, "spoor", Dimension.AGENT, "codex", huge);
    add(HOUR, "spoor", Dimension.AGENT, "codex", huge);
    Sums back = new Sums();
    back.subtract(huge);
    add(HOUR, "spoor", Dimension.AGENT, "codex", back);
    assertEquals(huge, read(TotalsFilter.by(Dimension.ALL), HOUR, HOUR + 1).get(0).sums());
    add(HOUR, "spoor", Dimension.AGENT, "codex", back);
    assertEquals(List.of(), read(TotalsFilter.by(Dimension.ALL), HOUR, HOUR + 24));
    assertEquals(Map.of(), scan().cells);
  }

  @Test
  void add_inUnitThatThrows_addsNothing() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    assertThrows(
        IllegalStateException.class,
        () ->
            write(
                session -> {
                  session.add(
                      Map.of(
                          new TotalsCell(Grain.HOUR, HOUR, null, Dimension.AGENT, null), sums(1)));
                  throw thrown;
                }));
    assertEquals(Map.of(), scan().cells);
  }

  @Test
  void values_areToldApart() {
    List<String> values = List.of("", "0", "a", "A", "a\0b", "\ud800", "ä");
    add(HOUR, null, Dimension.AGENT, null, sums(100));
    for (int i = 0; i < values.size(); i++) {
      add(HOUR, values.get(i), Dimension.AGENT, values.get(i), sums(i + 1));
    }
    for (Dimension dimension : List.of(Dimension.AGENT, Dimension.PROJECT)) {
      Map<String, Long> found = new HashMap<>();
      read(TotalsFilter.by(dimension), HOUR, HOUR + 1)
          .forEach(row -> found.put(row.value(), row.sums().get(Count.SPANS)));
      assertEquals(values.size() + 1, found.size());
      assertEquals(100, found.get(null));
      for (int i = 0; i < values.size(); i++) {
        assertEquals(i + 1, found.get(values.get(i)));
        TotalsFilter one = new TotalsFilter(dimension, null, values.get(i));
        assertEquals(i + 1, read(one, HOUR, HOUR + 1).get(0).sums().get(Count.SPANS));
        TotalsFilter own = new TotalsFilter(Dimension.ALL, values.get(i), null);
        assertEquals(i + 1, read(own, HOUR, HOUR + 1).get(0).sums().get(Count.SPANS));
      }
    }
  }

  @Test
  void allAndProject_areSumsOfAgents() {
    add(HOUR, "spoor", Dimension.AGENT, "codex", sums(1));
    add(HOUR, "spoor", Dimension.AGENT, null, sums(2));
    add(HOUR, null, Dimension.AGENT, "codex", sums(4));
    add(HOUR, "spoor", Dimension.TAG, "slow", sums(8));
    assertEquals(
        List.of(new TotalsRow(0, null, sums(7))),
        read(TotalsFilter.by(Dimension.ALL), HOUR, HOUR + 1));
    assertEquals(
        List.of(new TotalsRow(0, null, sums(4)), new TotalsRow(0, "spoor", sums(3))),
        read(TotalsFilter.by(Dimension.PROJECT), HOUR, HOUR + 1));
    assertEquals(
        List.of(new TotalsRow(0, null, sums(2)), new TotalsRow(0, "codex", sums(1))),
        read(new TotalsFilter(Dimension.AGENT, "spoor", null), HOUR, HOUR + 1));
    assertEquals(
        List.of(new TotalsRow(0, "slow", sums(8))),
        read(new TotalsFilter(Dimension.TAG, null, "slow"), HOUR, HOUR + 1));
  }

  @Test
  void cell_ofDimensionThatIsNotKeptOrTornHour_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TotalsCell(Grain.HOUR, HOUR, null, Dimension.ALL, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TotalsCell(Grain.DAY, HOUR + 1, null, Dimension.AGENT, null));
  }

  @Test
  void totals_areByPeriodThenValue() {
    add(HOUR + 30, null, Dimension.TAG, "b", sums(1));
    add(HOUR + 30, null, Dimension.TAG, "a", sums(2));
    add(HOUR, null, Dimension.TAG, "c", sums(3));
    assertEquals(
        List.of(
            new TotalsRow(0, "c", sums(3)),
            new TotalsRow(1, "a", sums(2)),
            new TotalsRow(1, "b", sums(1))),
        read(TotalsFilter.by(Dimension.TAG), HOUR, HOUR + 24, HOUR + 48));
  }

  @Test
  void totals_ofAnyPeriods_areSumsOfTheirHours() {
    Random random = new Random(20_261_120);
    long[] counts = new long[24 * 12];
    for (int i = 0; i < counts.length; i++) {
      if (random.nextInt(3) > 0) {
        counts[i] = 1 + random.nextInt(1_000);
        add(HOUR + i, "p" + i % 2, Dimension.MODEL, "m", sums(counts[i], Duration.ofSeconds(i)));
      }
    }
    for (int round = 0; round < 200; round++) {
      int step = 1 + random.nextInt(60);
      long[] bounds =
          LongStream.iterate(
                  HOUR - 30 + random.nextInt(60), bound -> bound + 1 + random.nextInt(step))
              .limit(2 + random.nextInt(9))
              .toArray();
      List<TotalsRow> rows = read(TotalsFilter.by(Dimension.MODEL), bounds);
      Map<Integer, Long> found = new HashMap<>();
      rows.forEach(row -> found.put(row.period(), row.sums().get(Count.SPANS)));
      Map<Integer, Long> expected = new HashMap<>();
      for (int period = 0; period < bounds.length - 1; period++) {
        for (long hour = bounds[period]; hour < bounds[period + 1]; hour++) {
          int place = (int) (hour - HOUR);
          if (place >= 0 && place < counts.length && counts[place] > 0) {
            expected.merge(period, counts[place], Long::sum);
          }
        }
      }
      assertEquals(expected, found);
    }
  }

  @Test
  void bounds_thatAreNoneOrTornOrBackwards_areRefused() {
    for (List<Instant> bounds :
        List.of(
            List.<Instant>of(),
            hours(HOUR),
            hours(HOUR, HOUR),
            hours(HOUR + 1, HOUR),
            List.of(MIDNIGHT, MIDNIGHT.plusSeconds(1_800)),
            List.of(MIDNIGHT, MIDNIGHT.plusSeconds(3_600).plusNanos(1)))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> reader().totals(TotalsFilter.by(Dimension.ALL), bounds));
    }
  }

  @Test
  void scan_showsRunsSpansAndCells() {
    put(Runs.run(1), Runs.run(2));
    put(Spans.span(1, 1), Spans.answer(1, 2, "claude-x"));
    add(HOUR, null, Dimension.AGENT, null, sums(1));
    Seen seen = scan();
    assertEquals(
        Map.of(
            Runs.run(1),
            List.of(Spans.span(1, 1).outline(), Spans.answer(1, 2, "claude-x").outline()),
            Runs.run(2),
            List.of()),
        seen.runs);
    assertEquals(
        Map.of(
            new TotalsCell(Grain.HOUR, HOUR, null, Dimension.AGENT, null),
            sums(1),
            new TotalsCell(Grain.DAY, HOUR, null, Dimension.AGENT, null),
            sums(1)),
        seen.cells);
    assertEquals(reader().corrections(), seen.corrections);
  }

  @Test
  void correct_addsOnceToWhatWasAddedMeanwhile() {
    TotalsCell cell = new TotalsCell(Grain.HOUR, HOUR, null, Dimension.AGENT, null);
    long corrections = scan().corrections;
    assertEquals(1, corrections, "a fresh store has nothing to count");
    write(session -> session.add(Map.of(cell, sums(1))));
    Map<TotalsCell, Sums> difference = Map.of(cell, sums(5));
    assertTrue(store.writer().<Boolean>write(session -> session.correct(difference, corrections)));
    assertFalse(store.writer().<Boolean>write(session -> session.correct(difference, corrections)));
    assertEquals(Map.of(cell, sums(6)), scan().cells);
    assertEquals(corrections + 1, reader().corrections());
  }
}
