package dev.spoor.store.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.Run;
import dev.spoor.model.RunCursor;
import dev.spoor.model.RunField;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunPage;
import dev.spoor.model.RunStatus;
import dev.spoor.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How open runs are found that were not heard of for long. */
public abstract class SilenceContract extends FreshStore {
  private static final RunFilter RUNNING = Filters.status(RunStatus.RUNNING);
  private static final RunFilter ABANDONED = Filters.status(RunStatus.ABANDONED);

  /** Runs, each of the next status, and of the running ones every second silent before noon. */
  private void putAll(int count) {
    for (long number = 1; number <= count; number++) {
      RunStatus status = RunStatus.values()[(int) (number % RunStatus.values().length)];
      put(heard(number, Runs.NOON.plusSeconds(number % 2 == 0 ? -1 : 0)).status(status).run());
    }
  }

  private static RunMaker heard(long number, Instant at) {
    return Runs.make(number).with(RunField.HEARD_AT, at).with(RunField.AGENT, "codex");
  }

  private List<TraceId> found(RunFilter filter, int limit) {
    List<TraceId> found = new ArrayList<>();
    RunCursor after = null;
    do {
      RunPage page = reader().runs(filter, Runs.NOON, after, limit);
      page.runs().forEach(run -> found.add(run.traceId()));
      after = page.next();
    } while (after != null);
    return found;
  }

  private static List<TraceId> ids(long... numbers) {
    return LongStream.of(numbers).mapToObj(Runs::id).toList();
  }

  @Test
  void runs_runningAndSilent_areFoundAsAbandonedPageByPage() {
    putAll(20);
    for (int limit = 1; limit <= 6; limit++) {
      assertEquals(ids(15, 5), found(RUNNING, limit));
      assertEquals(ids(20, 19, 14, 10, 9, 4), found(ABANDONED, limit));
      assertEquals(
          ids(20, 19, 14, 10, 9, 4), found(Filters.both(ABANDONED, Filters.agent("codex")), limit));
    }
    assertEquals(2, reader().runs(RUNNING, Runs.NOON, null, 1).total());
    assertEquals(6, reader().runs(ABANDONED, Runs.NOON, null, 1).total());
    assertEquals(20, reader().runs(RunFilter.ALL, Runs.NOON, null, 1).total());
  }

  @Test
  void runs_withoutTime_areFoundAsStored() {
    putAll(20);
    assertEquals(4, reader().runs(RUNNING, null, 10).total());
    assertEquals(4, reader().runs(ABANDONED, null, 10).total());
  }

  @Test
  void runs_silent_areReturnedAsStored() {
    Run silent = heard(1, Runs.NOON.minusSeconds(1)).run();
    put(silent);
    assertEquals(List.of(silent), reader().runs(ABANDONED, Runs.NOON, null, 10).runs());
  }

  @Test
  void runs_neverHeardOf_countFromTheLatestTimeOfASpan() {
    put(Runs.run(1)); // its last sign is at noon
    assertEquals(1, reader().runs(RUNNING, Runs.NOON, null, 10).total());
    assertEquals(1, reader().runs(ABANDONED, Runs.NOON.plusNanos(1), null, 10).total());
  }

  @Test
  void silent_areRunningRunsNotHeardOfSince() {
    putAll(20);
    write(
        session -> {
          assertEquals(ids(10, 20), session.silent(Runs.NOON, 10));
          assertEquals(1, session.silent(Runs.NOON, 1).size());
          assertEquals(List.of(), session.silent(Runs.NOON.minusSeconds(1), 10));
        });
  }
}
