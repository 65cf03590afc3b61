package dev.spoor.store.sqlite;

import dev.spoor.model.SpanId;
import dev.spoor.store.sqlite.PayloadRows.Side;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Puts one run into another, or one span, on one connection. Payloads keep their rows, and so all
 * that they are made from, which is of the same run before and afterwards.
 */
final class Folding {
  private static final String SELECT_SPAN = "SELECT id FROM span WHERE run = ? AND span_id = ?";
  private static final String DELETE_SPAN = "DELETE FROM span WHERE id = ?";
  private static final String DELETE_CALLS = "DELETE FROM span_call WHERE run = ? AND span = ?";
  private static final String MOVE_SPANS =
      """
      UPDATE span SET run = ?2, sequence = sequence + ?3,
        call_counted = iif(call_counted > 0, call_counted + ?3, call_counted)
      WHERE run = ?1""";

  /** Each takes the younger's row and the older's. */
  private static final List<String> MOVES =
      List.of(
          """
          INSERT INTO run_model SELECT o.id, m.model, o.started_at, o.trace_id
            FROM run o JOIN run_model m ON m.run = ?1
            WHERE o.id = ?2
              AND EXISTS (SELECT 1 FROM span WHERE run = ?2 AND model = m.model)
              AND NOT EXISTS (SELECT 1 FROM run_model WHERE run = ?2 AND model = m.model)""",
          "UPDATE score SET run = ?2 WHERE run = ?1",
          """
          UPDATE run SET revision = max(revision, (SELECT revision FROM run WHERE id = ?1))
            WHERE id = ?2""",
          // By the revision that the older run will have when the unit is done.
          "UPDATE span SET revision = (SELECT revision + 1 FROM run WHERE id = ?2) WHERE run = ?2");

  /** Each takes the younger's row. */
  private static final List<String> REMOVES =
      List.of(
          "DELETE FROM run_model WHERE run = ?1",
          "DELETE FROM run_tag WHERE run = ?1",
          "DELETE FROM flag WHERE run = ?1",
          "DELETE FROM run_alias WHERE run = ?1",
          "DELETE FROM run_turn WHERE run = ?1",
          "DELETE FROM span_alias WHERE run = ?1",
          "DELETE FROM span_call WHERE run = ?1",
          "DELETE FROM run_passed WHERE run = ?1",
          "DELETE FROM run_to_pass WHERE receiver IN (SELECT id FROM receiver) AND run = ?1",
          "DELETE FROM run WHERE id = ?1");

  private final SqliteConnection connection;
  private final Payloads payloads;

  Folding(SqliteConnection connection, Payloads payloads) {
    this.connection = connection;
    this.payloads = payloads;
  }

  void fold(long younger, long older, long sequences, Set<SpanId> dropped) throws SQLException {
    for (SpanId span : dropped) {
      drop(younger, span);
    }
    new Parameters(connection.prepare(MOVE_SPANS))
        .whole(younger)
        .whole(older)
        .whole(sequences)
        .run();
    for (String move : MOVES) {
      new Parameters(connection.prepare(move)).whole(younger).whole(older).run();
    }
    for (String remove : REMOVES) {
      new Parameters(connection.prepare(remove)).whole(younger).run();
    }
  }

  /** Removes a span that was put into another. */
  void drop(long run, SpanId span) throws SQLException {
    PreparedStatement select = connection.prepare(SELECT_SPAN);
    new Parameters(select).whole(run).spanId(span);
    long row;
    try (ResultSet found = select.executeQuery()) {
      if (!found.next()) {
        return;
      }
      row = found.getLong(1);
    }
    for (Side side : Side.values()) {
      payloads.writer().remove(run, row, side);
    }
    new Parameters(connection.prepare(DELETE_CALLS)).whole(run).spanId(span).run();
    new Parameters(connection.prepare(DELETE_SPAN)).whole(row).run();
  }
}
