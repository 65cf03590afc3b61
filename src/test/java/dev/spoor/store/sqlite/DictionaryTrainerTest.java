package dev.spoor.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.model.Payload;
import dev.spoor.model.SpanField;
import dev.spoor.model.SpanId;
import dev.spoor.model.SpanKind;
import dev.spoor.store.Store;
import dev.spoor.store.kit.Runs;
import dev.spoor.store.kit.Spans;
import dev.spoor.store.upkeep.Progress;
import dev.spoor.store.upkeep.Trained;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryTrainerTest {
  @TempDir Path folder;

  private static String words(int seed, int count) {
    Random random = new Random(seed);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(Integer.toString(random.nextInt(1_000_000), 36)).append(' ');
    }
    return words.toString();
  }

  private static Payload input(int run) {
    return Payload.text("{system: " + words(0, 3_000) + "} " + words(run, 20));
  }

  private static void putRun(Store store, int run) {
    store
        .writer()
        .write(
            session -> {
              session.put(Runs.run(run));
              session.put(
                  Spans.span(
                      run,
                      1,
                      Spans.required(1).toBuilder()
                          .set(SpanField.KIND, SpanKind.LLM)
                          .set(SpanField.INPUT, input(run))
                          .build()));
              return true;
            });
  }

  private long stored(Path file, int run) throws SQLException {
    try (SqliteConnection connection = SqliteConnection.open(file)) {
      return connection.whole(
          "SELECT length(data) FROM payload ORDER BY id LIMIT 1 OFFSET " + (run - 1));
    }
  }

  @Test
  void trainedStore_keepsFirstInputsWithoutWhatRunsHaveInCommon() throws SQLException {
    Path file = folder.resolve("spoor.db");
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      for (int run = 1; run <= 4; run++) {
        putRun(store, run);
      }
      Trained trained = DictionaryTrainer.train(file, Progress.NONE);
      assertEquals(4, trained.runs());
      assertTrue(trained.commonBytes() > 10_000, trained::toString);
      putRun(store, 5);
      assertTrue(
          stored(file, 5) * 20 < stored(file, 1),
          stored(file, 5) + " bytes after " + stored(file, 1));
    }
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      for (int run = 1; run <= 5; run++) {
        assertEquals(
            input(run), store.reader().span(Runs.id(run), SpanId.of(1)).orElseThrow().input());
      }
    }
  }

  @Test
  void storeWithNothingInCommon_staysAsItIs() {
    Path file = folder.resolve("spoor.db");
    try (Store store = SqliteStore.open(file, Durability.NORMAL)) {
      putRun(store, 1);
      putRun(store, 2);
      assertEquals(new Trained(2, 0), DictionaryTrainer.train(file, Progress.NONE));
    }
  }
}
