package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.RunCursor;
import dev.spoor.model.RunFilter;
import dev.spoor.model.RunStatus;
import dev.spoor.store.kit.Filters;
import dev.spoor.store.kit.Runs;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each list walks an index and sorts nothing. */
class SelectRunsTest {
  @TempDir Path folder;

  private List<String> plan(RunFilter filter) throws SQLException {
    RunCursor cursor = new RunCursor(Runs.NOON, Runs.id(1));
    List<String> plan = new ArrayList<>();
    try (SqliteConnection connection =
            SqliteStore.connect(folder.resolve("spoor.db"), Durability.NORMAL);
        ResultSet steps =
            connection
                .prepare("EXPLAIN QUERY PLAN " + SelectRuns.sql(filter, cursor))
                .executeQuery()) {
      while (steps.next()) {
        plan.add(steps.getString("detail"));
      }
    }
    return plan;
  }

  @Test
  void everyFilter_walksIndexFromCursorOn() throws SQLException {
    List<RunFilter> filters = new ArrayList<>(Filters.one());
    filters.add(RunFilter.ALL);
    for (RunFilter one : Filters.one()) {
      for (RunFilter other : Filters.one()) {
        filters.add(Filters.both(one, other));
      }
    }
    for (RunFilter filter : filters) {
      List<String> plan = plan(filter);
      assertTrue(plan.get(0).startsWith("SEARCH "), () -> filter + ": " + plan);
      assertFalse(plan.toString().contains("TEMP B-TREE"), () -> filter + ": " + plan);
      assertFalse(plan.toString().contains("SCAN"), () -> filter + ": " + plan);
    }
  }

  @Test
  void abandonedRuns_walkTheStoredAndTheSilentSideBySide() throws SQLException {
    List<String> plan = plan(Filters.status(RunStatus.ABANDONED));
    assertEquals("MERGE (UNION ALL)", plan.get(0), plan::toString);
    assertEquals(2, plan.stream().filter(step -> step.contains(" INDEX run_by_status ")).count());
    assertFalse(plan.toString().contains("TEMP B-TREE"), plan::toString);
    assertFalse(plan.toString().contains("SCAN"), plan::toString);
    assertTrue(plan(Filters.status(RunStatus.RUNNING)).get(0).contains(" INDEX run_by_status "));
  }

  @Test
  void narrowestFilter_choosesIndex() throws SQLException {
    RunFilter all = Filters.one().stream().reduce(RunFilter.ALL, Filters::both);
    assertEquals(
        "SEARCH r USING INDEX run_by_session (session_id=? AND started_at>? AND started_at<?)",
        plan(all).get(0).replaceAll("\\(started_at,trace_id\\)<\\(\\?,\\?\\)", "started_at<?"));
  }
}
