package dev.spoor.store.sqlite;

import dev.spoor.store.PassedRun;
import dev.spoor.store.Receiver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is passed on to, and how far, on one connection. Triggers note which runs change. */
final class ReceiverTable {
  private static final String SELECT_TO_PASS =
      """
      SELECT r.trace_id, coalesce(p.revision, 0), p.told
      FROM run_to_pass t JOIN run r ON r.id = t.run
      LEFT JOIN run_passed p ON p.run = t.run AND p.receiver = t.receiver
      WHERE t.receiver = (SELECT id FROM receiver WHERE address = ?)
      ORDER BY t.run LIMIT ?""";
  private static final String SELECT_ALL =
      """
      SELECT address, (SELECT count(*) FROM run_to_pass WHERE receiver = r.id), refused, trouble
      FROM receiver r ORDER BY address""";
  private static final String FOLLOW =
      "INSERT INTO receiver (address, refused) VALUES (?, 0) ON CONFLICT DO NOTHING";
  private static final String PASS_ALL =
      """
      INSERT INTO run_to_pass
      SELECT v.id, r.id FROM receiver v JOIN run r
        LEFT JOIN run_passed p ON p.run = r.id AND p.receiver = v.id
      WHERE v.address = ? AND p.revision IS NOT r.revision ON CONFLICT DO NOTHING""";
  private static final String PASSED =
      """
      INSERT INTO run_passed (run, receiver, revision, told)
      SELECT ?, id, ?, ? FROM receiver WHERE address = ?
      ON CONFLICT DO UPDATE SET revision = excluded.revision, told = excluded.told""";
  private static final String DONE =
      """
      DELETE FROM run_to_pass
      WHERE receiver = (SELECT id FROM receiver WHERE address = ?1) AND run = ?2
        AND (SELECT revision FROM run WHERE id = ?2) = ?3""";
  private static final String NOTE =
      "UPDATE receiver SET refused = refused + ?, trouble = ? WHERE address = ?";

  private final SqliteConnection connection;

  ReceiverTable(SqliteConnection connection) {
    this.connection = connection;
  }

  List<PassedRun> toPass(String receiver, int limit) throws SQLException {
    List<PassedRun> found = new ArrayList<>();
    PreparedStatement select = connection.prepare(SELECT_TO_PASS);
    new Parameters(select).text(receiver).whole((long) limit);
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        found.add(new PassedRun(columns.traceId(), columns.whole(), columns.wholeOrNull()));
      }
    }
    return List.copyOf(found);
  }

  List<Receiver> all() throws SQLException {
    List<Receiver> found = new ArrayList<>();
    try (ResultSet rows = connection.prepare(SELECT_ALL).executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        found.add(
            new Receiver(columns.someText(), columns.whole(), columns.whole(), columns.text()));
      }
    }
    return List.copyOf(found);
  }

  void follow(String receiver, boolean all) throws SQLException {
    new Parameters(connection.prepare(FOLLOW)).text(receiver).run();
    if (all) {
      new Parameters(connection.prepare(PASS_ALL)).text(receiver).run();
    }
  }

  void followNobody() throws SQLException {
    for (String table : List.of("receiver", "run_to_pass", "run_passed")) {
      connection.execute("DELETE FROM " + table);
    }
  }

  void passed(String receiver, long run, PassedRun upTo) throws SQLException {
    new Parameters(connection.prepare(PASSED))
        .whole(run)
        .whole(upTo.revision())
        .whole(upTo.told())
        .text(receiver)
        .run();
    new Parameters(connection.prepare(DONE)).text(receiver).whole(run).whole(upTo.revision()).run();
  }

  void note(String receiver, long refused, @Nullable String trouble) throws SQLException {
    new Parameters(connection.prepare(NOTE)).whole(refused).text(trouble).text(receiver).run();
  }
}
