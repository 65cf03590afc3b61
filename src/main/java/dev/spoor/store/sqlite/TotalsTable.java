package dev.spoor.store.sqlite;

import dev.spoor.model.Dimension;
import dev.spoor.model.Grain;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TotalsFilter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells of the totals on one connection. */
final class TotalsTable {
  private static final String KEY = "grain, dimension, hour, project, value";
  private static final String SUMS =
      Sums.Count.ALL.stream()
              .map(count -> count.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "))
          + ", latency";
  private static final String IS_KEY =
      " WHERE grain = ? AND dimension = ? AND hour = ? AND project = ? AND value = ?";
  private static final String SELECT = "SELECT " + SUMS + " FROM totals" + IS_KEY;
  private static final String DELETE = "DELETE FROM totals" + IS_KEY;
  private static final String UPSERT =
      "INSERT INTO totals (%s, %s) VALUES (?, ?, ?, ?, ?%s) ON CONFLICT DO UPDATE SET %s"
          .formatted(
              KEY,
              SUMS,
              ", ?".repeat(Sums.Count.ALL.size() + 1),
              Arrays.stream(SUMS.split(", "))
                  .map("%1$s = excluded.%1$s"::formatted)
                  .collect(Collectors.joining(", ")));
  private static final String SELECT_RANGE =
      """
      SELECT hour, project, value, %s FROM totals
      WHERE grain = ? AND dimension = ? AND hour >= ? AND hour < ?"""
          .formatted(SUMS);
  private static final String SELECT_ALL = "SELECT %s, %s FROM totals".formatted(KEY, SUMS);
  private static final String SELECT_CORRECTIONS =
      "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'totals_counted'";
  private static final String COUNT_CORRECTION =
      "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'totals_counted'";

  private final SqliteConnection connection;

  TotalsTable(SqliteConnection connection) {
    this.connection = connection;
  }

  /** Receives cells. */
  @FunctionalInterface
  interface CellVisitor {
    void visit(TotalsCell cell, Sums sums);
  }

  /** Receives the cells of one dimension. */
  @FunctionalInterface
  interface RangeVisitor {
    void visit(long hour, @Nullable String project, @Nullable String value, Sums sums);
  }

  /** How often the totals were corrected. */
  long corrections() throws SQLException {
    return connection.whole(SELECT_CORRECTIONS);
  }

  void countCorrection() throws SQLException {
    connection.execute(COUNT_CORRECTION);
  }

  /**
   * Adds to each cell. The sum is made here and not in SQL, where one out of reach would become a
   * fraction and could not be taken back.
   */
  void add(Map<TotalsCell, Sums> difference) throws SQLException {
    for (Map.Entry<TotalsCell, Sums> change : difference.entrySet()) {
      Sums sums = stored(change.getKey());
      sums.add(change.getValue());
      if (sums.isZero()) {
        delete(change.getKey());
      } else {
        upsert(change.getKey(), sums);
      }
    }
  }

  private Sums stored(TotalsCell cell) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT);
    bind(new Parameters(select), cell);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? sums(new Columns(row)) : new Sums();
    }
  }

  private void delete(TotalsCell cell) throws SQLException {
    PreparedStatement delete = connection.prepare(DELETE);
    bind(new Parameters(delete), cell);
    delete.executeUpdate();
  }

  private void upsert(TotalsCell cell, Sums sums) throws SQLException {
    PreparedStatement upsert = connection.prepare(UPSERT);
    Parameters row = bind(new Parameters(upsert), cell);
    for (Sums.Count count : Sums.Count.ALL) {
      row.whole(sums.get(count));
    }
    row.bytes(LatencyColumn.encode(sums.latencies()));
    upsert.executeUpdate();
  }

  private static Parameters bind(Parameters row, TotalsCell cell) throws SQLException {
    row.code(Codes.GRAIN, cell.grain()).code(Codes.DIMENSION, cell.dimension()).whole(cell.hour());
    return label(label(row, cell.project()), cell.value());
  }

  /** A key cannot be null. */
  private static Parameters label(Parameters row, @Nullable String text) throws SQLException {
    return text == null ? row.whole(0L) : row.text(text);
  }

  private static Sums sums(Columns row) throws SQLException {
    Sums sums = new Sums();
    for (Sums.Count count : Sums.Count.ALL) {
      sums.add(count, row.whole());
    }
    LatencyColumn.decode(row.bytes(), sums.latencies());
    return sums;
  }

  /**
   * Shows the cells that answer for a filter.
   *
   * @param from the first hour
   * @param to the hour after the last
   */
  void range(TotalsFilter filter, Grain grain, long from, long to, RangeVisitor visitor)
      throws SQLException {
    boolean byProject = filter.dimension() == Dimension.PROJECT;
    String sql = SELECT_RANGE;
    sql += filter.project() == null ? "" : " AND project = ?";
    sql += filter.value() == null ? "" : byProject ? " AND project = ?" : " AND value = ?";
    PreparedStatement select = connection.prepare(sql);
    Parameters parameters =
        new Parameters(select)
            .code(Codes.GRAIN, grain)
            .code(Codes.DIMENSION, filter.dimension().kept())
            .whole(from)
            .whole(to);
    if (filter.project() != null) {
      parameters.text(filter.project());
    }
    if (filter.value() != null) {
      parameters.text(filter.value());
    }
    try (ResultSet rows = select.executeQuery()) {
      Columns row = new Columns(rows);
      while (rows.next()) {
        row.rewind();
        visitor.visit(row.whole(), row.label(), row.label(), sums(row));
      }
    }
  }

  /** Shows every cell. */
  void all(CellVisitor visitor) throws SQLException {
    try (ResultSet rows = connection.prepare(SELECT_ALL).executeQuery()) {
      Columns row = new Columns(rows);
      while (rows.next()) {
        row.rewind();
        Grain grain = row.code(Codes.GRAIN);
        Dimension dimension = row.code(Codes.DIMENSION);
        long hour = row.whole();
        visitor.visit(new TotalsCell(grain, hour, row.label(), dimension, row.label()), sums(row));
      }
    }
  }
}
