package dev.spoor.store.sqlite;

import dev.spoor.store.Store;
import dev.spoor.store.kit.Engine;
import dev.spoor.store.kit.Excuses;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** SQLite for the contract kit. */
final class SqliteEngine implements Engine {
  static Path file(Path folder) {
    return folder.resolve("spoor.db");
  }

  private final Durability durability;

  SqliteEngine(Durability durability) {
    this.durability = durability;
  }

  @Override
  public Store open(Path folder) {
    return SqliteStore.open(file(folder), durability);
  }

  @Override
  public List<String> writingProcess(Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        SqliteWritingProcess.class.getName(),
        durability.name(),
        folder.toString());
  }

  @Override
  public void makeNewer(Path folder) {
    try (SqliteConnection connection = SqliteConnection.open(file(folder))) {
      connection.script("PRAGMA user_version = 9999");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Excuses excuses() {
    return Excuses.NONE;
  }
}
