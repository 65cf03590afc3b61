package dev.spoor.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spoor.ingest.Ingest;
import dev.spoor.json.Json;
import dev.spoor.json.JsonNumber;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonReadException;
import dev.spoor.model.FlagCode;
import dev.spoor.model.Run;
import dev.spoor.model.RunFilter;
import dev.spoor.price.PriceBook;
import dev.spoor.redact.RedactionMode;
import dev.spoor.redact.Redactor;
import dev.spoor.store.Store;
import dev.spoor.store.sqlite.Durability;
import dev.spoor.store.sqlite.SqliteStore;
import dev.spoor.watch.RunLimits;
import dev.spoor.watch.Watches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sixteen real runs of the samples, through the whole write path. */
class AtifImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples/atif/kimi");

  @TempDir private Path folder;
  private Store store;
  private AtifImport importer;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("spoor.db"), Durability.NORMAL);
    importer =
        new AtifImport(
            new Ingest(
                store.writer(),
                new Redactor(RedactionMode.ON),
                PriceBook.bundled(),
                new Watches(RunLimits.NONE),
                Ingest.Content.FULL,
                () -> Instant.parse("2026-11-20T12:00:00Z")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static boolean loops(Run run) {
    return run.flags().stream().anyMatch(flag -> flag.code() == FlagCode.LOOP);
  }

  private static Path file(String sample) {
    return SAMPLES.resolve(sample).resolve("trajectory.json");
  }

  private static Map<String, JsonObject> labels() throws IOException, JsonReadException {
    JsonObject labels = (JsonObject) Json.read(Files.readAllBytes(SAMPLES.resolve("labels.json")));
    Map<String, JsonObject> bySample = new TreeMap<>();
    labels.members().keySet().forEach(sample -> bySample.put(sample, labels.object(sample)));
    return bySample;
  }

  private static long count(JsonObject label, String name) {
    return ((JsonNumber) label.get(name)).whole().orElseThrow();
  }

  @Test
  void run_realRuns_loopStandsOnExactlyTheLabelledOnes() throws IOException, JsonReadException {
    Map<String, Boolean> expected = new TreeMap<>();
    Map<String, Boolean> found = new TreeMap<>();
    for (Map.Entry<String, JsonObject> sample : labels().entrySet()) {
      ImportReport report = importer.run(List.of(file(sample.getKey())), path -> {});
      assertEquals(List.of(), report.failures());
      Run run = report.runs().get(0);
      expected.put(
          sample.getKey(), count(sample.getValue(), "longest_identical_call_and_result_run") >= 3);
      found.put(sample.getKey(), loops(run));
      assertEquals(count(sample.getValue(), "tool_calls"), run.totals().toolCallCount());
      assertTrue(run.totals().cost() != null, sample.getKey());
    }
    assertEquals(16, expected.size());
    assertEquals(expected, found);
  }

  @Test
  void run_wholeFolderTwice_changesNothing() {
    importer.run(List.of(SAMPLES), path -> {});
    List<Run> first = runs();
    importer.run(List.of(SAMPLES), path -> {});
    List<Run> second = runs();
    assertEquals(16, first.size());
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.get(i).totals(), second.get(i).totals());
      assertEquals(first.get(i).flags(), second.get(i).flags());
    }
  }

  private List<Run> runs() {
    return store.reader().runs(RunFilter.ALL, null, 100).runs().stream()
        .sorted(Comparator.comparing(run -> run.traceId().hex()))
        .toList();
  }
}
