package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.RunFilter;
import dev.spoor.store.upkeep.CheckReport;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.Repair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stores of every schema there was become stores of this one. Who adds a migration writes the file
 * of its schema with {@code scripts/test -Dtest=StoredSchemasTest -Dschema.write=true}.
 */
class StoredSchemasTest {
  private static final long LARGEST_BYTES = 200_000;

  @TempDir private Path folder;

  private static long newest() throws IOException {
    try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/dev/spoor/schema"))) {
      return scripts.count();
    }
  }

  static LongStream schemas() throws IOException {
    return LongStream.rangeClosed(1, newest())
        .filter(schema -> Files.exists(StoredSchema.file(schema)));
  }

  private Upkeep upkeep(Path store) {
    Map<String, String> environment = Map.of("SPOOR_HOME", folder.resolve("home").toString());
    return new Upkeep(
        new SettingsReader(environment, folder).read().withDatabase(store),
        App.systemClock(),
        Progress.NONE);
  }

  @Test
  void everySchema_hasItsSmallFile() throws IOException {
    if (Boolean.getBoolean("schema.write")) {
      StoredSchema.write(folder, newest());
    }
    for (long schema = 1; schema <= newest(); schema++) {
      assertTrue(
          Files.exists(StoredSchema.file(schema)),
          StoredSchema.file(schema) + " is missing: run this test with -Dschema.write=true");
      assertTrue(Files.size(StoredSchema.file(schema)) < LARGEST_BYTES);
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void storedStore_isMigratedAndReadsBackTheSame(long schema) throws IOException {
    Path store = folder.resolve("spoor.db");
    StoredSchema.unpack(schema, store);
    Upkeep upkeep = upkeep(store);
    assertEquals(newest() - schema, upkeep.pendingMigrations().size());
    assertEquals(schema, upkeep.describe(store).schema(), "to look changes nothing");
    upkeep.migrate();
    assertEquals(newest(), upkeep.describe(store).schema());
    assertEquals(List.of(), upkeep.pendingMigrations());
    try (App app = StoredSchema.open(store)) {
      assertEquals(Files.readAllLines(StoredSchema.content(schema)), StoredSchema.lines(app));
    }
    CheckReport report = upkeep.check(Repair.NONE);
    assertTrue(report.isSound(), report::toString);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void storedStore_losesWhatIsErased(long schema) throws IOException {
    Path store = folder.resolve("spoor.db");
    StoredSchema.unpack(schema, store);
    Upkeep upkeep = upkeep(store);
    upkeep.migrate();
    int runs = upkeep.find(RunFilter.ALL).size();
    assertEquals(2, runs);
    assertEquals(
        2, upkeep.erase(upkeep.find(RunFilter.ALL).stream().map(run -> run.traceId()).toList()));
    assertTrue(upkeep.check(Repair.NONE).isSound());
    assertEquals(0, upkeep.space().spans());
  }
}
