package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Tags;
import dev.spoor.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pages of a list promise while others write. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class PagingContract extends FreshStore {
  private static final int RUNS = 120;
  private static final RunFilter TAGGED = Filters.tag("nightly");
  private static final List<RunFilter> FILTERS =
      List.of(
          RunFilter.ALL,
          TAGGED,
          Filters.status(RunStatus.ERROR),
          Filters.model("claude-x"),
          Filters.session("session-1"),
          Filters.both(
              Filters.both(TAGGED, Filters.status(RunStatus.ERROR)), Filters.model("claude-x")));

  private static RunMaker matching(long number) {
    return Runs.make(number)
        .status(RunStatus.ERROR)
        .with(RunField.SESSION_ID, "session-1")
        .with(RunField.TAGS, new Tags(List.of("nightly")));
  }

  private void store(Run run) {
    write(
        session -> {
          session.put(run);
          session.put(Spans.answer(Long.parseLong(run.traceId().hex(), 16), 1, "claude-x"));
        });
  }

  /** Two runs a second, so that equal starts are told apart by their ids. */
  private void storeRuns() {
    for (long number = 1; number <= RUNS; number++) {
      store(matching(number).startedAt(Runs.NOON.plusSeconds(number / 2)).run());
    }
  }

  private List<TraceId> readAll(RunFilter filter, int limit) {
    List<TraceId> read = new ArrayList<>();
    RunCursor cursor = null;
    do {
      RunPage page = reader().runs(filter, cursor, limit);
      page.runs().forEach(run -> read.add(run.traceId()));
      cursor = page.next();
    } while (cursor != null);
    return read;
  }

  private static List<TraceId> newestFirst() {
    return LongStream.rangeClosed(1, RUNS).mapToObj(i -> Runs.id(RUNS + 1 - i)).toList();
  }

  @Test
  void pages_whileRunsArrive_bringEveryOtherRunOnceAndInOrder() throws Exception {
    storeRuns();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong arrived = new AtomicLong();
    Thread writer =
        new Thread(
            () -> {
              // Newer than all, older than all, and between them.
              for (long number = RUNS + 1; !done.get(); number++) {
                long second = number % 3 == 0 ? number : number % 3 == 1 ? -number : 30;
                store(matching(number).startedAt(Runs.NOON.plusSeconds(second)).run());
                arrived.incrementAndGet();
              }
            });
    writer.start();
    try {
      for (RunFilter filter : FILTERS) {
        long before = arrived.get();
        do {
          List<TraceId> read = readAll(filter, 7);
          assertEquals(read.size(), new HashSet<>(read).size(), "a run came twice");
          read.retainAll(newestFirst());
          assertEquals(newestFirst(), read);
        } while (arrived.get() < before + 5 && writer.isAlive());
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertTrue(arrived.get() > 0);
  }

  @Test
  void runWhoseStartMovesEarlier_isNeverMissed() {
    storeRuns();
    RunPage first = reader().runs(RunFilter.ALL, null, 10);
    store(matching(RUNS).startedAt(Runs.NOON.minusSeconds(1)).run());
    store(matching(1).startedAt(Runs.NOON.minusSeconds(2)).run());
    RunPage rest = reader().runs(RunFilter.ALL, first.next(), 1_000);
    List<TraceId> read = new ArrayList<>();
    first.runs().forEach(run -> read.add(run.traceId()));
    rest.runs().forEach(run -> read.add(run.traceId()));
    // Read before it moved, and again where it went.
    assertEquals(List.of(Runs.id(RUNS), Runs.id(1)), read.subList(RUNS - 1, RUNS + 1));
    assertEquals(RUNS, new HashSet<>(read).size());
    assertNull(rest.next());
  }

  @Test
  void erasedRun_thatCursorStandsOn_isNoEnd() {
    storeRuns();
    RunPage first = reader().runs(RunFilter.ALL, null, 10);
    write(session -> session.erase(Runs.id(RUNS - 9)));
    assertEquals(
        newestFirst().subList(10, 20),
        reader().runs(RunFilter.ALL, first.next(), 10).runs().stream().map(Run::traceId).toList());
  }
}
