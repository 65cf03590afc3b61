package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.model.RunField;
import dev.spoor.model.RunStatus;
import dev.spoor.model.Tags;
import dev.spoor.store.kit.RunMaker;
import dev.spoor.store.kit.Runs;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several indexes, the one that holds the fewest runs is walked. */
class IndexedConditionTest {
  private static final IndexedCondition TAG =
      IndexedCondition.in("run_tag", "tag = ?", row -> row.text("nightly"));
  private static final IndexedCondition FAILED =
      IndexedCondition.of(
          "run_by_status", "r.status = ?", row -> row.code(Codes.RUN_STATUS, RunStatus.ERROR));
  private static final IndexedCondition AGENT =
      IndexedCondition.of("run_by_agent", "r.agent = ?", row -> row.text("codex"));

  @TempDir Path folder;
  private SqliteConnection connection;
  private RunTable runs;

  @BeforeEach
  void open() throws SQLException {
    connection = SqliteStore.connect(folder.resolve("spoor.db"), Durability.NORMAL);
    runs = new RunTable(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Stores runs of which so many each have the tag, have failed, and are of the agent. */
  private void store(int tagged, int failed, int ofAgent) throws SQLException {
    connection.execute("BEGIN");
    for (int number = 1; number <= Math.max(tagged, Math.max(failed, ofAgent)); number++) {
      RunMaker run = Runs.make(number);
      if (number <= tagged) {
        run.with(RunField.TAGS, new Tags(List.of("nightly")));
      }
      if (number <= failed) {
        run.status(RunStatus.ERROR);
      }
      if (number <= ofAgent) {
        run.with(RunField.AGENT, "codex");
      }
      runs.put(run.run());
    }
    connection.execute("COMMIT");
  }

  private IndexedCondition narrowest() throws SQLException {
    return IndexedCondition.narrowest(connection, List.of(TAG, FAILED, AGENT));
  }

  @Test
  void narrowest_ofFew_isFewest() throws SQLException {
    store(9, 8, 3);
    assertEquals(AGENT, narrowest());
  }

  @Test
  void narrowest_ofMany_isFewest() throws SQLException {
    store(400, 250, 300);
    assertEquals(FAILED, narrowest());
  }

  @Test
  void narrowest_ofEqual_isFirst() throws SQLException {
    assertEquals(TAG, narrowest());
    store(5, 5, 7);
    assertEquals(TAG, narrowest());
  }

  @Test
  void narrowest_withoutAny_isThatOne() throws SQLException {
    store(5, 0, 7);
    assertEquals(FAILED, narrowest());
  }
}
