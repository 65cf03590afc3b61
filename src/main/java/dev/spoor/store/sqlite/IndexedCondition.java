package dev.spoor.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on runs whose matches an index gives, the newest first.
 *
 * @param index of the runs; null when a table of its own is the index
 * @param table which runs have how much of what, with an index {@code <table>_newest}; null when
 *     the condition is on the run itself
 * @param test of a run {@code r}, or of a row of the table
 * @param binding gives the test's parameter its value
 */
record IndexedCondition(
    @Nullable String index, @Nullable String table, String test, Binding binding) {
  /** Few enough to be counted first. */
  private static final int FEW = 100;

  private static final int FACTOR = 20;

  /**
   * More than that are not counted: the walk will end long before, or is long whatever it walks.
   */
  private static final int MANY = FEW * FACTOR * FACTOR;

  /** Gives parameters their values. */
  @FunctionalInterface
  interface Binding {
    Parameters bind(Parameters row) throws SQLException;
  }

  static IndexedCondition of(String index, String test, Binding binding) {
    return new IndexedCondition(index, null, test, binding);
  }

  static IndexedCondition in(String table, String test, Binding binding) {
    return new IndexedCondition(null, table, test, binding);
  }

  /** The name of what is walked. */
  String walked() {
    return table == null ? "r" : "w";
  }

  /** What is read to walk along the index. */
  String from() {
    return table == null
        ? "run r INDEXED BY " + index
        : "%1$s w INDEXED BY %1$s_newest CROSS JOIN run r ON r.id = w.run".formatted(table);
  }

  /** The test of what is walked. */
  String walkedTest() {
    return table == null ? test : "w." + test;
  }

  /** The test of a run that something else found. */
  String testOfRun() {
    return table == null
        ? test
        : "EXISTS (SELECT 1 FROM %s WHERE run = r.id AND %s)".formatted(table, test);
  }

  /**
   * The one whose index holds the fewest runs, the first of those that hold as many. SQLite cannot
   * know which, since one session has fewer runs than another has tags.
   *
   * @param conditions at least one
   */
  static IndexedCondition narrowest(SqliteConnection connection, List<IndexedCondition> conditions)
      throws SQLException {
    IndexedCondition narrowest = conditions.get(0);
    if (conditions.size() == 1) {
      return narrowest;
    }
    for (int most = FEW; most <= MANY; most *= FACTOR) {
      long fewest = most;
      for (IndexedCondition condition : conditions) {
        long count = condition.count(connection, fewest);
        if (count < fewest) {
          fewest = count;
          narrowest = condition;
        }
      }
      if (fewest < most) {
        return narrowest;
      }
    }
    return narrowest;
  }

  /** How many runs the index holds, counted up to a limit. */
  private long count(SqliteConnection connection, long limit) throws SQLException {
    String rows = table == null ? from() : "%1$s w INDEXED BY %1$s_newest".formatted(table);
    PreparedStatement count =
        connection.prepare(
            "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT ?)"
                .formatted(rows, walkedTest()));
    binding.bind(new Parameters(count)).whole(limit);
    try (ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
