package dev.spoor.store.sqlite;

import dev.spoor.store.sqlite.PayloadRows.Side;
import dev.spoor.store.upkeep.Flaw;
import dev.spoor.store.upkeep.Flaw.Kind;
import dev.spoor.store.upkeep.Progress;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads every payload of a store and compares it with its checksum. */
final class PayloadCheck {
  private static final int PAYLOADS_A_READ = 200;
  private static final String SELECT =
      """
      SELECT p.id, r.trace_id, s.span_id FROM payload p
      JOIN span s ON s.id = p.id / 2 JOIN run r ON r.id = s.run
      WHERE p.id > ? ORDER BY p.id LIMIT ?""";

  /** Its size is what its span says; what was damaged may be that, too. */
  private static final String DROP =
      """
      INSERT OR REPLACE INTO payload (id, form, encoding, raw_bytes, crc32c, base, reusable, data)
      SELECT ?1, 0, %d, iif(?1 %% 2, output_bytes, input_bytes), 0, NULL, 0, x''
      FROM span WHERE id = ?1 / 2 AND iif(?1 %% 2, output_bytes, input_bytes) IS NOT NULL"""
          .formatted(Codes.ENCODING.code(PayloadEncoding.PRUNED));

  private final Path file;
  private final StoreTurn turn;
  private final boolean drops;
  private final Progress progress;

  /**
   * A check.
   *
   * @param drops whether to give up what cannot be read
   */
  PayloadCheck(Path file, StoreTurn turn, boolean drops, Progress progress) {
    this.drops = drops;
    this.file = file;
    this.turn = turn;
    this.progress = progress;
  }

  /** A payload that cannot be read, and what is said about it. */
  private record Lost(long id, Flaw flaw) {}

  /** The ids of the payloads that are not what was written. */
  Set<Long> run(Consumer<Flaw> found) throws SQLException {
    List<Lost> lost = new ArrayList<>();
    long total = turn.connection().whole("SELECT count(*) FROM payload");
    long read = 0;
    // Closing these would close the connection too, which is the turn's.
    Tables tables = new Tables(file, turn.connection());
    for (long last = 0; last >= 0; ) {
      long after = last;
      last = turn.read(() -> readSome(tables, after, lost));
      read += PAYLOADS_A_READ;
      progress.at("reading payloads", Math.min(read, total), total);
    }
    for (Side side : Side.values()) {
      lost.addAll(turn.read(() -> missing(side)));
    }
    Set<Long> ids = new HashSet<>();
    for (Lost one : lost) {
      ids.add(one.id());
      found.accept(drops && turn.write(() -> dropped(one.id())) ? one.flaw().mended() : one.flaw());
    }
    return ids;
  }

  private long readSome(Tables tables, long after, List<Lost> lost) throws SQLException {
    long last = -1;
    for (Lost candidate : some(after)) {
      last = candidate.id();
      try {
        tables.payloads().read(last);
      } catch (DamagedPayload e) {
        String how = tables.payloads().how(last, e);
        String message = "its %s is damaged (%s)".formatted(Side.of(last).word(), how);
        Flaw place = candidate.flaw();
        lost.add(new Lost(last, Flaw.found(Kind.PAYLOAD, message, place.run(), place.span())));
      }
    }
    return last;
  }

  /** Marks a payload as pruned, without a hash, since nobody knows what it was. */
  private boolean dropped(long id) throws SQLException {
    PreparedStatement drop = turn.connection().prepare(DROP);
    new Parameters(drop).whole(id);
    drop.executeUpdate();
    return true;
  }

  private List<Lost> some(long after) throws SQLException {
    PreparedStatement select = turn.connection().prepare(SELECT);
    new Parameters(select).whole(after).whole((long) PAYLOADS_A_READ);
    return places(select, "");
  }

  private List<Lost> missing(Side side) throws SQLException {
    StoreRule rule = StoreRule.missingPayloads(side);
    return places(turn.connection().prepare(rule.select()), rule.message());
  }

  private static List<Lost> places(PreparedStatement select, String message) throws SQLException {
    List<Lost> places = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        places.add(
            new Lost(
                columns.whole(),
                Flaw.found(
                    Kind.PAYLOAD, message, columns.traceIdOrNull(), columns.spanIdOrNull())));
      }
    }
    return places;
  }
}
