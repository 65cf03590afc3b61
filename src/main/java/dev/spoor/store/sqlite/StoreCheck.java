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
import java.util.HashSet;
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
    Set<String> indexes = new HashSet<>();
    List<Flaw> flaws = new ArrayList<>();
    try (ResultSet rows =
        connection
            .prepare("PRAGMA integrity_check(%d)".formatted(MOST_OF_STRUCTURE))
            .executeQuery()) {
      while (rows.next()) {
        String message = rows.getString(1);
        if (!message.equals("ok")) {
          int index = message.lastIndexOf("index ");
          if (index >= 0) {
            indexes.add(message.substring(index + "index ".length()));
          }
          flaws.add(Flaw.found(Kind.STRUCTURE, message, null, null));
        }
      }
    }
    boolean onlyIndexes = !flaws.isEmpty() && flaws.stream().allMatch(StoreCheck::isOfIndex);
    boolean mended = repair != Repair.NONE && onlyIndexes && rebuilt(indexes);
    flaws.forEach(flaw -> found.accept(mended ? flaw.mended() : flaw));
  }

  private static boolean isOfIndex(Flaw flaw) {
    return flaw.message().contains("index ");
  }

  private boolean rebuilt(Set<String> indexes) throws SQLException {
    for (String index : indexes) {
      turn.write(
          () -> {
            connection.script("REINDEX \"" + index.replace("\"", "\"\"") + '"');
            return true;
          });
    }
    return connection.text("PRAGMA integrity_check(1)").equals("ok");
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
