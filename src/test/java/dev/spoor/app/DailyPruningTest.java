package dev.spoor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.ingest.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyPruningTest {
  private static final Retention YEAR = new Retention(Duration.ofDays(365), null, null, null, null);

  @TempDir private Path folder;

  @Test
  void pruneWhenDue_isDoneOnceADayByOneOfAll() throws IOException {
    Path store = folder.resolve("spoor.db");
    StoredSchema.unpack(1, store);
    Instant now = Instant.parse("2099-01-01T00:00:00Z");
    List<String> said = new ArrayList<>();
    try (App one = StoredSchema.open(store);
        App other = StoredSchema.open(store);
        DailyPruning first = DailyPruning.start(one, YEAR, () -> now, said::add);
        DailyPruning second = DailyPruning.start(other, YEAR, () -> now, said::add)) {
      assertTrue(first.pruneWhenDue());
      assertFalse(second.pruneWhenDue());
      assertFalse(first.pruneWhenDue());
      assertEquals(List.of(), said);
    }
    try (App app = StoredSchema.open(store)) {
      assertEquals(List.of(), StoredSchema.lines(app));
    }
  }
}
