package dev.spoor.store.sqlite;

import dev.spoor.store.sqlite.PayloadRows.Side;
import dev.spoor.store.upkeep.Flaw;
import dev.spoor.store.upkeep.Flaw.Kind;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.Repair;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks whether everything in a store fits together, while others write, and puts it in order when
 * told to, in short turns among the writers.
 */
public final class StoreCheck {
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30));
  private static final int PLACES_A_TURN = 500;
  private static final int MOST_OF_STRUCTURE = 100;

  private final StoreTurn turn;
  private final SqliteConnection connection;
  private final Repair repair;
  private final Consumer<Flaw> found;
  private final Progress progress;

  private StoreCheck(StoreTurn turn, Repair repair, Consumer<Flaw> found, Progress progress) {
    this.turn = turn;
    this.connection = turn.connection();
    this.repair = repair;
    this.found = found;
    this.progress = progress;
  }

  /**
   * Checks a store that this program has opened before, so that it has the newest schema.
   *
   * @param found hears of each flaw, after it was repaired when it could be
   */
  public static void run(Path store, Repair repair, Consumer<Flaw> found, Progress progress) {
    Path file = StoreBackup.require(store);
    try (WriteLock lock = WriteLock.of(file);
        StoreTurn turn = StoreTurn.open(file, lock, PATIENCE)) {
      new StoreCheck(turn, repair, found, progress).run(file);
    } catch (SQLException e) {
      throw SqliteFault.of(e, "check the database", file);
    }
  }

  /** A place where a rule does not hold, and what is said about it. */
  private record Place(long key, Flaw flaw) {}

  private void run(Path file) throws SQLException {
    structure();
    Set<Long> damaged =
        new PayloadCheck(file, turn, repair == Repair.DROP_DAMAGED, progress).run(found);
    List<StoreRule> rules = StoreRule.all();
    for (int at = 0; at < rules.size(); at++) {
      progress.at("comparing tables", at, rules.size());
      check(rules.get(at), Set.of());
    }
    for (Side side : Side.values()) {
      check(StoreRule.sizes(side), damaged);
    }
  }

  private void structure() throws SQLException {
    progress.at("reading every page", 0, 0);
    Set<String> mends = new LinkedHashSet<>();
    List<Flaw> flaws = new ArrayList<>();
    for (String message : structureFlaws(MOST_OF_STRUCTURE)) {
      boolean ofSearch = message.contains(SearchIndex.TABLE);
      flaws.add(Flaw.found(ofSearch ? Kind.SEARCH : Kind.STRUCTURE, message, null, null));
      mends.add(ofSearch ? SearchIndex.EMPTY : rebuilding(message));
    }
    // What is not only derived from the tables is beyond repair.
    boolean mended = repair != Repair.NONE && !mends.contains("") && mended(mends);
    flaws.forEach(flaw -> found.accept(mended ? flaw.mended() : flaw));
  }

  private List<String> structureFlaws(int most) throws SQLException {
    List<String> messages = new ArrayList<>();
    try (ResultSet rows =
        connection.prepare("PRAGMA integrity_check(%d)".formatted(most)).executeQuery()) {
      while (rows.next()) {
        messages.add(rows.getString(1));
      }
    }
    messages.removeIf("ok"::equals);
    return messages;
  }

  /** What rebuilds the index that a message names; empty when it names none. */
  private static String rebuilding(String message) {
    int index = message.lastIndexOf("index ");
    return index < 0
        ? ""
        : "REINDEX \"" + message.substring(index + "index ".length()).replace("\"", "\"\"") + '"';
  }

  private boolean mended(Set<String> mends) throws SQLException {
    for (String mend : mends) {
      turn.write(
          () -> {
            connection.script(mend);
            return true;
          });
    }
    return structureFlaws(1).isEmpty();
  }

  private void check(StoreRule rule, Set<Long> leftOut) throws SQLException {
    List<Place> places = turn.read(() -> places(connection, rule));
    places.removeIf(place -> leftOut.contains(place.key()));
    boolean mending = repair != Repair.NONE && !rule.repairs().isEmpty();
    for (int from = 0; from < places.size(); from += PLACES_A_TURN) {
      List<Place> some = places.subList(from, Math.min(places.size(), from + PLACES_A_TURN));
      if (mending) {
        turn.write(() -> mended(rule, some));
      }
      some.forEach(place -> found.accept(mending ? place.flaw().mended() : place.flaw()));
    }
  }

  private boolean mended(StoreRule rule, List<Place> places) throws SQLException {
    for (Place place : places) {
      for (String sql : rule.repairs()) {
        PreparedStatement statement = connection.prepare(sql);
        statement.setLong(1, place.key());
        statement.executeUpdate();
      }
    }
    // Others may remember what is now another.
    new Erasure(connection).countUp();
    return true;
  }

  private static List<Place> places(SqliteConnection connection, StoreRule rule)
      throws SQLException {
    List<Place> places = new ArrayList<>();
    try (ResultSet rows = connection.prepare(rule.select()).executeQuery()) {
      Columns columns = new Columns(rows);
      while (rows.next()) {
        columns.rewind();
        places.add(
            new Place(
                columns.whole(),
                Flaw.found(
                    rule.kind(), rule.message(), columns.traceIdOrNull(), columns.spanIdOrNull())));
      }
    }
    return places;
  }
}
