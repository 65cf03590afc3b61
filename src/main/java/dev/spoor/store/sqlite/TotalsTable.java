package dev.spoor.store.sqlite;

import dev.spoor.model.Dimension;
import dev.spoor.model.Grain;
import dev.spoor.model.Sums;
import dev.spoor.model.TotalsCell;
import dev.spoor.model.TotalsFilter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of the totals on one connection. */
final class TotalsTable {
  private static final String KEY = "grain, hour, dimension, project, value";
  private static final String IS_KEY =
      " WHERE grain = ? AND hour = ? AND dimension = ? AND project = ? AND value = ?";
  private static final String SELECT = "SELECT sums FROM totals" + IS_KEY;
  private static final String DELETE = "DELETE FROM totals" + IS_KEY;
  private static final String UPSERT =
      "INSERT INTO totals (%s, sums) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET sums = excluded.sums"
          .formatted(KEY);

  /** A step down the key for each hour, past the other dimensions. */
  private static final String SELECT_RANGE =
      """
      WITH RECURSIVE begun(hour) AS (
        VALUES (?) UNION ALL SELECT hour + ? FROM begun WHERE hour < ?
      )
      SELECT t.hour, project, value, sums FROM begun CROSS JOIN totals t
      WHERE grain = ? AND t.hour = begun.hour AND dimension = ?""";

  private static final String SELECT_ALL = "SELECT %s, sums FROM totals".formatted(KEY);
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
      return row.next() ? SumsColumn.decode(new Columns(row).bytes()) : new Sums();
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
    row.bytes(SumsColumn.encode(sums));
    upsert.executeUpdate();
  }

  private static Parameters bind(Parameters row, TotalsCell cell) throws SQLException {
    row.code(Codes.GRAIN, cell.grain()).whole(cell.hour()).code(Codes.DIMENSION, cell.dimension());
    return label(label(row, cell.project()), cell.value());
  }

  /** A key cannot be null. */
  private static Parameters label(Parameters row, @Nullable String text) throws SQLException {
    return text == null ? row.whole(0L) : row.text(text);
  }

  /**
   * Shows the cells that answer for a filter.
   *
   * @param from where the first cell begins
   * @param to where the last cell ends
   */
  void range(TotalsFilter filter, Grain grain, long from, long to, RangeVisitor visitor)
      throws SQLException {
    if (from == to) {
      return;
    }
    boolean byProject = filter.dimension() == Dimension.PROJECT;
    String sql = SELECT_RANGE;
    sql += filter.project() == null ? "" : " AND project = ?";
    sql += filter.value() == null ? "" : byProject ? " AND project = ?" : " AND value = ?";
    PreparedStatement select = connection.prepare(sql);
    Parameters parameters =
        new Parameters(select)
            .whole(from)
            .whole(grain.hours())
            .whole(to - grain.hours())
            .code(Codes.GRAIN, grain)
            .code(Codes.DIMENSION, filter.dimension().kept());
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
        visitor.visit(row.whole(), row.label(), row.label(), SumsColumn.decode(row.bytes()));
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
        long hour = row.whole();
        Dimension dimension = row.code(Codes.DIMENSION);
        visitor.visit(
            new TotalsCell(grain, hour, row.label(), dimension, row.label()),
            SumsColumn.decode(row.bytes()));
      }
    }
  }
}
