package dev.spoor.bench;

import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rows of a store, written once more into an empty one of the same schema, with the same
 * pragmas and as many spans a transaction, by nothing but SQL. Each row is written once, in its
 * last state.
 */
final class RowCopy {
  private static final List<String> PRAGMAS =
      List.of("synchronous = FULL", "secure_delete = ON", "cache_size = -8000");

  private final Path source;
  private final int batch;
  private final List<Object[]> spans;
  private final List<Object[]> runs;
  private final List<Object[]> runModels;
  private final List<Object[]> calls;
  private final List<Object[]> words;
  private final List<Object[]> totals;

  RowCopy(Path source, int batch) throws SQLException {
    this.source = source;
    this.batch = batch;
    try (Connection connection = connect(source)) {
      spans = rows(connection, "span", "id");
      runs = rows(connection, "run", "id");
      runModels = rows(connection, "run_model", "run");
      calls = rows(connection, "span_call", "run");
      words = rows(connection, "word", "id");
      totals = rows(connection, "totals", "hour");
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    for (String pragma : PRAGMAS) {
      execute(connection, "PRAGMA " + pragma);
    }
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Object[]> rows(Connection connection, String table, String order)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet result = select.executeQuery("SELECT * FROM " + table + " ORDER BY " + order)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getObject(i + 1);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** What a span takes on the disk, with all that belongs to it. */
  double bytesARow() throws SQLException, IOException {
    return (double) Files.size(source) / spans.size();
  }

  /** Seconds through prepared statements. */
  double throughJdbc(Path file) throws SQLException {
    SqliteStore.open(file, Durability.FULL).close();
    try (Connection connection = connect(file);
        PreparedStatement insertRun = connection.prepareStatement(insert("run", runs));
        PreparedStatement insertModel =
            connection.prepareStatement(insert("run_model", runModels));
        PreparedStatement insertCall = connection.prepareStatement(insert("span_call", calls));
        PreparedStatement insertSpan = connection.prepareStatement(insert("span", spans))) {
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      putAll(connection, "word", words);
      int run = 0;
      int model = 0;
      int call = 0;
      for (int i = 0; i < spans.size(); i++) {
        // A run comes before its first span.
        while (run < runs.size() && runs.get(run)[0].equals(spans.get(i)[1])) {
          put(insertRun, runs.get(run));
          while (model < runModels.size() && runModels.get(model)[0].equals(runs.get(run)[0])) {
            put(insertModel, runModels.get(model++));
          }
          while (call < calls.size() && calls.get(call)[0].equals(runs.get(run)[0])) {
            put(insertCall, calls.get(call++));
          }
          run++;
        }
        put(insertSpan, spans.get(i));
        if ((i + 1) % batch == 0) {
          connection.commit();
        }
      }
      putAll(connection, "totals", totals);
      connection.commit();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void putAll(Connection connection, String table, List<Object[]> rows)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(insert(table, rows))) {
      for (Object[] row : rows) {
        put(insert, row);
      }
    }
  }

  private static String insert(String table, List<Object[]> rows) {
    return "INSERT INTO %s VALUES (%s)"
        .formatted(table, String.join(",", Collections.nCopies(rows.get(0).length, "?")));
  }

  private static void put(PreparedStatement insert, Object[] row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      if (row[i] instanceof Long whole) {
        insert.setLong(i + 1, whole);
      } else if (row[i] instanceof Integer whole) {
        insert.setInt(i + 1, whole);
      } else if (row[i] instanceof byte[] bytes) {
        insert.setBytes(i + 1, bytes);
      } else {
        insert.setString(i + 1, (String) row[i]);
      }
    }
    insert.executeUpdate();
  }

  /** Seconds without leaving SQLite's library: from one file straight into another. */
  double insideSqlite(Path file) throws SQLException {
    SqliteStore.open(file, Durability.FULL).close();
    try (Connection connection = connect(file)) {
      execute(connection, "ATTACH '" + source + "' AS source");
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      execute(connection, "INSERT INTO word SELECT * FROM source.word");
      for (int i = 0; i < spans.size(); i += batch) {
        long first = ((Number) spans.get(i)[0]).longValue();
        long last = ((Number) spans.get(Math.min(spans.size(), i + batch) - 1)[0]).longValue();
        String between = " WHERE %%s BETWEEN %d AND %d".formatted(first, last);
        execute(
            connection,
            "INSERT OR IGNORE INTO run SELECT * FROM source.run WHERE id IN (SELECT run FROM"
                + " source.span"
                + between.formatted("id")
                + ")");
        for (String table : List.of("run_model", "span_call")) {
          execute(
              connection,
              "INSERT OR IGNORE INTO %1$s SELECT * FROM source.%1$s WHERE run IN (SELECT run FROM"
                      .formatted(table)
                  + " source.span"
                  + between.formatted("id")
                  + ")");
        }
        execute(connection, "INSERT INTO span SELECT * FROM source.span" + between.formatted("id"));
        connection.commit();
      }
      execute(connection, "INSERT INTO totals SELECT * FROM source.totals");
      connection.commit();
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
