package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spoor.store.Store;
import dev.spoor.store.kit.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, and that each is applied once. */
class SqliteMigrationsTest {
  @TempDir Path folder;

  @Test
  void scripts_areAllThereAreInOrderOfTheirNumbers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/spoor/schema"))) {
      assertEquals(
          files.map(file -> file.getFileName().toString()).sorted().toList(),
          SqliteMigrations.SCRIPTS);
    }
    for (int i = 0; i < SqliteMigrations.SCRIPTS.size(); i++) {
      assertEquals("%03d_".formatted(i + 1), SqliteMigrations.SCRIPTS.get(i).substring(0, 4));
    }
  }

  @Test
  void freshFile_mayBeOpenedByManyAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        Path file = folder.resolve("round" + round).resolve("spoor.db");
        List<Future<String>> opening = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          opening.add(
              threads.submit(
                  () -> {
                    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
                      return store.storeId();
                    }
                  }));
        }
        Set<String> storeIds = new HashSet<>();
        for (Future<String> each : opening) {
          storeIds.add(each.get());
        }
        assertEquals(1, storeIds.size());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void fileWithRuns_fromBeforeTotals_waitsToBeCounted() throws SQLException, IOException {
    Path file = folder.resolve("spoor.db");
    try (Tables tables = new Tables(file, SqliteConnection.open(file))) {
      int before = SqliteMigrations.SCRIPTS.indexOf("005_totals.sql");
      for (String script : SqliteMigrations.SCRIPTS.subList(0, before)) {
        tables
            .connection()
            .script(Files.readString(Path.of("src/main/resources/dev/spoor/schema", script)));
      }
      tables.connection().script("PRAGMA application_id = " + SqliteMigrations.APPLICATION_ID);
      tables.connection().script("PRAGMA user_version = " + before);
      // What this program asks of any store, and that one did not have.
      tables.connection().script("CREATE TABLE run_alias (trace_id, run)");
      tables.connection().script("ALTER TABLE run ADD COLUMN via ANY");
      tables.runs().put(Runs.run(1));
      tables.connection().forgetStatements();
      tables.connection().script("DROP TABLE run_alias");
      tables.connection().script("ALTER TABLE run DROP COLUMN via");
    }
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      assertEquals(0, store.reader().corrections());
      assertEquals(true, store.writer().<Boolean>write(session -> session.correct(Map.of(), 0)));
    }
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      assertEquals(1, store.reader().corrections());
    }
  }
}
