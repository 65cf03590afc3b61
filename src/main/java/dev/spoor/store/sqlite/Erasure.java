package dev.spoor.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Takes a run out of every table of one connection. */
final class Erasure {
  private static final List<String> DELETES =
      List.of(
          "DELETE FROM payload WHERE id IN (SELECT 2 * id FROM span WHERE run = ?1)",
          "DELETE FROM payload WHERE id IN (SELECT 2 * id + 1 FROM span WHERE run = ?1)",
          "DELETE FROM span WHERE run = ?1",
          "DELETE FROM run_model WHERE run = ?1",
          "DELETE FROM run_tag WHERE run = ?1",
          "DELETE FROM flag WHERE run = ?1",
          "DELETE FROM score WHERE run = ?1",
          "DELETE FROM run_alias WHERE run = ?1",
          "DELETE FROM run_turn WHERE run = ?1",
          "DELETE FROM span_alias WHERE run = ?1",
          "DELETE FROM span_call WHERE run = ?1",
          "DELETE FROM run_passed WHERE run = ?1",
          "DELETE FROM run_to_pass WHERE receiver IN (SELECT id FROM receiver) AND run = ?1",
          "DELETE FROM run WHERE id = ?1");

  private final SqliteConnection connection;
  private final SearchIndex search;

  Erasure(SqliteConnection connection) {
    this.connection = connection;
    this.search = new SearchIndex(connection);
  }

  /** How often something was erased. */
  long count() throws SQLException {
    return connection.whole("SELECT value FROM meta WHERE key = 'erasures'");
  }

  void erase(long run) throws SQLException {
    for (String delete : DELETES) {
      execute(delete, run);
    }
    gone(run);
  }

  /** What is to be done after the rows of a run went. */
  void gone(long run) throws SQLException {
    // After the rows, whose triggers leave notes for the search index.
    search.removeRun(run);
    countUp();
  }

  /** Counts an erasure, so that all who remember something forget it. */
  void countUp() throws SQLException {
    connection.execute("UPDATE meta SET value = CAST(value + 1 AS TEXT) WHERE key = 'erasures'");
  }

  private void execute(String sql, long run) throws SQLException {
    PreparedStatement statement = connection.prepare(sql);
    statement.setLong(1, run);
    statement.executeUpdate();
  }
}
